// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "index/ledger.hpp"

namespace diwan::index {

/// A set of identity hashes in one piece of memory, some 24 bytes each. The hash of all zeros counts as any other.
class IdentitySet {
 public:
  /// Whether it is new.
  bool insert(const IdentityHash& hash) {
    if (hash == IdentityHash()) return !std::exchange(has_zeros_, true);
    if ((size_ + 1) * 4 > slots_.size() * 3) grow();
    auto& slot = slots_[slot_of(hash)];
    if (slot == hash) return false;
    slot = hash;
    ++size_;
    return true;
  }
  bool contains(const IdentityHash& hash) const {
    if (hash == IdentityHash()) return has_zeros_;
    return !slots_.empty() && slots_[slot_of(hash)] == hash;
  }
  void clear() {
    slots_ = {};
    size_ = 0;
    has_zeros_ = false;
  }

 private:
  static constexpr std::size_t first_slots = 16;

  /// Where a hash is, or would go.
  std::size_t slot_of(const IdentityHash& hash) const {
    auto at = hash.half[1] & (slots_.size() - 1);
    while (slots_[at] != IdentityHash() && slots_[at] != hash) at = (at + 1) & (slots_.size() - 1);
    return at;
  }
  void grow() {
    std::vector<IdentityHash> old(slots_.empty() ? first_slots : slots_.size() * 2);
    old.swap(slots_);
    for (const auto& hash : old) {
      if (hash != IdentityHash()) slots_[slot_of(hash)] = hash;
    }
  }

  std::vector<IdentityHash> slots_;  // a power of two; zeros: free
  std::size_t size_ = 0;
  bool has_zeros_ = false;
};

}  // namespace diwan::index
