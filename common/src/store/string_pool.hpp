// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace diwan::store {

/// Numbers strings from 0 in the order in which they first come; each is kept once and never moves. Some 40 bytes of
/// memory a string beside its own. Move-only. One thread interns; others may read, at the same time, the strings whose
/// numbers it has handed to them.
class StringPool {
 public:
  using Id = std::uint32_t;

  StringPool();

  /// The string's number, and whether it is new.
  std::pair<Id, bool> intern(std::string_view text);
  std::optional<Id> find(std::string_view text) const;
  std::string_view operator[](Id id) const;
  /// Brings what a later `intern` of the text needs first nearer to the processor, and, called again somewhat later,
  /// what it needs then. Gives and takes the text's hash.
  std::uint32_t expect(std::string_view text) const;
  void expect_string(std::uint32_t hash) const;
  std::size_t size() const { return size_; }
  /// Bytes of memory that it takes, near enough.
  std::size_t bytes() const;
  void clear();

 private:
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t number = 0;    // id + 1; 0: free
    const char* text = nullptr;  // as in pages_
  };
  static constexpr std::size_t page_bits = 12;
  static constexpr std::size_t page_size = std::size_t{1} << page_bits;
  using Page = std::unique_ptr<const char*[]>;

  /// Where the string is, or where it would go.
  std::size_t slot_of(std::string_view text, std::uint32_t hash) const;
  const char* keep(std::string_view text);
  void grow();

  std::vector<Slot> slots_;  // a power of two
  std::vector<Page> pages_;  // where each string stands, its length (32 bits) in front; never resized
  std::vector<std::unique_ptr<char[]>> blocks_;
  char* free_ = nullptr;
  std::size_t free_bytes_ = 0;
  std::size_t kept_bytes_ = 0;  // of blocks_
  std::size_t size_ = 0;
};

}  // namespace diwan::store
