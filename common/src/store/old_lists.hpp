// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/result.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "store/glass_table_reader.hpp"

namespace diwan::store {

/// Some posting lists of an old state, in their order, without the documents that were removed. A plain value; what is
/// said of a list by number stands in vectors for all lists, so that a batch takes few allocations.
struct OldLists {
  struct List {
    std::size_t term_begin = 0;  ///< in bytes
    std::size_t term_bytes = 0;
    std::uint32_t entries = 0;
    std::uint64_t occurrences = 0;
    bool lacks_some = false;  ///< whether documents of it were removed; then there are not all items
    std::size_t items_begin = 0;
    std::size_t items_end = 0;
    std::size_t chunks_begin = 0;
    std::size_t chunks_end = 0;
  };
  /// An item of the table as it stood there: its key, and its tag behind it.
  struct Item {
    std::size_t begin = 0;  ///< in bytes
    std::size_t key = 0;
    std::size_t tag = 0;
  };
  /// What is left of a chunk.
  struct Chunk {
    std::uint32_t first = 0;  ///< document
    std::uint32_t last = 0;
    std::size_t begin = 0;  ///< of the body, in bytes
    std::size_t size = 0;
  };

  void clear();

  std::string bytes;
  std::vector<List> lists;
  std::vector<Item> items;
  std::vector<Chunk> chunks;
};

/// Reads the posting lists of a table, which is at the first of them if there is one (`more`), and must outlive this,
/// as `removed` must. One thread at a time.
class OldListReader {
 public:
  OldListReader(GlassTableReader& table, bool more, const std::vector<bool>& removed)
      : table_(table), more_(more), removed_(removed) {}

  /// Fills a batch with the next lists, each at least partly kept; with none behind the last.
  Result<void> read(OldLists& batch);

 private:
  Result<void> read_list(OldLists& batch);
  Result<void> read_chunk(OldLists& batch, OldLists::List& list, std::string_view body, std::uint32_t first) const;

  GlassTableReader& table_;
  bool more_;
  const std::vector<bool>& removed_;
  std::string term_;        // of the list that is read
  std::string other_term_;  // a buffer
};

}  // namespace diwan::store
