// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/term_counter.hpp"

#include "store/schema.hpp"

namespace diwan::index {

void TermCounter::add(const store::EncodedText& text, std::uint32_t weight) {
  for (const auto id : text.words) counts_[id] += weight;
}

std::vector<store::NewDocument::Term> TermCounter::take() {
  // Several forms share a stem, so their counts are gathered by term before they become a list.
  std::unordered_map<std::string, std::uint32_t> terms;
  for (const auto& [id, count] : counts_) {
    for (const auto& word : texts_.analyzed(id)) {
      terms.try_emplace(store::make_term(store::prefix::exact, word.folded), 0);
      for (const auto& stem : word.stems) terms[store::make_term(store::prefix::stem, stem)] += count;
    }
  }
  counts_.clear();
  std::vector<store::NewDocument::Term> list;
  list.reserve(terms.size());
  for (auto& [name, wdf] : terms) list.push_back({name, wdf});
  return list;
}

}  // namespace diwan::index
