// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/result.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "store/glass_table_writer.hpp"
#include "store/posting_run.hpp"
#include "store/spool_file.hpp"

namespace diwan::store {

/// Writes one list of (document, number) pairs into the table postlist, in chunks: a term's posting list with its wdfs,
/// or, under no term, the lengths of all documents.
class ListWriter {
 public:
  explicit ListWriter(GlassTableWriter& table) : table_(table) {}

  /// `entries` and `occurrences` are those of the whole list; 0 for lengths.
  void begin(std::string_view term, std::uint32_t entries, std::uint64_t occurrences);
  /// Documents in ascending order.
  Result<void> add(std::uint32_t document, std::uint32_t number);
  /// Writes what is left; a list without documents is not written.
  Result<void> end();

 private:
  Result<void> write(bool last);

  GlassTableWriter& table_;
  std::string term_;
  std::uint32_t entries_ = 0;
  std::uint64_t occurrences_ = 0;
  bool is_first_ = true;
  std::uint32_t first_ = 0;  // documents of the chunk
  std::uint32_t last_ = 0;
  std::string chunk_;
};

/// Merges runs, whose documents follow each other, into the posting lists of a table, in the order of the terms. Needs
/// about `memory` bytes, and at least 4 kB a run.
Result<void> merge_postings(SpoolFile& file, std::span<const RunExtent> runs, std::size_t memory,
                            GlassTableWriter& table);

}  // namespace diwan::store
