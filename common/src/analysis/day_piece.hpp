// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <span>
#include <string_view>

#include "analysis/word_analyzer.hpp"
#include "text/calendar_days.hpp"

namespace diwan::analysis {

/// What a segment is to a calendar day: `words` is what the analyzer made of it, `form` how it stands in the text.
inline text::DayPiece day_piece(std::string_view form, std::span<const AnalyzedWord> words) {
  if (words.empty()) return text::day_piece_of_gap(form);
  return words.size() == 1 ? text::day_piece_of_word(words.front().folded) : text::DayPiece{};
}

}  // namespace diwan::analysis
