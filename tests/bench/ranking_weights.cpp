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

/// What a search may change, in coarse steps: a finer grid finds what one set likes. The constants of BM25 stay as they
/// are, like the first stage's.
const Parameter parameters[] = {
    {"secondary", &RankingWeights::secondary, {0, .25, .5, 1}},
    {"near", &RankingWeights::near, {0, 1, 2, 4}},
    {"first", &RankingWeights::first, {0, 1, 2, 4}},
};
constexpr double least_step = .0001;  // of the mean: less does not move a weight

/// Where a search begins: every ingredient counts, none more than the stems.
RankingWeights neutral() {
  RankingWeights weights;
  weights.secondary = .5;
  weights.near = weights.first = 1;
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
    key += weights.related_places ? 'r' : ' ';
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

/// What can be left out, one at a time.
struct Ingredient {
  const char* name;
  void (*leave_out)(RankingWeights& weights);
};
const Ingredient everything = {"all ingredients", [](RankingWeights&) {}};
const Ingredient ingredients[] = {
    {"without the first place", [](RankingWeights& weights) { weights.first = 0; }},
    {"without nearness", [](RankingWeights& weights) { weights.near = 0; }},
    {"without related places", [](RankingWeights& weights) { weights.related_places = false; }},
    {"second readings whole", [](RankingWeights& weights) { weights.secondary = 1; }},
};

/// The next value of a parameter in a direction, or null.
const double* next_value(const Parameter& parameter, double now, int direction) {
  const double* next = nullptr;
  for (const auto& value : parameter.values) {
    if (direction > 0 ? value > now && next == nullptr : value < now) next = &value;
  }
  return next;
}

/// The weights that are best for all sets but one, with an ingredient left out.
RankingWeights chosen(Sets& sets, std::size_t left_out, const Ingredient& without) {
  auto best = neutral();
  without.leave_out(best);
  double best_mean = mean(sets.ndcg(best), left_out);
  const auto try_step = [&](const Parameter& parameter, int direction) {
    const auto* next = next_value(parameter, best.*parameter.member, direction);
    if (next == nullptr) return false;
    auto candidate = best;
    candidate.*parameter.member = *next;
    without.leave_out(candidate);
    const double value = mean(sets.ndcg(candidate), left_out);
    if (value < best_mean + least_step) return false;
    best = candidate;
    best_mean = value;
    return true;
  };
  for (bool moved = true; moved;) {
    moved = false;
    for (const auto& parameter : parameters) {
      for (const int direction : {1, -1}) {
        while (try_step(parameter, direction)) moved = true;
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
  print_row("both stages, as shipped", sets.ndcg({}), sets);
  for (const auto& ingredient : ingredients) {
    RankingWeights weights;
    ingredient.leave_out(weights);
    print_row(ingredient.name, sets.ndcg(weights), sets);
  }
}

/// Each set scored by the weights that are best for the others.
void print_left_out(Sets& sets, const Ingredient& without) {
  std::vector<double> ndcg;
  for (std::size_t i = 0; i < sets.all().size(); ++i) ndcg.push_back(sets.ndcg(chosen(sets, i, without))[i]);
  print_row(without.name, ndcg, sets);
}

void print_chosen(Sets& sets) {
  for (std::size_t i = 0; i < sets.all().size(); ++i) {
    const auto weights = chosen(sets, i, everything);
    std::printf("chosen without %s:", sets.all()[i].name().c_str());
    for (const auto& parameter : parameters) std::printf(" %s %g", parameter.name, weights.*parameter.member);
    std::printf("\n");
  }
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
  if (sets.all().size() < 3) return 0;
  std::printf("each set by weights chosen on the others\n");
  print_left_out(sets, everything);
  for (const auto& ingredient : ingredients) print_left_out(sets, ingredient);
  print_chosen(sets);
  return 0;
}
