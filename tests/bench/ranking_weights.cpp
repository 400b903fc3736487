// SPDX-License-Identifier: GPL-2.0-or-later
// ranking_weights FOLDER...: what each ingredient of the second stage is worth on relevance sets, and what remains of
// it when the weights for a set are chosen on the other ones. docs/analysis.md shows its tables.
#include <cstdio>
#include <functional>
#include <future>
#include <map>
#include <numeric>
#include <string>
#include <vector>

#include "bench/ranking_set.hpp"
#include "support/temporary_folder.hpp"

namespace {

using diwan::bench::RankingSet;
using diwan::search::RankingWeights;

struct Parameter {
  const char* name;
  double RankingWeights::*member;
  std::vector<double> values;  // ascending
};

/// From here on each search goes up and down, one parameter after the other.
const Parameter parameters[] = {
    {"secondary", &RankingWeights::secondary, {0, .1, .2, .3, .5, .7, 1}},
    {"exact", &RankingWeights::exact, {0, .1, .2, .3, .4, .5, .7, 1}},
    {"root", &RankingWeights::root, {0, .1, .2, .3, .4, .5, .7, 1}},
    {"stem_k1", &RankingWeights::stem_k1, {.8, 1.2, 1.5, 2, 2.5, 3}},
    {"exact_k1", &RankingWeights::exact_k1, {.2, .4, .6, 1, 1.5}},
    {"root_k1", &RankingWeights::root_k1, {.4, .8, 1.2, 1.8}},
    {"b", &RankingWeights::b, {.4, .5, .6, .7, .8}},
    {"near", &RankingWeights::near, {0, .5, 1, 1.5, 2, 3, 4}},
    {"near_k1", &RankingWeights::near_k1, {.6, 1.2, 2.4}},
    {"first", &RankingWeights::first, {0, .5, 1, 1.5, 2, 3}},
    {"first_words", &RankingWeights::first_words, {10, 20, 40}},
};
constexpr double least_step = .0001;  // of the mean: less does not move a weight

/// Where a search begins: nothing that was learnt from a set, only what textbooks give for BM25.
RankingWeights neutral() {
  RankingWeights weights;
  weights.secondary = weights.exact = weights.root = .5;
  weights.stem_k1 = weights.root_k1 = weights.near_k1 = 1.2;
  weights.exact_k1 = 1;
  weights.b = .7;
  weights.near = weights.first = 1;
  weights.first_words = 20;
  return weights;
}

/// nDCG@10 of every set for any weights, each asked for once.
class Sets {
 public:
  explicit Sets(std::vector<RankingSet> sets) : sets_(std::move(sets)) {}

  const std::vector<RankingSet>& all() const { return sets_; }

  const std::vector<double>& ndcg(const RankingWeights& weights) {
    std::string key;
    for (const auto& parameter : parameters) key += std::to_string(weights.*parameter.member) + ' ';
    const auto [known, fresh] = known_.try_emplace(key);
    if (fresh) {
      std::vector<std::future<double>> running;
      for (const auto& set : sets_)
        running.push_back(std::async(std::launch::async, [&] { return set.ndcg(weights); }));
      for (auto& each : running) known->second.push_back(each.get());
    }
    return known->second;
  }

 private:
  std::vector<RankingSet> sets_;
  std::map<std::string, std::vector<double>> known_;
};

double mean(const std::vector<double>& values, std::size_t left_out) {
  double sum = 0;
  std::size_t count = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i == left_out) continue;
    sum += values[i];
    ++count;
  }
  return sum / static_cast<double>(count);
}

/// The weights that are best for all sets but one.
RankingWeights chosen(Sets& sets, std::size_t left_out) {
  auto best = neutral();
  double best_mean = mean(sets.ndcg(best), left_out);
  for (bool moved = true; moved;) {
    moved = false;
    for (const auto& parameter : parameters) {
      for (const int direction : {1, -1}) {
        while (true) {
          const double now = best.*parameter.member;
          const double* next = nullptr;
          for (const auto& value : parameter.values) {
            if (direction > 0 ? value > now && next == nullptr : value < now) next = &value;
          }
          if (next == nullptr) break;
          auto candidate = best;
          candidate.*parameter.member = *next;
          const double value = mean(sets.ndcg(candidate), left_out);
          if (value < best_mean + least_step) break;
          best = candidate;
          best_mean = value;
          moved = true;
        }
      }
    }
  }
  return best;
}

void print_row(const std::string& name, const std::vector<double>& ndcg, const Sets& sets) {
  std::printf("%-26s", name.c_str());
  double gain = 0;
  for (std::size_t i = 0; i < ndcg.size(); ++i) {
    const double difference = ndcg[i] - sets.all()[i].ndcg_of_baseline();
    std::printf("  %.4f (%+.4f)", ndcg[i], difference);
    gain += difference / static_cast<double>(ndcg.size());
  }
  std::printf("  %+.4f\n", gain);
  std::fflush(stdout);
}

void print_ingredients(Sets& sets) {
  std::vector<double> first;
  for (const auto& set : sets.all()) first.push_back(set.ndcg_of_first_stage());
  print_row("first stage alone", first, sets);
  const RankingWeights shipped;
  print_row("both stages, as shipped", sets.ndcg(shipped), sets);
  const auto without = [&](const char* name, double RankingWeights::*member, double value) {
    auto weights = shipped;
    weights.*member = value;
    print_row(name, sets.ndcg(weights), sets);
  };
  without("without the exact form", &RankingWeights::exact, 0);
  without("without the root class", &RankingWeights::root, 0);
  without("without the first place", &RankingWeights::first, 0);
  without("without nearness", &RankingWeights::near, 0);
  without("second readings whole", &RankingWeights::secondary, 1);
}

void print_left_out(Sets& sets) {
  std::vector<double> ndcg;
  for (std::size_t i = 0; i < sets.all().size(); ++i) {
    const auto weights = chosen(sets, i);
    ndcg.push_back(sets.ndcg(weights)[i]);
    std::printf("chosen without %s:", sets.all()[i].name().c_str());
    for (const auto& parameter : parameters) std::printf(" %s %g", parameter.name, weights.*parameter.member);
    std::printf("\n");
  }
  print_row("each by the others' weights", ndcg, sets);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return std::fprintf(stderr, "usage: ranking_weights FOLDER...\n"), 2;
  const diwan::test::TemporaryFolder work;
  std::vector<RankingSet> opened;
  std::printf("%-26s", "nDCG@10 (over Lucene)");
  for (int i = 1; i < argc; ++i) {
    const std::filesystem::path folder = argv[i];
    auto set = RankingSet::open(folder, work.path() / folder.filename());
    if (!set) return std::fprintf(stderr, "%s: %s\n", argv[i], set.error().message.c_str()), 2;
    std::printf("  %-16s", set->name().c_str());
    opened.push_back(*std::move(set));
  }
  std::printf("  mean gain\n");
  Sets sets(std::move(opened));
  print_ingredients(sets);
  if (sets.all().size() > 2) print_left_out(sets);
  return 0;
}
