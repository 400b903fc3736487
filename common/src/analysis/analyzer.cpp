// SPDX-License-Identifier: GPL-2.0-or-later
// The only place that names the stages of analysis and their order: break, normalise, fold, stem. The first works on
// the text as written, so that every token knows its bytes; the others on one word at a time.
#include <diwan/analyzer.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <span>
#include <utility>

#include "analysis/arabic_dictionary.hpp"
#include "analysis/arabic_stemmer.hpp"
#include "analysis/snowball_stemmer.hpp"
#include "analysis/word_analyzer.hpp"
#include "text/fold.hpp"
#include "text/script.hpp"

namespace diwan {
namespace analysis {
namespace {

using Reading = WordExplanation::Reading;

/// Raised with every change of a rule that could give some text other tokens.
constexpr std::string_view rules_version = "7";
constexpr std::size_t stems_kept = 2;

struct Language {
  LanguageClass number;
  std::string_view tag;  // BCP 47, primary language
  const char* algorithm;
};

constexpr Language latin_languages[] = {
    {LanguageClass::english, "en", "english"},
    {LanguageClass::french, "fr", "french"},
    {LanguageClass::spanish, "es", "spanish"},
    {LanguageClass::german, "de", "german"},
};
constexpr const char* cyrillic_algorithm = "russian";

/// A word behind the fold stage, with all its readings, best first.
struct ReadWord {
  std::string folded;
  std::vector<Reading> readings;
};

/// With its accents, as the algorithm wants it, and without, as many people type it: then both spellings meet.
void add_snowball_readings(std::string_view normalized, std::string_view folded, const char* algorithm,
                           std::vector<Reading>& readings) {
  for (const auto spelling : {normalized, folded}) {
    readings.push_back({text::fold(snowball_stem(spelling, algorithm)), "", "", algorithm});
    if (normalized == folded) break;
  }
  if (readings.back().stem.empty()) readings.back().stem = folded;
}

/// Behind ي some write أ where others write ئ (هيأة, هيئة): the word as the others write it, or nothing.
std::string with_other_seat(std::string_view normalized) {
  constexpr std::string_view alef_seat = "يأ", ya_seat = "يئ";
  const auto found = normalized.find(alef_seat);
  if (found == normalized.npos) return {};
  auto other = std::string(normalized).replace(found, alef_seat.size(), ya_seat);
  return text::fold_seats(text::fold(other));
}

std::vector<Reading> readings_of(std::string_view normalized, const std::string& folded,
                                 std::span<const Language> languages) {
  std::vector<Reading> readings;
  switch (text::script_of(folded)) {
    case text::Script::arabic:
      return arabic_readings(text::fold_seats(folded), with_other_seat(normalized));
    case text::Script::latin:
      for (const auto& language : languages) add_snowball_readings(normalized, folded, language.algorithm, readings);
      return readings;
    case text::Script::cyrillic:
      add_snowball_readings(normalized, folded, cyrillic_algorithm, readings);
      return readings;
    case text::Script::other:
      break;
  }
  const bool number = folded.find_first_not_of("0123456789") == std::string::npos;
  return {{folded, "", "", number ? "number" : "whole"}};
}

/// Stages two to four on the bytes of one word.
std::vector<ReadWord> read_word(std::string_view form, std::span<const Language> languages) {
  std::vector<ReadWord> words;
  const auto add = [&](std::string_view normalized) {
    auto folded = text::fold(normalized);
    if (folded.empty()) return;
    auto readings = readings_of(normalized, folded, languages);
    words.push_back({std::move(folded), std::move(readings)});
  };
  if (text::is_plain(form)) {
    add(form);
    return words;
  }
  // A ligature may have turned out to be several words.
  const auto normalized = text::normalize(form);
  for (const auto& piece : text::break_words(normalized)) {
    if (piece.word) add(std::string_view(normalized).substr(piece.begin, piece.end - piece.begin));
  }
  return words;
}

std::vector<std::string> stems_of(const std::vector<Reading>& readings, std::size_t limit) {
  std::vector<std::string> stems;
  for (const auto& reading : readings) {
    if (stems.size() == limit) break;
    if (std::find(stems.begin(), stems.end(), reading.stem) == stems.end()) stems.push_back(reading.stem);
  }
  return stems;
}

/// English for a number that no language has: it may come from a damaged index.
std::span<const Language> only(LanguageClass number) {
  const auto found = std::find_if(std::begin(latin_languages), std::end(latin_languages),
                                  [&](const Language& language) { return language.number == number; });
  return std::span(found == std::end(latin_languages) ? std::begin(latin_languages) : found, 1);
}

std::vector<AnalyzedWord> analyzed(std::vector<ReadWord> words, std::size_t limit) {
  std::vector<AnalyzedWord> result;
  result.reserve(words.size());
  for (auto& word : words) result.push_back({std::move(word.folded), stems_of(word.readings, limit)});
  return result;
}

}  // namespace

LanguageClass language_class(std::string_view declared) {
  std::string primary(declared.substr(0, declared.find_first_of("-_")));
  for (auto& letter : primary) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  }
  for (const auto& language : latin_languages) {
    if (language.tag == primary) return language.number;
  }
  return LanguageClass::english;
}

std::vector<Segment> segments(std::string_view text) { return text::break_words(text); }

std::vector<AnalyzedWord> analyze_word(std::string_view form, LanguageClass language) {
  return analyzed(read_word(form, only(language)), stems_kept);
}

std::vector<AnalyzedWord> analyze_query_word(std::string_view form) {
  auto words = read_word(form, latin_languages);
  std::vector<AnalyzedWord> result;
  for (auto& word : words) {
    const bool latin = text::script_of(word.folded) == text::Script::latin;
    auto stems = stems_of(word.readings, latin ? word.readings.size() : stems_kept);
    result.push_back({std::move(word.folded), std::move(stems)});
  }
  return result;
}

bool depends_on_language(std::string_view form) {
  constexpr unsigned char first_arabic = 0xD8;  // the first bytes of U+0600 to U+06FF
  constexpr unsigned char last_arabic = 0xDB;
  if (form.empty()) return false;
  const auto first = static_cast<unsigned char>(form.front());
  if ((first >= first_arabic && first <= last_arabic) || (first >= '0' && first <= '9')) return false;
  return text::script_of(text::is_plain(form) ? form : std::string_view(text::normalize(form))) == text::Script::latin;
}

}  // namespace analysis

