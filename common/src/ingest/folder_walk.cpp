// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/folder_walk.hpp"

#include <algorithm>
#include <utility>

namespace diwan::ingest {

FolderWalk::FolderWalk(std::filesystem::path root, std::filesystem::path left_out)
    : root_(std::move(root)), left_out_(std::move(left_out)), pending_{{{}, true}} {}

FolderWalk::Outcome FolderWalk::next() {
  while (!pending_.empty()) {
    const Entry entry = std::move(pending_.back());
    pending_.pop_back();
    path_ = entry.path;
    if (!entry.is_folder) return Outcome::file;
    if (!list(entry.path)) return Outcome::unreadable_folder;
  }
  path_.clear();
  return Outcome::end;
}

bool FolderWalk::list(const std::string& folder) {
  std::vector<Entry> entries;
  std::filesystem::directory_iterator entry(root_ / folder, error_);
  for (; !error_ && entry != std::filesystem::directory_iterator(); entry.increment(error_)) {
    // The folder itself tells what each entry is; asking the file costs more than all else here.
    const bool is_link = entry->is_symlink(error_);
    const bool is_folder = !is_link && !error_ && entry->is_directory(error_);
    const bool is_file = !is_link && !is_folder && !error_ && entry->is_regular_file(error_);
    if (error_) break;
    std::string path = folder + entry->path().filename().native();
    if (is_folder) {
      // No link is followed on the way down, so that this path is canonical too.
      if (root_ / path != left_out_) entries.push_back({std::move(path) + '/', true});
    } else if (is_file) {
      entries.push_back({std::move(path), false});
    }
  }
  if (error_) return false;
  std::ranges::sort(entries, std::ranges::greater(), &Entry::path);
  pending_.insert(pending_.end(), std::make_move_iterator(entries.begin()), std::make_move_iterator(entries.end()));
  return true;
}

}  // namespace diwan::ingest
