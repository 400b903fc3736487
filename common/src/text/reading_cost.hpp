// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string_view>

namespace diwan::text {

/// How badly the signs of a text follow each other, whatever scripts its words are in. A plain value.
struct ReadingCost {
  double bits = 0;       ///< altogether; signs of ASCII cost nothing
  int arabic_words = 0;  ///< of two letters and more, with nothing but Arabic in them
};

/// Compares readings of the same bytes in several encodings, where words of several scripts may stand beside each
/// other: French with a few words of Arabic, say. The rules, in the order of the code:
/// 1. a word is of one script: each place where two touch is dear;
/// 2. Arabic letters cost what letter_cost() says, and one that stands alone more;
/// 3. an accented letter of Latin is cheap among letters of ASCII, dearer alone or behind another one; the common ones
///    of Western Europe are cheaper than others;
/// 4. a large letter behind a small one is dear, in every script that has them;
/// 5. signs that texts hold cost a little, inside of a word, or on the wrong side of one, more; what no text holds is
///    dear.
ReadingCost reading_cost(std::string_view text);

}  // namespace diwan::text
