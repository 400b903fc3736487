// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/results.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace diwan::text {

/// Which way a text runs.
enum class Direction { left_to_right, right_to_left };

/// Columns that a terminal needs: two for wide East Asian characters, none for marks and format characters, else one.
/// Control characters count nothing: neutralize first.
std::size_t display_width(std::string_view text);

/// The text without power over a terminal, character by character, so that a text may be neutralised in pieces:
/// - tab, line breaks and separators (U+0009 to U+000D, U+0085, U+2028, U+2029) become a space each;
/// - other control characters (ESC, C1 ...) and broken bytes become U+FFFD, which shows that something was there;
/// - format characters (bidi controls, byte order mark, soft hyphen, tags, deprecated ones) go, but for the joiners
///   that Persian and emoji need and the signs over Arabic numbers, which are visible.
std::string neutralize(std::string_view text);

/// Whether any character could be shown right to left: Arabic or Hebrew letters, Arabic digits.
bool has_right_to_left(std::string_view text);

/// The direction of the first letter that has one; left to right where none has.
Direction direction_of(std::string_view text);

/// FSI text PDI: what stands around the text cannot mix with it. `text` must be neutral, or else it could close the
/// isolate. Where the text on its own would run the other way than `direction` (a line of an Arabic paragraph that
/// begins with a Latin word), a mark in front turns it.
std::string isolate(std::string_view text, Direction direction);
std::string isolate(std::string_view text);

/// What stands in front of the text in an isolate and what stands behind it, for callers that put colours into it.
std::string isolate_opening(std::string_view text, Direction direction);
constexpr std::string_view isolate_closing = "\u2069";

/// Byte ranges of the lines of at most `width` columns (at least one grapheme each), parted where Unicode allows a line
/// to end; a word wider than a line is parted between graphemes. White space at the edges of a line belongs to none.
/// Without anything to show: no line. `text` must be neutral.
std::vector<Range> wrap(std::string_view text, std::size_t width);

}  // namespace diwan::text
