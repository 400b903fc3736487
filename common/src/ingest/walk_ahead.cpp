// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/walk_ahead.hpp"

#include <fcntl.h>

#include <algorithm>
#include <system_error>
#include <utility>

#include "ingest/file_stamp.hpp"

namespace diwan::ingest {
namespace {

// Waking a thread costs more than asking for many files. But the first ones are waited for.
constexpr std::size_t first_batch_files = 8;
constexpr std::size_t batch_files = 256;
constexpr std::size_t most_batches = 8;

}  // namespace

WalkAhead::WalkAhead(const std::filesystem::path& root, const std::filesystem::path& left_out, bool in_own_thread)
    : root_(root), walk_(root, left_out) {
  if (!in_own_thread) return;
  try {
    thread_ = std::thread([this] { run(); });
  } catch (const std::system_error&) {
    // There may be no more threads.
  }
}

WalkAhead::~WalkAhead() {
  if (!thread_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

WalkAhead::Found WalkAhead::next() {
  if (!thread_.joinable()) return find();
  if (taken_.empty()) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !waiting_.empty() || thrown_; });
    if (waiting_.empty()) std::rethrow_exception(thrown_);
    taken_ = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    changed_.notify_all();
  }
  auto found = std::move(taken_.front());
  taken_.pop_front();
  return found;
}

WalkAhead::Found WalkAhead::find() {
  Found found;
  found.outcome = walk_.next();
  found.path = walk_.path();
  found.error = walk_.error();
  if (found.outcome == FolderWalk::Outcome::file) found.stamp = stamp_of_file(found.path);
  return found;
}

FileStamp WalkAhead::stamp_of_file(const std::string& path) {
  // From its folder: the system then looks one name up, not the whole way down.
  const auto name = path.rfind('/') + 1;  // 0 where there is none
  if (!descriptor_ || folder_.size() != name || path.compare(0, name, folder_) != 0) {
    folder_.assign(path, 0, name);
    descriptor_ = Descriptor(::open((root_ / folder_).c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  }
  const auto stamp = descriptor_ ? stamp_of(path.substr(name), &descriptor_) : stamp_of((root_ / path).native());
  return stamp.value_or(FileStamp{});
}

void WalkAhead::run() {
  std::size_t most = first_batch_files;
  for (bool ended = false; !ended; most = std::min(most * 2, batch_files)) {
    Batch batch;
    std::exception_ptr thrown;
    try {
      while (batch.size() < most && !ended && !stopped_) {
        batch.push_back(find());
        ended = batch.back().outcome == FolderWalk::Outcome::end;
      }
    } catch (...) {  // memory has run out: the caller's to handle
      thrown = std::current_exception();
      ended = true;
    }
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return stopped_ || waiting_.size() < most_batches; });
    if (stopped_) return;
    thrown_ = thrown;
    if (!batch.empty()) waiting_.push_back(std::move(batch));
    lock.unlock();
    changed_.notify_all();
  }
}

}  // namespace diwan::ingest
