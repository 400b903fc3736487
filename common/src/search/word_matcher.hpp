// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "search/analyzed_query.hpp"
#include "search/form_map.hpp"
#include "store/text_store.hpp"

namespace diwan::search {

/// Tells which of a list of query words, or their alternatives of one word, a form of the lexicon is. Each form is
/// looked at once: hashes first, and where they agree, the strings. For one text store, one query and one thread; keeps
/// references to both.
class WordMatcher {
 public:
  /// A token of a form and a query word that it is.
  struct Match {
    std::uint16_t token = 0;  ///< which token of the form, from 0
    std::uint32_t word = 0;   ///< index into the query words

    auto operator<=>(const Match&) const = default;
  };

  WordMatcher(const store::TextStore& texts, std::vector<const QueryWord*> words);

  /// Ordered by token, then word; mostly empty.
  std::span<const Match> matches(store::EntryId id) {
    const auto* found = forms_.find(id, [&](store::EntryId form) { return look_at(form); });
    return found == nullptr ? std::span<const Match>() : *found;
  }

  const store::TextStore& texts() const { return texts_; }
  std::size_t word_count() const { return words_.size(); }

 private:
  std::vector<Match> look_at(store::EntryId id) const;

  const store::TextStore& texts_;
  std::vector<const QueryWord*> words_;
  std::unordered_multimap<std::uint32_t, std::uint32_t> by_exact_;  // hash to word
  std::unordered_multimap<std::uint32_t, std::uint32_t> by_stem_;
  FormMap<std::vector<Match>> forms_;
};

}  // namespace diwan::search
