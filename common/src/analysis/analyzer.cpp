// SPDX-License-Identifier: GPL-2.0-or-later
#include <diwan/analyzer.hpp>

#include <utility>

#include "analysis/word_analyzer.hpp"
#include "text/fold.hpp"

namespace diwan {
namespace {

/// The words of a text as tokens; `analyze_form` gives what a form stands for.
template <class AnalyzeForm>
std::vector<Token> tokens_of(std::string_view text, AnalyzeForm analyze_form) {
  std::vector<Token> tokens;
  for (const auto& segment : analysis::segments(text)) {
    if (!segment.word) continue;
    for (auto& word : analyze_form(text.substr(segment.begin, segment.end - segment.begin))) {
      tokens.push_back({segment.begin, segment.end, tokens.size(), std::move(word.folded), std::move(word.stems)});
    }
  }
  return tokens;
}

}  // namespace

std::vector<Token> Analyzer::analyze(std::string_view text, std::string_view language) const {
  const auto language_class = analysis::language_class(language);
  return tokens_of(text, [&](std::string_view form) { return analysis::analyze_word(form, language_class); });
}

std::vector<Token> Analyzer::analyze_query(std::string_view text) const {
  return tokens_of(text, [](std::string_view form) { return analysis::analyze_query_word(form); });
}

std::vector<WordExplanation> Analyzer::explain(std::string_view text, std::string_view language) const {
  std::vector<WordExplanation> explanations;
  for (auto& token : analyze(text, language)) {
    WordExplanation explanation;
    explanation.source = text.substr(token.begin, token.end - token.begin);
    explanation.normalized = text::normalize(explanation.source);
    for (const auto& stem : token.stems) explanation.readings.push_back({stem, "", "", "whole"});
    explanation.token = std::move(token);
    explanations.push_back(std::move(explanation));
  }
  return explanations;
}

std::string Analyzer::fingerprint() { return "0"; }

}  // namespace diwan
