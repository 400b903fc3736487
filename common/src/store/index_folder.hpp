// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/result.hpp>

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "store/files.hpp"

namespace diwan::store {

/// The folder of one index:
///
///   XAPIANDB      a Xapian stub file that names the current state: any Xapian tool opens the folder
///   lock          held by the run that writes
///   state-N/      a glass database; the one that the stub names never changes
///   text-N/       the text store that states name; grows only
///
/// A plain value: it only knows names.
class IndexFolder {
 public:
  explicit IndexFolder(std::filesystem::path path) : path_(std::move(path)) {}

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path state(std::string_view name) const { return path_ / name; }

  /// The name of the current state. Fails with not_found where there is no folder, with not_an_index where there is
  /// no stub of ours.
  Result<std::string> current_state() const;

  /// Fails with not_an_index when the folder holds anything that is not ours; a folder that does not exist is free.
  Result<void> check_ours_or_free() const;

  /// The name `kind-N` behind all that are there, so that no name comes again while its bearer may be in use; N has at
  /// least six digits.
  std::string next_name(std::string_view kind) const;

  /// Makes a state the current one: one rename.
  Result<void> publish(std::string_view state) const;

  /// Removes states and text stores other than these two: what earlier runs left behind.
  void remove_all_but(std::string_view state, std::string_view text_store) const;

 private:
  std::filesystem::path path_;
};

/// The right to write to an index; given back at the end, also when the process dies. Move-only.
class WriteLock {
 public:
  /// Fails with busy when another run holds it.
  static Result<WriteLock> take(const IndexFolder& folder);

 private:
  explicit WriteLock(FileDescriptor file) : file_(std::move(file)) {}
  FileDescriptor file_;
};

}  // namespace diwan::store
