// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/query.hpp>

#include <string>
#include <vector>

namespace diwan::search {

/// One word of a query after analysis. A plain value.
struct QueryWord {
  std::string folded;
  std::vector<std::string> stems;
  bool exact = false;   ///< matches by `folded` instead of one of `stems`
  bool quoted = false;  ///< stood in quotes
  /// What counts as this word at a lower weight (RankingWeights::alternative): each one or several words, these one
  /// after the other, by their stems. query_expansion.hpp gives them; exact and quoted words have none.
  std::vector<std::vector<QueryWord>> alternatives;

  bool operator==(const QueryWord&) const = default;
};

/// A query tree whose texts have become words. A plain value. Nodes without any word are gone.
struct Clause {
  enum class Kind {
    word,    ///< words.front()
    phrase,  ///< `words` (at least two), one after the other
    group,   ///< `children`, as in Query
  };

  Kind kind = Kind::group;
  QueryNode::Occur occur = QueryNode::Occur::should;
  std::vector<QueryWord> words;
  std::vector<Clause> children;

  bool operator==(const Clause&) const = default;
};

/// Analyses the texts of a tree. A chunk of several words (F-16) becomes that many words where it merely counts, and a
/// phrase where it must or must not match or asks for its exact form.
Clause analyze(const QueryNode& root);

/// Whether nothing was left to search for.
inline bool is_empty(const Clause& clause) { return clause.kind == Clause::Kind::group && clause.children.empty(); }

/// The words and phrases that an article is shown for: every one but the excluded.
std::vector<const Clause*> shown_clauses(const Clause& root);

/// The words that may have alternatives: those that merely count or must match, in any form, without quotes and not
/// part of a phrase.
std::vector<QueryWord*> expandable_words(Clause& root);

/// The alternatives of several words that the query's shown words have, as phrases of their own.
std::vector<Clause> alternative_phrases(const Clause& root);

}  // namespace diwan::search
