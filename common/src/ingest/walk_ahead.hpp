// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/ingest.hpp>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <exception>
#include <filesystem>
#include <mutex>
#include <string>
#include <system_error>
#include <thread>

#include "ingest/descriptor.hpp"
#include "ingest/folder_walk.hpp"

namespace diwan::ingest {

/// A walk through a folder, and what the system says of each file. In a night without changes nearly all the time goes
/// into asking for it, so it is asked for some files ahead, in a thread of its own. Owned and called by one thread.
class WalkAhead {
 public:
  /// What the walk has found; see FolderWalk.
  struct Found {
    FolderWalk::Outcome outcome = FolderWalk::Outcome::end;
    std::string path;
    FileStamp stamp;  ///< of a file, taken before it is handed out; all zeros where the system says nothing
    std::error_code error;
  };

  /// `in_own_thread`: else, and where no thread can be started, each file is asked for when it is needed.
  WalkAhead(const std::filesystem::path& root, const std::filesystem::path& left_out, bool in_own_thread);
  ~WalkAhead();
  WalkAhead(const WalkAhead&) = delete;
  WalkAhead& operator=(const WalkAhead&) = delete;

  /// The next one. Not to be called again once it has given the end.
  Found next();

 private:
  using Batch = std::deque<Found>;

  Found find();
  /// Of the file of a path, relative to the root.
  FileStamp stamp_of_file(const std::string& path);
  void run();

  // Of the thread, if there is one.
  std::filesystem::path root_;
  FolderWalk walk_;
  std::string folder_;     // of the last file
  Descriptor descriptor_;  // of that folder

  Batch taken_;  // of the caller

  std::atomic<bool> stopped_ = false;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Batch> waiting_;
  std::exception_ptr thrown_;
  std::thread thread_;
};

}  // namespace diwan::ingest
