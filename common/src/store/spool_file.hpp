// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/result.hpp>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "store/files.hpp"

namespace diwan::store {

/// A temporary file without a name: what does not fit in memory goes to its end and is read back from anywhere. It is
/// gone when it is closed, also when the process dies. Move-only; one thread at a time.
class SpoolFile {
 public:
  static Result<SpoolFile> create(const std::filesystem::path& folder);

  /// Where the next byte will stand.
  std::uint64_t size() const { return written_ + buffer_.size(); }
  Result<void> append(std::string_view bytes);
  /// Fills `bytes` from `offset`; all of them must have been appended.
  Result<void> read(std::uint64_t offset, std::span<char> bytes);

 private:
  Result<void> flush();

  std::filesystem::path folder_;
  FileDescriptor fd_;
  std::uint64_t written_ = 0;
  std::string buffer_;
};

}  // namespace diwan::store
