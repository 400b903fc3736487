// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/result.hpp>
#include <filesystem>
#include <optional>

namespace diwan::indexer {

/// Who may read an index beside its owner.
enum class Share { nobody, group, all };

/// While it lives, files and folders are made for those who may read the index: as told, else as its folder is, else
/// for its owner alone. One at a time: it is a setting of the whole process.
class SharedMaking {
 public:
  SharedMaking(const std::filesystem::path& db, std::optional<Share> told);
  ~SharedMaking();
  SharedMaking(const SharedMaking&) = delete;
  SharedMaking& operator=(const SharedMaking&) = delete;

 private:
  unsigned before_;
};

/// Gives an index that is there to those who were told.
Result<void> share_index(const std::filesystem::path& db, Share share);

}  // namespace diwan::indexer
