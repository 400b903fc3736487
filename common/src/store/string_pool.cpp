// SPDX-License-Identifier: GPL-2.0-or-later
#include "store/string_pool.hpp"

#include <xxhash.h>

#include <algorithm>
#include <cstring>

namespace diwan::store {
namespace {

constexpr std::size_t block_bytes = std::size_t{64} << 10;
constexpr std::size_t first_slots = 1024;
constexpr std::size_t most_pages = std::size_t{1} << 16;  // 268 million strings
constexpr std::size_t length_bytes = sizeof(std::uint32_t);

std::uint32_t hash_of(std::string_view text) {
  return static_cast<std::uint32_t>(XXH3_64bits(text.data(), text.size()));
}

std::string_view kept_text(const char* kept) {
  std::uint32_t length = 0;
  std::memcpy(&length, kept, length_bytes);
  return {kept + length_bytes, length};
}

}  // namespace

StringPool::StringPool() : slots_(first_slots), pages_(most_pages) {}

std::string_view StringPool::operator[](Id id) const {
  return kept_text(pages_[id >> page_bits][id & (page_size - 1)]);
}

std::size_t StringPool::slot_of(std::string_view text, std::uint32_t hash) const {
  const auto mask = slots_.size() - 1;
  for (auto at = hash & mask;; at = (at + 1) & mask) {
    const auto& slot = slots_[at];
    if (slot.number == 0 || (slot.hash == hash && kept_text(slot.text) == text)) return at;
  }
}

std::optional<StringPool::Id> StringPool::find(std::string_view text) const {
  const auto& slot = slots_[slot_of(text, hash_of(text))];
  return slot.number == 0 ? std::nullopt : std::optional<Id>(slot.number - 1);
}

std::pair<StringPool::Id, bool> StringPool::intern(std::string_view text) {
  const auto hash = hash_of(text);
  auto& slot = slots_[slot_of(text, hash)];
  if (slot.number != 0) return {slot.number - 1, false};
  const auto id = static_cast<Id>(size_);
  auto& page = pages_[id >> page_bits];
  if (!page) page = std::make_unique<const char*[]>(page_size);
  slot = {hash, id + 1, keep(text)};
  page[id & (page_size - 1)] = slot.text;
  if (++size_ * 4 > slots_.size() * 3) grow();
  return {id, true};
}

const char* StringPool::keep(std::string_view text) {
  const auto needed = length_bytes + text.size();
  char* kept = free_;
  if (needed > block_bytes / 4) {  // a block of its own
    kept = blocks_.emplace_back(std::make_unique_for_overwrite<char[]>(needed)).get();
    kept_bytes_ += needed;
  } else {
    if (needed > free_bytes_) {
      kept = blocks_.emplace_back(std::make_unique_for_overwrite<char[]>(block_bytes)).get();
      free_bytes_ = block_bytes;
      kept_bytes_ += block_bytes;
    }
    free_ = kept + needed;
    free_bytes_ -= needed;
  }
  const auto length = static_cast<std::uint32_t>(text.size());
  std::memcpy(kept, &length, length_bytes);
  if (!text.empty()) std::memcpy(kept + length_bytes, text.data(), text.size());
  return kept;
}

void StringPool::grow() {
  std::vector<Slot> old(slots_.size() * 2);
  old.swap(slots_);
  const auto mask = slots_.size() - 1;
  for (const auto& slot : old) {
    if (slot.number == 0) continue;
    auto at = slot.hash & mask;
    while (slots_[at].number != 0) at = (at + 1) & mask;
    slots_[at] = slot;
  }
}

std::size_t StringPool::bytes() const {
  return slots_.size() * sizeof(Slot) + pages_.size() * sizeof(Page) +
         (size_ / page_size + 1) * page_size * sizeof(const char*) + kept_bytes_;
}

void StringPool::clear() {
  std::fill(slots_.begin(), slots_.end(), Slot());
  blocks_.clear();
  free_ = nullptr;
  free_bytes_ = 0;
  kept_bytes_ = 0;
  size_ = 0;
}

std::uint32_t StringPool::expect(std::string_view text) const {
  const auto hash = hash_of(text);
  __builtin_prefetch(&slots_[hash & (slots_.size() - 1)]);
  return hash;
}

void StringPool::expect_string(std::uint32_t hash) const {
  const auto& slot = slots_[hash & (slots_.size() - 1)];
  if (slot.text != nullptr) __builtin_prefetch(slot.text);
}

}  // namespace diwan::store
