// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/result.hpp>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "store/files.hpp"
#include "store/glass_format.hpp"

namespace diwan::store {

/// Reads a table of a glass database from front to back, one that was written in order (as GlassTableWriter and
/// Xapian's compaction do). The file is mapped. Move-only; one thread at a time.
class GlassTableReader {
 public:
  /// An empty root gives a table without items; the file need not be there then.
  static Result<GlassTableReader> open(const std::filesystem::path& path, const glass::Root& root);

  /// Goes to the next item, first to the first; false behind the last. Fails with corrupt.
  Result<bool> next();
  /// Of the item; valid until the next call of `next`.
  std::string_view key() const { return key_; }
  std::string_view tag() const { return tag_; }
  bool compressed() const { return compressed_; }

 private:
  struct Part {
    std::string_view key;
    std::string_view bytes;
    bool compressed = false;
    bool first = false;
    bool last = false;
  };

  Result<bool> next_part(Part& part);
  std::string_view block() const;

  std::filesystem::path path_;
  MappedFile file_;
  std::uint32_t blocks_ = 0;
  std::uint32_t released_ = 0;  // blocks that are behind
  std::uint32_t block_ = 0;     // the one that is being read
  std::size_t directory_ = 0;   // where in it the next entry of the directory stands; 0: not begun
  std::string_view key_;
  std::string_view tag_;
  std::string joined_key_;
  std::string joined_;  // a tag of several parts
  bool compressed_ = false;
};

}  // namespace diwan::store
