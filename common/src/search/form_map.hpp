// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "store/text_store.hpp"

namespace diwan::search {

/// What a query makes of the forms of a lexicon that may concern it, worked out when a text shows one of them. Nearly
/// every word of a text is turned away by one bit. For one text store and one thread.
template <class Value>
class FormMap {
 public:
  FormMap() = default;
  /// Only forms that have one of these hashes will have a value.
  FormMap(const store::TextStore& texts, std::span<const std::uint32_t> hashes) {
    std::size_t count = 0;
    for (const auto hash : hashes) count += texts.forms_with_hash(hash).size();
    // Sparse, so that few pass by chance.
    maybe_.resize(std::clamp(std::bit_ceil(count) / 2, fewest_numbers, most_numbers));
    for (const auto hash : hashes) {
      for (const auto form : texts.forms_with_hash(hash)) maybe_[number(form)] |= bit(form);
    }
  }

  /// `make(form)` gives the value of a form that is met for the first time. Null where it cannot have one.
  template <class Make>
  const Value* find(store::EntryId form, Make make) {
    if ((maybe_[number(form)] & bit(form)) == 0) return nullptr;
    const auto known = values_.find(form);
    return known != values_.end() ? &known->second : &values_.emplace(form, make(form)).first->second;
  }

 private:
  static constexpr std::size_t bits = 64;
  static constexpr std::size_t fewest_numbers = 64;
  static constexpr std::size_t most_numbers = 1U << 16;

  std::size_t number(store::EntryId form) const { return form / bits & (maybe_.size() - 1); }
  static std::uint64_t bit(store::EntryId form) { return std::uint64_t{1} << form % bits; }

  std::vector<std::uint64_t> maybe_ = std::vector<std::uint64_t>(1);
  std::unordered_map<store::EntryId, Value> values_;
};

}  // namespace diwan::search
