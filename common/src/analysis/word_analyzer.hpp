// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/word_break.hpp"

namespace diwan::analysis {

using text::Segment;

/// Which stemmer the words in Latin script get. The values are stored in indexes and fit four bits.
enum class LanguageClass : std::uint8_t { english = 0, french = 1, spanish = 2, german = 3 };

/// What one word of the text means to search. A plain value.
struct AnalyzedWord {
  std::string folded;              ///< the exact form; never empty
  std::vector<std::string> stems;  ///< one or two readings, best first; never empty

  bool operator==(const AnalyzedWord&) const = default;
};

/// The class of an article's declared language (BCP 47: "fr", "en-GB"); English where it is undeclared or another.
LanguageClass language_class(std::string_view declared);

/// Words and gaps in order, which cover the text without overlap.
std::vector<Segment> segments(std::string_view text);

/// What the bytes of one segment that is a word stand for: one word as a rule, several for a ligature such as ﷺ, none
/// where nothing remains (tatweel alone): then it counts as a gap. Depends on nothing but its arguments, so a caller
/// may keep the answer by form; threads may call it at the same time.
std::vector<AnalyzedWord> analyze_word(std::string_view form, LanguageClass language);

/// The same for a word of a query, which has no language: stems of every class.
std::vector<AnalyzedWord> analyze_query_word(std::string_view form);

/// Whether analyze_word() may give the form other stems in another language.
bool depends_on_language(std::string_view form);

}  // namespace diwan::analysis
