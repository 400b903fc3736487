// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/results.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "search/analyzed_query.hpp"
#include "search/phrase.hpp"
#include "search/text_days.hpp"
#include "search/word_matcher.hpp"
#include "store/text_store.hpp"

namespace diwan::search {

/// Finds in original texts what a query matches: for titles, and for the passage that shows an article best.
/// For one query, one text store and one thread.
class Highlighter {
 public:
  /// `weights`: what finding each of the clauses is worth in a passage.
  Highlighter(const store::TextStore& texts, const std::vector<const Clause*>& clauses, std::vector<double> weights);

  /// The whole text and what matches in it.
  Snippet whole(std::span<const std::uint16_t> units);
  /// The best passage. Without any match: the beginning.
  Snippet best_passage(std::span<const std::uint16_t> units);

 private:
  /// A clause found, by its words or by its day: words [first, first + length) of the text.
  struct Found {
    std::size_t first = 0;
    std::size_t length = 0;
    std::size_t clause = 0;
  };
  struct Window {
    std::size_t first = 0;  // words [first, last)
    std::size_t last = 0;
  };

  void read(std::span<const std::uint16_t> units);
  void find_all(std::span<const std::uint16_t> units);
  void find_days(std::span<const TextDay> days);
  Window best_window() const;
  Window widened(Window window) const;
  Snippet cut(Window window) const;
  std::optional<std::size_t> page_of(std::size_t offset) const;

  WordMatcher matcher_;
  TextDays days_;
  std::vector<const Clause*> clauses_;
  std::vector<std::size_t> first_word_;   // of each clause, among the matcher's words
  std::vector<double> weights_;           // of each clause
  std::vector<TextWord> text_;            // of the text at hand
  std::vector<std::string_view> pieces_;  // of it too
  std::vector<Found> found_;              // in order of position
};

}  // namespace diwan::search
