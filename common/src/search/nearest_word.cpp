// SPDX-License-Identifier: GPL-2.0-or-later
#include "search/nearest_word.hpp"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <vector>

#include "analysis/word_analyzer.hpp"
#include "search/edit_distance.hpp"
#include "store/schema.hpp"
#include "text/utf8.hpp"

namespace diwan::search {
namespace {

constexpr std::size_t shortest_word = 5;
constexpr std::size_t shortest_stem = 4;
constexpr std::size_t long_word = 8;  // from which on two letters may differ
constexpr std::size_t long_stem = 7;

/// The first bytes of a script's letters in UTF-8, [first, last), and what its words are compared by.
struct Script {
  std::string_view first;
  std::string_view last;
  bool by_stem;
};

constexpr Script scripts[] = {
    {"a", "\xCD", false},     // Latin, after folding
    {"\xCD", "\xD5", false},  // Greek and Cyrillic
    {"\xD8", "\xDC", true},   // Arabic
};

bool has_digit(std::string_view folded) {
  return std::any_of(folded.begin(), folded.end(), [](char c) { return c >= '0' && c <= '9'; });
}

const Script* script_of(std::string_view folded) {
  const auto is_it = [&](const Script& script) { return folded >= script.first && folded < script.last; };
  const auto found = std::find_if(std::begin(scripts), std::end(scripts), is_it);
  return found == std::end(scripts) ? nullptr : found;
}

/// The best candidate so far.
struct Nearest {
  std::string word;
  double cost = 0;
  Xapian::doccount holding = 0;
};

void look_for(std::string_view asked, std::size_t limit, const Script& script, const Xapian::Database& database,
              std::optional<Nearest>& nearest) {
  const auto letters = text::code_points(asked);
  if (!EditDistance::takes(letters)) return;
  const EditDistance distance(letters);
  constexpr std::size_t letter_bytes = 2;
  const std::string_view prefix = script.by_stem ? store::prefix::stem : store::prefix::exact;
  const auto last = std::string(prefix).append(script.last);
  auto term = database.allterms_begin();
  for (term.skip_to(std::string(prefix).append(script.first)); term != database.allterms_end(); ++term) {
    const std::string found = *term;
    if (found >= last) break;
    const auto word = std::string_view(found).substr(prefix.size());
    if (word.size() > asked.size() + limit * letter_bytes || word.size() + limit * letter_bytes < asked.size())
      continue;
    if (distance.to(word, limit) > limit || has_digit(word)) continue;
    const Nearest candidate{std::string(word), edit_cost(letters, text::code_points(word)), term.get_termfreq()};
    const auto rank = [](const Nearest& each) { return std::tuple(each.cost, ~each.holding); };
    if (!nearest || rank(candidate) < rank(*nearest)) nearest = candidate;
  }
}

}  // namespace

std::optional<QueryWord> nearest_word(const QueryWord& word, const Xapian::Database& database) {
  const auto* script = script_of(word.folded);
  const auto length = text::code_points(word.folded).size();
  if (script == nullptr || length < shortest_word || has_digit(word.folded)) return std::nullopt;
  std::optional<Nearest> nearest;
  if (!script->by_stem) {
    look_for(word.folded, length < long_word ? 1 : 2, *script, database, nearest);
    if (!nearest) return std::nullopt;
    auto analyzed = analysis::analyze_query_word(nearest->word);
    if (analyzed.size() != 1) return std::nullopt;
    QueryWord found;
    found.folded = std::move(analyzed.front().folded);
    found.stems = std::move(analyzed.front().stems);
    return found;
  }
  for (const auto& stem : word.stems) {
    const auto letters = text::code_points(stem).size();
    if (letters < shortest_stem) continue;
    look_for(stem, length < long_word || letters < long_stem ? 1 : 2, *script, database, nearest);
  }
  if (!nearest) return std::nullopt;
  QueryWord found;
  found.folded = nearest->word;
  found.stems = {std::move(nearest->word)};
  return found;
}

}  // namespace diwan::search
