// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string_view>

namespace diwan::text {

/// White space of any script: U+0020, U+00A0, U+3000, line breaks ...
bool is_white_space(char32_t code_point);

/// C0, DEL and C1.
bool is_control(char32_t code_point);

/// A decimal digit of any script: 5, ٥, ۵ ...
bool is_digit(char32_t code_point);

/// A character that shows nothing and that people paste without knowing: bidi controls, the byte order mark, zero-width
/// spaces and joiners, the soft hyphen (Default_Ignorable_Code_Point).
bool is_ignorable(char32_t code_point);

/// A mark that stands above or below an Arabic letter: harakat, shadda, hamza as a mark, Quranic signs.
bool is_arabic_mark(char32_t code_point);

/// Whether a letter of a joined script, such as ب but not ا, joins the one behind it.
bool joins_next(char32_t code_point);

/// Whether a text has anything that could become a word: a letter or digit, also inside a symbol such as ﷼ or ½.
bool has_word(std::string_view text);

}  // namespace diwan::text
