// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string_view>

namespace diwan::text {

/// How much the words of a text that are not ASCII look like Arabic (or Persian): common words, words with the article,
/// no letters where they cannot stand. A plain value.
struct Likeness {
  double sum = 0;
  int words = 0;

  double value() const { return words == 0 ? 0 : sum / words; }
};

Likeness measure_likeness(std::string_view text);

/// Whether no text holds a sign: controls, what has no character, box drawings.
bool is_bad_sign(char32_t code_point);

}  // namespace diwan::text
