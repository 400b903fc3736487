// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/result.hpp>

#include <cstdint>
#include <filesystem>
#include <string>
#include <unordered_map>
#include <vector>

#include "search/analyzed_query.hpp"
#include "search/second_stage.hpp"
#include "store/state_reader.hpp"

namespace diwan::bench {

/// A relevance set (docs.jsonl[.gz], queries.tsv, qrels.txt), indexed and opened, with the candidates of every judged
/// query: the second stage can be run over it again and again. One thread at a time.
class RankingSet {
 public:
  /// `index` is where its index is written.
  static Result<RankingSet> open(const std::filesystem::path& folder, const std::filesystem::path& index);

  RankingSet(RankingSet&&) = default;
  RankingSet(const RankingSet&) = delete;
  RankingSet& operator=(const RankingSet&) = delete;
  ~RankingSet() = default;

  const std::string& name() const { return name_; }
  /// Mean nDCG@10 over all judged queries, with the second stage or with the first one alone.
  double ndcg(const search::RankingWeights& weights) const;
  double ndcg_of_first_stage() const;
  /// The same of the run in lucene.run.gz; 0 where there is none.
  double ndcg_of_baseline() const { return baseline_; }

 private:
  struct Topic {
    search::Clause root;
    std::unordered_map<std::uint32_t, double> gains;  // by document
    double ideal = 0;
    std::vector<search::ScoredDocument> candidates;
  };

  RankingSet(std::string name, store::StateReader reader) : name_(std::move(name)), reader_(std::move(reader)) {}

  std::string name_;
  store::StateReader reader_;
  std::vector<Topic> topics_;
  double baseline_ = 0;
};

}  // namespace diwan::bench
