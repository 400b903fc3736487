// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace diwan::analysis {

/// The stem of a word by one of the Snowball algorithms ("english", "russian"); the word itself where the library does
/// not have the algorithm. `word` is in lower case; an ending that the algorithm knows with an accent only may stand
/// without it (Spanish negociacion). Makes its stemmer anew, which costs less than a microsecond and leaves nothing for
/// threads to share.
std::string snowball_stem(std::string_view word, const char* algorithm);

}  // namespace diwan::analysis
