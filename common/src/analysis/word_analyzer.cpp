// SPDX-License-Identifier: GPL-2.0-or-later
#include "analysis/word_analyzer.hpp"

#include "text/fold.hpp"

namespace diwan::analysis {

LanguageClass language_class(std::string_view) { return LanguageClass::english; }

std::vector<Segment> segments(std::string_view text) { return text::break_words(text); }

std::vector<AnalyzedWord> analyze_word(std::string_view form, LanguageClass) {
  std::vector<AnalyzedWord> words;
  const auto normalized = text::normalize(form);
  for (const auto& piece : text::break_words(normalized)) {
    if (!piece.word) continue;
    auto folded = text::fold(std::string_view(normalized).substr(piece.begin, piece.end - piece.begin));
    if (folded.empty()) continue;
    auto stem = text::fold_seats(folded);
    words.push_back({std::move(folded), {std::move(stem)}});
  }
  return words;
}

std::vector<AnalyzedWord> analyze_query_word(std::string_view form) { return analyze_word(form, {}); }

bool depends_on_language(std::string_view form) { return !form.empty() && static_cast<unsigned char>(form[0]) < 0xD8; }

}  // namespace diwan::analysis
