// SPDX-License-Identifier: GPL-2.0-or-later
#include "store/made_folders.hpp"

#include <system_error>

#include "store/files.hpp"

namespace diwan::store {

namespace fs = std::filesystem;

Result<MadeFolders> MadeFolders::make(const fs::path& path) {
  std::error_code failed;
  std::vector<fs::path> missing;
  for (auto folder = path; !folder.empty() && !fs::exists(folder, failed); folder = folder.parent_path()) {
    missing.push_back(folder);
  }
  MadeFolders folders;
  while (!missing.empty()) {
    if (fs::create_directory(missing.back(), failed)) folders.made_.push_back(missing.back());
    if (failed) return system_error("cannot create", missing.back(), failed);
    // A folder that may be written to but not read cannot be synced by us.
    const auto parent = missing.back().parent_path();
    [[maybe_unused]] const auto synced = sync_path(parent.empty() ? fs::path(".") : parent);
    missing.pop_back();
  }
  return folders;
}

MadeFolders::~MadeFolders() {
  std::error_code ignored;  // a folder that somebody has put something into stays
  for (; !made_.empty(); made_.pop_back()) fs::remove(made_.back(), ignored);
}

}  // namespace diwan::store
