// SPDX-License-Identifier: GPL-2.0-or-later
#include "search/query_expansion.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>

#include "search/month_names.hpp"
#include "search/second_stage.hpp"
#include "store/schema.hpp"

namespace diwan::search {
namespace {

using Stems = std::vector<std::string>;

/// Stems that may stand for a stem, whatever the archive holds.
using Source = Stems (*)(std::string_view stem);

constexpr std::array<Source, 0> sources{};

/// How many articles a word needs to need no alternatives.
constexpr Xapian::doccount enough = SecondStage::depth;

std::string stem_term(const std::string& stem) { return store::make_term(store::prefix::stem, stem); }

bool is_rare(const QueryWord& word, const Xapian::Database& database) {
  return std::all_of(word.stems.begin(), word.stems.end(),
                     [&](const auto& stem) { return database.get_termfreq(stem_term(stem)) < enough; });
}

void add(QueryWord& word, Stems stems, const Xapian::Database& database) {
  for (auto& stem : stems) {
    if (!database.term_exists(stem_term(stem))) continue;
    const auto is_it = [&](const auto& known) { return known.size() == 1 && known.front().stems.front() == stem; };
    if (std::find(word.stems.begin(), word.stems.end(), stem) != word.stems.end()) continue;
    if (std::any_of(word.alternatives.begin(), word.alternatives.end(), is_it)) continue;
    word.alternatives.push_back({QueryWord{stem, {stem}, false, false, {}}});
  }
}

}  // namespace

bool expand(Clause& root, const store::StateReader& reader) {
  const auto& database = reader.database();
  bool expanded = false;
  add_month_names(root, database);
  for (auto* word : expandable_words(root)) {
    if (is_rare(*word, database)) {
      for (const auto source : sources) {
        for (const auto& stem : word->stems) add(*word, source(stem), database);
      }
    }
    expanded = expanded || !word->alternatives.empty();
  }
  return expanded;
}

}  // namespace diwan::search
