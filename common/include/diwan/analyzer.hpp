// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace diwan {

/// One word of a text. A plain value.
/// `begin` and `end` are byte offsets into the original UTF-8 text, on character boundaries; later stages change only
/// `folded` and `stems`. A ligature that stands for several words gives several tokens over the same bytes.
struct Token {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t position = 0;        ///< counts words from 0
  std::string folded;              ///< the exact form: what `=word` compares; never empty
  std::vector<std::string> stems;  ///< one or two readings, best first; never empty

  bool operator==(const Token&) const = default;
};

/// What the analyzer did to one word, for people who want to see it. A plain value.
struct WordExplanation {
  struct Reading {
    std::string stem;
    std::string prefix;  ///< what was taken off in front, folded
    std::string suffix;  ///< what was taken off behind, folded
    std::string rule;    ///< "dictionary noun", "dictionary verb", "rules", "English", "number" ...

    bool operator==(const Reading&) const = default;
  };

  Token token;
  std::string source;             ///< the bytes as written
  std::string normalized;         ///< after NFKC_Casefold, before the Arabic folding
  std::vector<Reading> readings;  ///< every reading found, best first; the first one or two are the token's stems

  bool operator==(const WordExplanation&) const = default;
};

/// The one path from text to tokens, for index, queries, phrases and snippets alike: break, normalise, fold, stem.
/// A pure function of text, declared language and analyzer version. Stateless: threads may share it.
class Analyzer {
 public:
  /// The words of a text. `language` is the article's declared language (BCP 47: "fr", "en-GB"); it chooses the
  /// stemmer of words in Latin and Cyrillic script (undeclared or other: English and Russian). Arabic words do not
  /// depend on it. Text that is not valid UTF-8 is a bug of the caller; broken bytes count as gaps.
  std::vector<Token> analyze(std::string_view text, std::string_view language = {}) const;

  /// The words of a query. A query has no language: a word carries the stems of every language that its script
  /// allows (so `stems` may hold more than two, without duplicates).
  std::vector<Token> analyze_query(std::string_view text) const;

  /// Every stage of every word.
  std::vector<WordExplanation> explain(std::string_view text, std::string_view language = {}) const;

  /// Changes whenever any text could be analysed differently. Stored in each index.
  static std::string fingerprint();
};

}  // namespace diwan
