// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace diwan::text {

/// How many of the letters run right to left, less those that run left to right.
int right_to_left_surplus(std::string_view text);

/// The first character with a direction of its own, a letter or a digit, else the first one; 0 of an empty text.
char32_t first_strong(std::string_view text);

/// One sign of a line and whether it stands in text that runs right to left, where brackets are mirrored.
struct ReadSign {
  std::size_t index;  ///< into the line as it is seen
  bool mirrored;
};

/// The order in which a line is read whose signs are given as they are seen, from left to right: Unicode's
/// bidirectional algorithm backwards. Latin words and the numbers behind them (A/RES/72/1, Windows 10) stay together.
std::vector<ReadSign> reading_order(std::u32string_view seen, bool right_to_left);

/// The bracket or quotation mark that faces the other way, or the character itself.
char32_t mirror_image(char32_t code_point);

/// Whether brackets and quotation marks that face each other would fit together better if each were mirrored.
bool faces_outwards(std::u32string_view line);

/// Presentation forms of Arabic (U+FB50 to U+FDFF, U+FE70 to U+FEFC) as the letters that they show; marks without the
/// space or tatweel that carries them. All else stays.
std::string plain_letters(std::string_view text);

}  // namespace diwan::text
