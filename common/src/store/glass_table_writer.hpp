// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/result.hpp>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "store/files.hpp"
#include "store/glass_format.hpp"

namespace diwan::store {

/// A block of a glass table: a directory of two bytes an item that grows from its beginning, items that grow from its
/// end. All numbers are big-endian.
class GlassBlock {
 public:
  explicit GlassBlock(unsigned level);

  bool empty() const { return directory_end_ == directory_begin; }
  /// The largest item that fits.
  std::size_t room() const { return items_begin_ - directory_end_ < 2 ? 0 : items_begin_ - directory_end_ - 2; }
  /// Room for an item of `size` bytes, which fits, behind those that are there.
  char* add(std::size_t size);
  /// The bytes of the block as they stand in a file; valid until the next call of anything else.
  std::string_view finished();
  void clear();

 private:
  static constexpr std::size_t directory_begin = 11;

  void put16(std::size_t at, std::size_t value);

  std::string bytes_;
  std::size_t directory_end_ = directory_begin;
  std::size_t items_begin_ = glass::block_bytes;
};

/// Writes a table of a glass database from front to back: a B-tree of keys and tags that are given in ascending order.
/// It keeps one block a level in memory and never touches what it has written. Move-only; one thread at a time.
class GlassTableWriter {
 public:
  static Result<GlassTableWriter> create(const std::filesystem::path& path);

  /// `key`: not empty, at most glass::longest_key bytes, behind every one before, or it fails with corrupt.
  /// `compressed`: the tag is a raw deflate stream, which readers inflate. A tag of any size takes as many items as it
  /// needs, up to 65,535 (130 MB).
  Result<void> add(std::string_view key, std::string_view tag, bool compressed = false);

  /// Writes what is left and syncs the file. Nothing may be called after it.
  Result<glass::Root> finish();

 private:
  /// A level of the tree that is being filled, with the key that parts its block from the one before.
  struct Level {
    GlassBlock block;
    std::string first_key;
    std::size_t first_part = 0;
  };

  GlassTableWriter() = default;
  void add_item(std::string_view key, std::size_t part, std::string_view tag, bool compressed, bool last);
  Result<void> add_branch(std::size_t level, std::string_view key, std::size_t part, std::uint32_t child);
  /// Writes the block of a level and enters it in the level above.
  Result<void> flush(std::size_t level);
  Result<std::uint32_t> write(std::size_t level);

  AppendFile file_;
  std::vector<Level> levels_;  // leaves first
  std::string last_key_;
  std::uint32_t blocks_ = 0;
  std::uint64_t entries_ = 0;
};

}  // namespace diwan::store
