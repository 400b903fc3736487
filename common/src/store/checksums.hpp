// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/result.hpp>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/files.hpp"
#include "store/index_folder.hpp"
#include "store/text_store.hpp"

namespace diwan::store {

/// What a file was when it was written. A plain value.
struct FileChecksums {
  /// Bytes that stand behind those of the piece before.
  struct Piece {
    std::uint64_t bytes = 0;
    std::uint64_t checksum = 0;  ///< XXH3, 64 bits

    bool operator==(const Piece&) const = default;
  };

  std::string name;  ///< relative to the index folder
  std::vector<Piece> pieces;

  bool operator==(const FileChecksums&) const = default;
  std::uint64_t bytes() const;
};

/// Each file of a state's database and of the text store that it names.
using Checksums = std::vector<FileChecksums>;

/// Reads what has just been written and gives its checksums. A file that has only grown since `before` is read from
/// there on: what an earlier state has of it keeps the checksums of then, so damage in it is never taken for sound.
Result<Checksums> make_checksums(const IndexFolder& folder, std::string_view state, std::string_view text_store,
                                 const TextExtent& extent, const Checksums& before);

/// The file that holds the checksums of a state, in its folder: docs/schema.md describes it.
std::filesystem::path checksums_file(const IndexFolder& folder, std::string_view state);
std::string to_bytes(const Checksums& checksums);
/// Nothing where the bytes are damaged.
std::optional<Checksums> parse_checksums(std::string_view bytes);
/// The checksums of a state; nothing where it was written without. Fails with corrupt.
Result<std::optional<Checksums>> read_checksums(const IndexFolder& folder, std::string_view state);

/// What is wrong with a file. A plain value.
struct FileDamage {
  std::string what;       ///< for people
  bool is_short = false;  ///< its end is missing
};

/// A file that is to be held against its checksums; it can be read even when it is removed meanwhile. Move-only.
class CheckedFile {
 public:
  /// Fails with not_found.
  static Result<CheckedFile> open(const IndexFolder& folder, FileChecksums expected);

  const std::string& name() const { return expected_.name; }
  std::uint64_t bytes() const { return expected_.bytes(); }
  /// Reads it: what is wrong with it, or nothing. What stands behind the end of a file that grows does not count.
  Result<std::optional<FileDamage>> damage() const;

 private:
  std::filesystem::path path_;
  FileChecksums expected_;
  FileDescriptor fd_;
};

}  // namespace diwan::store
