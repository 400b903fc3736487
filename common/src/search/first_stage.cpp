// SPDX-License-Identifier: GPL-2.0-or-later
#include "search/first_stage.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "store/schema.hpp"

namespace diwan::search {
namespace {

// No other part of Xapian's scheme, and no floor for short documents.
Xapian::BM25Weight weighting() { return Xapian::BM25Weight(bm25::k1, 0, 1, bm25::b, 0); }

std::vector<ScoredDocument> read(const Xapian::MSet& hits) {
  std::vector<ScoredDocument> documents;
  for (auto hit = hits.begin(); hit != hits.end(); ++hit) documents.push_back({*hit, hit.get_weight()});
  return documents;
}

}  // namespace

std::vector<ScoredDocument> first_stage(const Xapian::Database& database, const Xapian::Query& query,
                                        Request::Sort sort, std::size_t wanted, std::uint64_t& estimated_total) {
  const auto limit = static_cast<Xapian::doccount>(std::min<std::uint64_t>(wanted, database.get_doccount()));
  Xapian::Enquire enquire(database);
  enquire.set_query(query);
  enquire.set_weighting_scheme(weighting());
  if (sort == Request::Sort::date) {
    enquire.set_sort_by_value_then_relevance(store::slot::order, true);
    const auto hits = enquire.get_mset(0, limit);
    estimated_total = hits.get_matches_estimated();
    return read(hits);
  }
  // One more than wanted shows whether a tie crosses the border; only then is the slower order worth its price.
  auto hits = enquire.get_mset(0, limit + 1);
  estimated_total = hits.get_matches_estimated();
  auto documents = read(hits);
  if (documents.size() > limit && limit > 0 && documents[limit - 1].score == documents[limit].score) {
    enquire.set_sort_by_relevance_then_value(store::slot::order, true);
    return read(enquire.get_mset(0, limit));
  }
  if (documents.size() > limit) documents.resize(limit);
  settle_ties(database, documents);
  return documents;
}

void settle_ties(const Xapian::Database& database, std::span<ScoredDocument> documents) {
  const auto differs = [](const ScoredDocument& one, const ScoredDocument& next) { return one.score != next.score; };
  const auto order = [&](const ScoredDocument& each) {
    return database.get_document(each.document, Xapian::DOC_ASSUME_VALID).get_value(store::slot::order);
  };
  for (auto begin = documents.begin(); begin != documents.end();) {
    auto end = std::adjacent_find(begin, documents.end(), differs);
    if (end != documents.end()) ++end;
    if (end - begin > 1) {
      std::vector<std::pair<std::string, ScoredDocument>> tied;
      for (auto each = begin; each != end; ++each) tied.emplace_back(order(*each), *each);
      std::sort(tied.begin(), tied.end(), [](const auto& one, const auto& other) { return one.first > other.first; });
      std::transform(tied.begin(), tied.end(), begin, [](const auto& each) { return each.second; });
    }
    begin = end;
  }
}

double inverse_frequency(const store::StateReader& reader, const std::string& term) {
  const double all = reader.database().get_doccount();
  const double holding = reader.frequency(term);
  return std::log(1 + (all - holding + .5) / (holding + .5));
}

std::uint64_t exact_count(const Xapian::Database& database, const Xapian::Query& query) {
  Xapian::Enquire enquire(database);
  enquire.set_query(query);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  const auto all = database.get_doccount();
  return enquire.get_mset(0, 0, all).get_matches_estimated();
}

}  // namespace diwan::search
