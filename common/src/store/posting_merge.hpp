// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/result.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

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
  /// Pairs from `first` to `last` as the body of a chunk has them, which is not empty. Small ones are joined.
  Result<void> add_chunk(std::uint32_t first, std::uint32_t last, std::string_view body);
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

/// Posting lists in the order of their terms' bytes, for merging.
class PostingSource {
 public:
  virtual ~PostingSource() = default;
  /// Goes to the next term, once all postings of the one before are read; false behind the last.
  virtual Result<bool> next_term() = 0;
  virtual const std::string& term() const = 0;
  virtual std::uint32_t entries() const = 0;
  virtual std::uint64_t occurrences() const = 0;
  /// Gives the postings of the term to a list.
  virtual Result<void> read_into(ListWriter& list) = 0;
  /// Writes the term's whole list as a ListWriter would, where it has it so; false: use read_into.
  virtual Result<bool> copy_to(GlassTableWriter& /*table*/) { return false; }
};

/// Readers of runs, which need about `memory` bytes together, and at least 4 kB each.
std::vector<std::unique_ptr<PostingSource>> read_runs(SpoolFile& file, std::span<const RunExtent> runs,
                                                      std::size_t memory);

/// Merges sources, whose documents follow each other, into the posting lists of a table.
Result<void> merge_postings(std::span<const std::unique_ptr<PostingSource>> sources, GlassTableWriter& table);

}  // namespace diwan::store
