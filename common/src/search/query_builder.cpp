// SPDX-License-Identifier: GPL-2.0-or-later
#include "search/query_builder.hpp"

#include <algorithm>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "search/first_stage.hpp"
#include "search/phrase_source.hpp"
#include "search/second_stage.hpp"
#include "search/word_source.hpp"
#include "store/schema.hpp"

namespace diwan::search {
namespace {

using Xapian::Query;
using Queries = std::vector<Query>;

Query any_of(const Queries& queries) { return Query(Query::OP_OR, queries.begin(), queries.end()); }
Query all_of(const Queries& queries) { return Query(Query::OP_AND, queries.begin(), queries.end()); }

Query exact_term(const QueryWord& word) { return Query(store::make_term(store::prefix::exact, word.folded)); }

std::vector<std::string> stem_terms(const QueryWord& word) {
  std::vector<std::string> terms;
  for (const auto& stem : word.stems) terms.push_back(store::make_term(store::prefix::stem, stem));
  return terms;
}

Query stem_query(const QueryWord& word) {
  const auto terms = stem_terms(word);
  return Query(Query::OP_SYNONYM, terms.begin(), terms.end());
}

/// A word that merely counts, in any form, and has no alternative of several words.
bool is_plain(const Clause& clause) {
  if (clause.kind != Clause::Kind::word || clause.occur != QueryNode::Occur::should) return false;
  const auto& word = clause.words.front();
  return !word.exact && std::all_of(word.alternatives.begin(), word.alternatives.end(),
                                    [](const auto& alternative) { return alternative.size() == 1; });
}

WordSource::Word plain_word(const QueryWord& word) {
  const double weight = word_weight(word.folded);
  WordSource::Word plain{{stem_terms(word), weight}};
  std::vector<std::string> others;
  for (const auto& alternative : word.alternatives) {
    for (auto& term : stem_terms(alternative.front())) others.push_back(std::move(term));
  }
  if (!others.empty()) plain.push_back({std::move(others), weight * RankingWeights{}.alternative});
  return plain;
}

Queries stem_queries(const std::vector<QueryWord>& words) {
  Queries queries;
  for (const auto& word : words) queries.push_back(stem_query(word));
  return queries;
}

/// What has the day, with the weight of an article of average length that has the day and each word of it once. The
/// day's term counts nothing by itself: articles would be longer by it.
Query day_query(const Date& date, std::span<const QueryWord* const> words, const store::StateReader& reader) {
  const auto term = store::day_term(date);
  double weight = inverse_frequency(reader, term);
  for (const auto* word : words) {
    weight += inverse_frequency(reader, store::make_term(store::prefix::stem, word->stems.front()));
  }
  auto* source = new Xapian::FixedWeightPostingSource(weight);
  return Query(Query::OP_AND, Query(0.0, Query(term)), Query(source->release()));
}

Query phrase_set(Clause phrase, const store::StateReader& reader) {
  return Query((new PhraseSource(reader, std::move(phrase)))->release());
}

Query phrase_query(const Clause& clause, const store::StateReader& reader) {
  auto weights = stem_queries(clause.words);
  const auto words = words_of(clause);
  for (const auto& day : clause.days) {
    weights.push_back(day_query(day.date, std::span(words).subspan(day.first, day.count), reader));
  }
  return Query(Query::OP_AND_MAYBE, phrase_set(clause, reader), any_of(weights));
}

/// The articles that hold the words one after the other. They stand for one word: the rarest weighs.
Query sequence_query(const std::vector<QueryWord>& words, const store::StateReader& reader) {
  const auto holding = [&](const QueryWord& word) {
    Xapian::doccount most = 0;
    for (const auto& stem : word.stems) {
      most = std::max(most, reader.frequency(store::make_term(store::prefix::stem, stem)));
    }
    return most;
  };
  const auto rarest = std::min_element(
      words.begin(), words.end(), [&](const auto& one, const auto& other) { return holding(one) < holding(other); });
  return Query(Query::OP_AND_MAYBE, phrase_set({.kind = Clause::Kind::phrase, .words = words}, reader),
               stem_query(*rarest));
}

/// The alternatives count where the word itself is missing, so that nothing counts twice. (OP_MAX would say it more
/// plainly, but Xapian 1.4.22 crashes on it below other operators.)
Query word_query(const QueryWord& word, const store::StateReader& reader) {
  if (word.exact) return Query(Query::OP_AND_MAYBE, Query(0.0, exact_term(word)), stem_query(word));
  auto itself = stem_query(word);
  if (word.alternatives.empty()) return itself;
  Queries alternatives;
  QueryWord any_single;
  for (const auto& each : word.alternatives) {
    if (each.size() > 1) {
      alternatives.push_back(sequence_query(each, reader));
    } else {
      any_single.stems.insert(any_single.stems.end(), each.front().stems.begin(), each.front().stems.end());
    }
  }
  if (!any_single.stems.empty()) alternatives.push_back(stem_query(any_single));
  const Query missing(Query::OP_AND_NOT, any_of(alternatives), itself);
  return Query(Query::OP_OR, itself, Query(RankingWeights{}.alternative, missing));
}

Query group_query(const Clause& group, const store::StateReader& reader) {
  Queries should, must, must_not;
  std::vector<WordSource::Word> plain;  // words that merely count
  for (const auto& child : group.children) {
    if (is_plain(child)) {
      plain.push_back(plain_word(child.words.front()));
      continue;
    }
    auto query = clause_query(child, reader);
    switch (child.occur) {
      case QueryNode::Occur::should:
        should.push_back(std::move(query));
        break;
      case QueryNode::Occur::must:
        must.push_back(std::move(query));
        break;
      case QueryNode::Occur::must_not:
        must_not.push_back(std::move(query));
        break;
    }
  }
  if (!plain.empty()) should.emplace_back((new WordSource(reader, std::move(plain)))->release());
  Query query(std::string{});  // of all; Query::MatchAll counts its references without a lock, for all threads
  if (!must.empty()) {
    query = all_of(must);
    if (!should.empty()) query = Query(Query::OP_AND_MAYBE, query, any_of(should));
  } else if (!should.empty()) {
    query = any_of(should);
  }
  return must_not.empty() ? query : Query(Query::OP_AND_NOT, query, any_of(must_not));
}

/// Who has the day gets no more for the words that spell it: one spelling is worth as much as another.
Query day_or_words(const Clause& clause, const store::StateReader& reader) {
  const auto day = day_query(clause.days.front().date, words_of(clause), reader);
  return Query(Query::OP_OR, day, Query(Query::OP_AND_NOT, group_query(clause, reader), day));
}

}  // namespace

Query word_set(const QueryWord& word) { return word.exact ? exact_term(word) : stem_query(word); }

Query clause_query(const Clause& clause, const store::StateReader& reader) {
  switch (clause.kind) {
    case Clause::Kind::word:
      return word_query(clause.words.front(), reader);
    case Clause::Kind::phrase:
      return phrase_query(clause, reader);
    case Clause::Kind::day:
      return day_or_words(clause, reader);
    case Clause::Kind::group:
      return group_query(clause, reader);
  }
  return {};
}

Query limited(const Query& query, const Request& request) {
  Queries limits;
  if (request.since || request.until) {
    limits.emplace_back(Query::OP_VALUE_RANGE, store::slot::order, store::order_range_begin(request.since),
                        store::order_range_end(request.until));
  }
  if (!request.sources.empty()) {
    Queries names;
    for (const auto& name : request.sources) {
      names.emplace_back(store::make_term(store::prefix::source, name));
      names.emplace_back(store::make_term(store::prefix::publisher, name));
    }
    limits.push_back(any_of(names));
  }
  return limits.empty() ? query : Query(Query::OP_FILTER, query, all_of(limits));
}

}  // namespace diwan::search