namespace {

/// Stage one, and a token for each word of each form.
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
  const auto number = analysis::language_class(language);
  return tokens_of(text, [&](std::string_view form) { return analysis::analyze_word(form, number); });
}

std::vector<Token> Analyzer::analyze_query(std::string_view text) const {
  return tokens_of(text, [](std::string_view form) { return analysis::analyze_query_word(form); });
}

std::vector<WordExplanation> Analyzer::explain(std::string_view text, std::string_view language) const {
  const auto languages = analysis::only(analysis::language_class(language));
  std::vector<WordExplanation> explanations;
  for (const auto& segment : analysis::segments(text)) {
    if (!segment.word) continue;
    const auto source = text.substr(segment.begin, segment.end - segment.begin);
    for (auto& word : analysis::read_word(source, languages)) {
      auto stems = analysis::stems_of(word.readings, analysis::stems_kept);
      explanations.push_back(
          {{segment.begin, segment.end, explanations.size(), std::move(word.folded), std::move(stems)},
           std::string(source),
           text::normalize(source),
           std::move(word.readings)});
    }
  }
  return explanations;
}

std::string Analyzer::fingerprint() {
  std::array<char, 16> digits{};
  const auto end =
      std::to_chars(digits.data(), digits.data() + digits.size(), analysis::arabic_dictionary::fingerprint(), 16);
  return "rules " + std::string(analysis::rules_version) + ", dictionary " + std::string(digits.data(), end.ptr);
}

}  // namespace diwan
