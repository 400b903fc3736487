// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string_view>

namespace diwan::text {

/// How badly letters follow each other for Arabic. A plain value.
struct LetterCost {
  double bits = 0;  ///< altogether
  int signs = 0;    ///< that are not ASCII

  /// Of one sign: about 4 in Arabic, 5 and more in what was decoded wrongly.
  double mean() const { return signs == 0 ? 0 : bits / signs; }
};

/// Adds up by letter_pairs.hpp how seldom each sign that is not ASCII follows the one before it. Persian and Urdu
/// letters count as those that they look like, and a little more. Tells one word of Arabic from a wrong decoding as a
/// rule, where no common word can.
LetterCost letter_cost(std::string_view text);

}  // namespace diwan::text
