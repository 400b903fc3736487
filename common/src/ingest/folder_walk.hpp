// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <system_error>
#include <vector>

namespace diwan::ingest {

/// The regular files below a folder, in byte order of their relative paths. Symbolic links are not followed; they and
/// special files (FIFOs, sockets, devices) are passed over, and so is one folder that the caller names. Holds the names
/// of the folders on the way down only.
class FolderWalk {
 public:
  enum class Outcome { file, unreadable_folder, end };

  /// Both canonical; an empty `left_out` is no folder.
  explicit FolderWalk(std::filesystem::path root, std::filesystem::path left_out);

  Outcome next();

  /// Of the file or folder: relative to the root, with `/`, bytes as the system has them; empty for the root.
  const std::string& path() const { return path_; }
  /// Why the folder could not be listed.
  const std::error_code& error() const { return error_; }

 private:
  struct Entry {
    std::string path;  ///< a folder's ends with `/`, so that it sorts where the files in it belong
    bool is_folder = false;
  };

  bool list(const std::string& folder);

  std::filesystem::path root_;
  std::filesystem::path left_out_;
  std::vector<Entry> pending_;  ///< next one last
  std::string path_;
  std::error_code error_;
};

}  // namespace diwan::ingest
