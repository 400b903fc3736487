// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace diwan::ingest {

/// Whether Arabic words stand with their letters from the last to the first: too many end with the article (لا) or
/// begin with letters that no word begins with (ة ى), and too few begin with the article and end with these letters.
bool is_spelled_backwards(std::string_view text);

/// The text with the letters of each word of a right-to-left script turned around; marks stay behind their letters.
std::string turn_words(std::string_view text);

}  // namespace diwan::ingest
