// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/result.hpp>

#include <functional>
#include <future>
#include <utility>

#include "store/turns.hpp"

namespace diwan::store {

/// Work in a thread beside the one that begins it. With `turns` it takes one of its own, and the one that the beginner
/// holds is free while it waits. Where no thread can be started, it is done then. Owned by one thread.
class SideWork {
 public:
  SideWork(Turns* turns, std::function<Result<void>()> work)
      : turns_(turns), done_(std::async(std::launch::async | std::launch::deferred, [turns, work = std::move(work)] {
          const Turn turn(turns);
          return work();
        })) {}
  ~SideWork() {
    if (!done_.valid()) return;
    const Pause pause(turns_);
    done_.wait();
  }
  SideWork(const SideWork&) = delete;
  SideWork& operator=(const SideWork&) = delete;

  /// Waits for it and gives what came of it. Once.
  Result<void> finish() {
    const Pause pause(turns_);
    return done_.get();
  }

 private:
  Turns* turns_;
  std::future<Result<void>> done_;
};

}  // namespace diwan::store
