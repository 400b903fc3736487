// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <condition_variable>
#include <mutex>

namespace diwan::store {

/// How many threads work at the same time: each takes a turn, and gives it back while it waits for another one. Threads
/// share it.
class Turns {
 public:
  explicit Turns(unsigned most) : free_(most) {}
  Turns(const Turns&) = delete;
  Turns& operator=(const Turns&) = delete;

  void take() {
    std::unique_lock lock(mutex_);
    given_back_.wait(lock, [this] { return free_ != 0; });
    --free_;
  }
  void give_back() {
    {
      const std::lock_guard lock(mutex_);
      ++free_;
    }
    given_back_.notify_one();
  }

 private:
  std::mutex mutex_;
  std::condition_variable given_back_;
  unsigned free_;
};

/// A turn that is held for as long as this lives. `turns` may be null: then nothing is counted.
class Turn {
 public:
  explicit Turn(Turns* turns) : turns_(turns) {
    if (turns_ != nullptr) turns_->take();
  }
  ~Turn() {
    if (turns_ != nullptr) turns_->give_back();
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

 private:
  Turns* turns_;
};

/// The other way round: a turn that is held is free for as long as this lives, while its thread waits.
class Pause {
 public:
  explicit Pause(Turns* turns) : turns_(turns) {
    if (turns_ != nullptr) turns_->give_back();
  }
  ~Pause() {
    if (turns_ != nullptr) turns_->take();
  }
  Pause(const Pause&) = delete;
  Pause& operator=(const Pause&) = delete;

 private:
  Turns* turns_;
};

}  // namespace diwan::store
