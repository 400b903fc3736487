// SPDX-License-Identifier: GPL-2.0-or-later
#include <diwan/archive.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <span>
#include <utility>

#include "search/analyzed_query.hpp"
#include "search/first_stage.hpp"
#include "search/highlighter.hpp"
#include "search/query_builder.hpp"
#include "search/query_expansion.hpp"
#include "search/searcher_impl.hpp"
#include "search/second_stage.hpp"
#include "store/schema.hpp"
#include "store/xapian_guard.hpp"

namespace diwan {
namespace {

constexpr std::string_view doing = "search";

Result<search::Clause> analyzed(const Request& request) {
  auto clause = search::analyze(request.query);
  if (!search::is_empty(clause)) return clause;
  return Error{Code::invalid_argument, "the query has no word to search for",
               "Give one or more words, for instance: searcher --db DB قوات"};
}

/// What a clause says about an article that holds it: the less, the more articles do.
double information(const store::StateReader& reader, const search::Clause& clause) {
  const auto all = double(reader.database().get_doccount());
  double sum = 0;
  if (clause.kind == search::Clause::Kind::day) {
    return std::log(1 + all / (1 + reader.frequency(store::day_term(clause.days.front().date))));
  }
  for (const auto& word : clause.words) {
    Xapian::doccount holding = 0;
    for (const auto& stem : word.stems) {
      holding = std::max(holding, reader.frequency(store::make_term(store::prefix::stem, stem)));
    }
    sum += std::log(1 + all / (1 + holding));
  }
  return sum;
}

/// The best documents in order, at least as many as the page needs: by both stages, or by date.
std::vector<search::ScoredDocument> ranked(const store::StateReader& reader, const search::Clause& root,
                                           const Xapian::Query& query, const Request& request,
                                           std::uint64_t& estimated_total) {
  const auto& database = reader.database();
  constexpr auto depth = search::SecondStage::depth;
  const auto page = std::min<std::size_t>(request.limit, database.get_doccount());
  const auto end = std::min<std::size_t>(request.offset, database.get_doccount()) + page;
  if (request.sort == Request::Sort::date) {
    return search::first_stage(database, query, request.sort, end, estimated_total);
  }
  // The same depth for every page, so that pages are cut from one order.
  auto documents = search::first_stage(database, query, request.sort, std::max(end, depth), estimated_total);
  const auto head = std::min(depth, documents.size());
  if (head == 0) return documents;
  const double last_of_first = documents[head - 1].score;
  search::SecondStage(reader, root).rank(std::span(documents).first(head));
  // What lies deeper keeps its order, below the last of these.
  const double scale = last_of_first > 0 ? documents[head - 1].score / last_of_first : 1;
  for (auto& deeper : std::span(documents).subspan(head)) deeper.score *= scale;
  return documents;
}

/// Highlighters of one query, made for each shard when a hit needs it.
class Highlighters {
 public:
  Highlighters(const store::StateReader& reader, const search::Clause& root)
      : reader_(reader), phrases_(search::alternative_phrases(root)), clauses_(search::shown_clauses(root)) {
    for (const auto* clause : clauses_) weights_.push_back(information(reader, *clause));
    for (const auto& phrase : phrases_) {
      clauses_.push_back(&phrase);
      weights_.push_back(search::RankingWeights{}.alternative * information(reader, phrase));
    }
  }

  search::Highlighter& of_shard(std::size_t shard) {
    return made_.try_emplace(shard, reader_.shard(shard).texts, clauses_, weights_).first->second;
  }

 private:
  const store::StateReader& reader_;
  std::vector<search::Clause> phrases_;
  std::vector<const search::Clause*> clauses_;
  std::vector<double> weights_;
  std::map<std::size_t, search::Highlighter> made_;
};

}  // namespace

Searcher::Searcher(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Searcher::Searcher(Searcher&&) noexcept = default;
Searcher& Searcher::operator=(Searcher&&) noexcept = default;
Searcher::~Searcher() = default;

Result<Results> Searcher::search(const Request& request) {
  auto root = analyzed(request);
  if (!root) return root.error();
  return store::guarded(doing, [&]() -> Result<Results> {
    const auto& reader = impl_->reader;
    std::optional<Xapian::Query> narrow;  // without alternatives: it matches nothing that the query does not
    if (request.exact_total) narrow = search::limited(search::clause_query(*root, reader), request);
    auto expansion = search::expand(*root, reader);
    const auto query =
        narrow && !expansion.any ? *narrow : search::limited(search::clause_query(*root, reader), request);
    Results results;
    results.query = request.query;
    results.offset = request.offset;
    results.replacements = std::move(expansion.replacements);
    const auto documents = ranked(reader, *root, query, request, results.total);
    results.total_is_exact = request.exact_total;
    if (request.exact_total) {
      results.total = search::exact_count(reader.database(), query);
      if (expansion.any) results.related = results.total - search::exact_count(reader.database(), *narrow);
    }

    Highlighters highlighters(reader, *root);
    const auto end = request.offset + std::min(request.limit, documents.size());
    for (auto rank = request.offset; rank < std::min(end, documents.size()); ++rank) {
      const auto& scored = documents[rank];
      auto article = reader.article(scored.document, false);
      if (!article) return std::move(article).error();
      Hit hit;
      hit.rank = rank + 1;
      hit.score = scored.score;
      hit.identity = std::move(article->identity);
      hit.date = article->date;
      hit.fields = std::move(article->fields);
      hit.title = std::move(article->title);
      if (request.snippets) {
        const auto units = reader.checked_units(scored.document);
        if (!units) return units.error();
        auto& highlighter = highlighters.of_shard(reader.place(scored.document).shard);
        hit.title_highlights = highlighter.whole(units->title).highlights;
        hit.snippet = highlighter.best_passage(units->text);
      }
      results.hits.push_back(std::move(hit));
    }
    return results;
  });
}

Result<std::uint64_t> Searcher::count(const Request& request) {
  const auto root = analyzed(request);
  if (!root) return root.error();
  return store::guarded(doing, [&] {
    const auto query = search::limited(search::clause_query(*root, impl_->reader), request);
    return search::exact_count(impl_->reader.database(), query);
  });
}

Result<std::vector<Article>> Searcher::find(const std::string& id) {
  return store::guarded("look an article up", [&]() -> Result<std::vector<Article>> {
    std::vector<Article> articles;
    const auto& database = impl_->reader.database();
    const auto term = store::make_term(store::prefix::id, id);
    for (auto found = database.postlist_begin(term); found != database.postlist_end(term); ++found) {
      auto article = impl_->reader.article(*found, true);
      if (!article) return std::move(article).error();
      if (article->identity.id == id) articles.push_back(*std::move(article));
    }
    std::sort(articles.begin(), articles.end(),
              [](const Article& one, const Article& other) { return one.identity < other.identity; });
    return articles;
  });
}

std::uint64_t Searcher::size() const { return impl_->reader.database().get_doccount(); }

}  // namespace diwan
