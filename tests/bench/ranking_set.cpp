// SPDX-License-Identifier: GPL-2.0-or-later
#include "bench/ranking_set.hpp"

#include <zlib.h>
#include <diwan/indexer.hpp>
#include <diwan/ingest.hpp>
#include <diwan/query.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <sstream>

#include "search/first_stage.hpp"
#include "search/query_builder.hpp"
#include "search/query_expansion.hpp"

namespace diwan::bench {
namespace {

constexpr std::size_t depth = search::SecondStage::depth;
constexpr std::size_t judged_ranks = 10;

using Judgements = std::map<std::string, std::map<std::string, double>>;

class ToIndex : public ArticleSink {
 public:
  explicit ToIndex(Indexer& indexer) : indexer_(indexer) {}
  bool article(Article article, std::string_view) override { return static_cast<bool>(indexer_.add(article)); }
  void refused(Refusal) override {}
  void skipped(const std::string&, const std::string&) override {}

 private:
  Indexer& indexer_;
};

Result<void> build_index(const std::filesystem::path& folder, const std::filesystem::path& index) {
  auto indexer = Indexer::open(index);
  if (!indexer) return std::move(indexer).error();
  const bool packed = exists(folder / "docs.jsonl.gz");
  const auto source = parse_source((folder / (packed ? "docs.jsonl.gz" : "docs.jsonl")).string());
  if (!source) return source.error();
  ToIndex sink(*indexer);
  std::istringstream nothing;
  if (auto read = read_source(*source, nothing, sink); !read) return read;
  return indexer->publish();
}

Judgements read_judgements(const std::filesystem::path& path) {
  Judgements judgements;
  std::ifstream file(path);
  std::string topic, unused, id;
  for (double gain = 0; file >> topic >> unused >> id >> gain;) {
    if (gain > 0) judgements[topic][id] = gain;
  }
  return judgements;
}

double discount(std::size_t rank) { return std::log2(static_cast<double>(rank) + 2); }

double ideal_of(const std::map<std::string, double>& judged) {
  std::vector<double> gains;
  for (const auto& [id, gain] : judged) gains.push_back(gain);
  std::sort(gains.rbegin(), gains.rend());
  double sum = 0;
  for (std::size_t rank = 0; rank < std::min(gains.size(), judged_ranks); ++rank) sum += gains[rank] / discount(rank);
  return sum;
}

double ndcg_of_run(const std::filesystem::path& path, const Judgements& judgements) {
  auto* const file = ::gzopen(path.c_str(), "rb");
  if (file == nullptr) return 0;
  double sum = 0;
  char line[4096];
  while (::gzgets(file, line, sizeof line) != nullptr) {
    std::istringstream fields(line);
    std::string topic, unused, id;
    std::size_t rank = 0;
    if (!(fields >> topic >> unused >> id >> rank) || rank == 0 || rank > judged_ranks) continue;
    const auto judged = judgements.find(topic);
    if (judged == judgements.end()) continue;
    if (const auto found = judged->second.find(id); found != judged->second.end()) {
      sum += found->second / discount(rank - 1) / ideal_of(judged->second);
    }
  }
  ::gzclose(file);
  return sum / static_cast<double>(judgements.size());
}

double score(const std::vector<search::ScoredDocument>& ranked, const std::unordered_map<std::uint32_t, double>& gains,
             double ideal) {
  double sum = 0;
  for (std::size_t rank = 0; rank < std::min(ranked.size(), judged_ranks); ++rank) {
    if (const auto found = gains.find(ranked[rank].document); found != gains.end()) {
      sum += found->second / discount(rank);
    }
  }
  return sum / ideal;
}

}  // namespace

Result<RankingSet> RankingSet::open(const std::filesystem::path& folder, const std::filesystem::path& index) {
  if (auto built = build_index(folder, index); !built) return std::move(built).error();
  auto reader = store::StateReader::open({index});
  if (!reader) return std::move(reader).error();
  RankingSet set(folder.filename().string(), *std::move(reader));
  const auto judgements = read_judgements(folder / "qrels.txt");
  set.baseline_ = ndcg_of_run(folder / "lucene.run.gz", judgements);

  std::unordered_map<std::string, std::uint32_t> document_of;
  for (std::uint32_t document = 1; document <= set.reader_.database().get_lastdocid(); ++document) {
    const auto article = set.reader_.article(document, false);
    if (article) document_of[article->identity.id] = document;
  }
  std::ifstream topics(folder / "queries.tsv");
  for (std::string line; std::getline(topics, line);) {
    const auto tab = line.find('\t');
    const auto judged = judgements.find(line.substr(0, tab));
    if (judged == judgements.end() || tab == line.npos) continue;
    Topic topic;
    topic.root = search::analyze(parse_words(line.substr(tab + 1)));
    topic.ideal = ideal_of(judged->second);
    for (const auto& [id, gain] : judged->second) topic.gains[document_of[id]] = gain;
    if (!search::is_empty(topic.root)) {
      search::expand(topic.root, set.reader_);
      std::uint64_t estimate = 0;
      topic.candidates = search::first_stage(set.reader_.database(), search::clause_query(topic.root, set.reader_),
                                             Request::Sort::relevance, depth, estimate);
    }
    set.topics_.push_back(std::move(topic));
  }
  return set;
}

double RankingSet::ndcg(const search::RankingWeights& weights) const {
  double sum = 0;
  for (const auto& topic : topics_) {
    auto ranked = topic.candidates;
    if (!ranked.empty()) search::SecondStage(reader_, topic.root, weights).rank(ranked);
    sum += score(ranked, topic.gains, topic.ideal);
  }
  return sum / static_cast<double>(topics_.size());
}

double RankingSet::ndcg_of_first_stage() const {
  double sum = 0;
  for (const auto& topic : topics_) sum += score(topic.candidates, topic.gains, topic.ideal);
  return sum / static_cast<double>(topics_.size());
}

}  // namespace diwan::bench
