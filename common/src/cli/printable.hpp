// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace diwan::cli {

/// One line that is safe to show on a terminal: control characters, bidi controls and broken UTF-8 of a path or
/// argument become \x1B or \u202E, everything else stays as it is.
std::string printable(std::string_view text);

/// Whether a text from the outside is UTF-8 throughout.
bool is_utf8(std::string_view text);

}  // namespace diwan::cli
