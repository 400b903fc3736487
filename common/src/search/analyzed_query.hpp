// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/date.hpp>
#include <diwan/query.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace diwan::search {

/// One word of a query after analysis. A plain value.
struct QueryWord {
  std::string folded;
  std::vector<std::string> stems;
  bool exact = false;   ///< matches by `folded` instead of one of `stems`
  bool quoted = false;  ///< stood in quotes
  std::string written;  ///< as typed; empty for what was not
  /// What counts as this word at a lower weight (RankingWeights::alternative): each one or several words, these one
  /// after the other, by their stems. query_expansion.hpp gives them; exact and quoted words have none.
  std::vector<std::vector<QueryWord>> alternatives;

  bool operator==(const QueryWord&) const = default;
};

/// A calendar day that words of a query spell: `count` words from `first` on. A plain value.
struct QueryDay {
  std::size_t first = 0;
  std::size_t count = 0;
  Date date;

  bool operator==(const QueryDay&) const = default;
};

/// A query tree whose texts have become words. A plain value. Nodes without any word are gone.
struct Clause {
  enum class Kind {
    word,    ///< words.front()
    phrase,  ///< `words` (at least two), one after the other; `days`, part of them, may be spelt otherwise
    day,     ///< what names the day days.front() in any spelling, and what `children`, the words that spell it, match
    group,   ///< `children`, as in Query
  };

  Kind kind = Kind::group;
  QueryNode::Occur occur = QueryNode::Occur::should;
  std::vector<QueryWord> words;
  std::vector<Clause> children;
  std::vector<QueryDay> days;
  bool compound = false;  ///< a phrase whose words also stand beside it: having it as written counts for more

  bool operator==(const Clause&) const = default;
};

/// Analyses the texts of a query. A chunk of several words (F-16) becomes that many words and a compound of them where
/// it merely counts, and a phrase where it must or must not match or asks for its exact form. Words side by side that
/// spell a day become one, but for exact forms.
Clause analyze(const Query& query);

/// Whether nothing was left to search for.
inline bool is_empty(const Clause& clause) { return clause.kind == Clause::Kind::group && clause.children.empty(); }

/// The words, phrases and days that an article is shown for: every one but the excluded.
std::vector<const Clause*> shown_clauses(const Clause& root);

/// The words that may have alternatives, as their clauses: those that merely count or must match, in any form, without
/// quotes and not part of a phrase.
std::vector<Clause*> expandable_words(Clause& root);

/// The alternatives of several words that the query's shown words have, as phrases of their own.
std::vector<Clause> alternative_phrases(const Clause& root);

/// The words of a clause and of its children, in order.
std::vector<const QueryWord*> words_of(const Clause& clause);

/// The days of the clauses, those in phrases too.
std::vector<Date> days_of(const std::vector<const Clause*>& clauses);

}  // namespace diwan::search
