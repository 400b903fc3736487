// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/result.hpp>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "store/turns.hpp"

namespace diwan::store {

/// A thread that does one thing with each item that it is handed, in their order: what comes out of it does not depend
/// on when it runs. It takes items by the batch, because waking a thread costs more than many of them. Handing over
/// waits while too many items, or too large ones, are under way. Owned and called by one thread.
template <class Item>
class WorkThread {
 public:
  using Work = std::function<Result<void>(Item&)>;

  /// No more than `most_items` wait, and no more than `most_bytes` together, but for one that is larger by itself; as
  /// many are being worked on. With `turns`, the thread works in turns of its own, and who hands over or ends holds
  /// one, which is free while it waits.
  WorkThread(Work work, std::size_t most_items, std::size_t most_bytes, Turns* turns = nullptr)
      : work_(std::move(work)), most_items_(most_items), most_bytes_(most_bytes), turns_(turns), thread_([this] {
          run();
        }) {}
  /// Leaves undone what has not been begun.
  ~WorkThread() { end(false); }
  WorkThread(const WorkThread&) = delete;
  WorkThread& operator=(const WorkThread&) = delete;

  /// Hands an item of about `bytes` bytes over. Fails when the work on an earlier one has failed; nothing is done then.
  Result<void> push(Item item, std::size_t bytes) {
    std::unique_lock lock(mutex_);
    const auto has_room = [&] {
      return !failure_ || waiting_.empty() || (waiting_.size() < most_items_ && bytes_ + bytes <= most_bytes_);
    };
    if (!has_room()) {
      giver_waits_ = true;
      work_waits_.notify_one();
      lock.unlock();
      {
        const Pause pause(turns_);
        lock.lock();
        room_.wait(lock, has_room);
        lock.unlock();
      }
      lock.lock();
      giver_waits_ = false;
    }
    if (!failure_) return failure_;
    waiting_.push_back(std::move(item));
    bytes_ += bytes;
    if (waiting_.size() == batch()) work_waits_.notify_one();
    return {};
  }

  /// Waits until everything is done, or something has failed. Nothing may be pushed after it.
  Result<void> finish() {
    end(true);
    return failure_;
  }

 private:
  std::size_t batch() const { return std::max<std::size_t>(1, most_items_ / 16); }

  void run() {
    std::unique_lock lock(mutex_);
    for (;;) {
      work_waits_.wait(lock, [&] { return ended_ || giver_waits_ || waiting_.size() >= batch(); });
      if (ended_ && waiting_.empty()) return;
      std::vector<Item> items;
      items.swap(waiting_);
      bytes_ = 0;
      lock.unlock();
      room_.notify_one();
      Result<void> done;
      {
        const Turn turn(turns_);
        for (auto& item : items) {
          if (abandoned_) return;
          done = work_(item);
          if (!done) break;
        }
        items.clear();
      }
      lock.lock();
      if (done) continue;
      failure_ = std::move(done);
      room_.notify_one();
      return;
    }
  }

  void end(bool complete) {
    {
      const std::lock_guard lock(mutex_);
      ended_ = true;
      if (!complete) {
        abandoned_ = true;
        waiting_.clear();
      }
    }
    work_waits_.notify_one();
    if (!thread_.joinable()) return;
    const Pause pause(turns_);
    thread_.join();
  }

  Work work_;
  std::size_t most_items_;
  std::size_t most_bytes_;
  Turns* turns_;
  std::atomic<bool> abandoned_ = false;
  std::mutex mutex_;  // of everything below but the thread
  std::condition_variable work_waits_;
  std::condition_variable room_;
  std::vector<Item> waiting_;
  std::size_t bytes_ = 0;
  bool giver_waits_ = false;
  bool ended_ = false;
  Result<void> failure_;
  std::thread thread_;  // the last member: it runs as soon as it is made
};

}  // namespace diwan::store
