// SPDX-License-Identifier: GPL-2.0-or-later
#include "store/old_postings.hpp"

#include <utility>

namespace diwan::store {
namespace {

constexpr std::size_t batches_ahead = 3;

}  // namespace

OldPostings::OldPostings(OldListReader reader, Turns* turns)
    : reader_(std::move(reader)), turns_(turns), free_(batches_ahead), thread_([this] { run(); }) {}

OldPostings::~OldPostings() {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
  }
  changed_.notify_all();
  const Pause pause(turns_);
  thread_.join();
}

void OldPostings::run() {
  for (;;) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return stopped_ || !free_.empty(); });
    if (stopped_) return;
    auto batch = std::move(free_.front());
    free_.pop_front();
    lock.unlock();
    auto read = [&] {
      const Turn turn(turns_);
      return reader_.read(batch);
    }();
    lock.lock();
    ended_ = !read || batch.lists.empty();
    if (!ended_) ready_.push_back(std::move(batch));
    failure_ = std::move(read);
    lock.unlock();
    changed_.notify_all();
    if (ended_) return;
  }
}

Result<void> OldPostings::next_batch() {
  std::unique_lock lock(mutex_);
  if (ready_.empty() && !ended_) {
    lock.unlock();
    const Pause pause(turns_);
    lock.lock();
    changed_.wait(lock, [this] { return ended_ || !ready_.empty(); });
    lock.unlock();  // a turn is not waited for with the lock held
  }
  if (!lock.owns_lock()) lock.lock();
  if (ready_.empty()) {
    batch_.clear();
    return failure_;
  }
  std::swap(batch_, ready_.front());
  free_.push_back(std::move(ready_.front()));
  ready_.pop_front();
  lock.unlock();
  changed_.notify_all();
  return {};
}

Result<bool> OldPostings::next_term() {
  if (++at_ >= batch_.lists.size()) {
    if (auto done = next_batch(); !done) return std::move(done).error();
    at_ = 0;
  }
  if (batch_.lists.empty()) return false;
  term_ = bytes(list().term_begin, list().term_bytes);
  return true;
}

Result<void> OldPostings::read_into(ListWriter& writer) {
  for (auto i = list().chunks_begin; i < list().chunks_end; ++i) {
    const auto& chunk = batch_.chunks[i];
    if (auto done = writer.add_chunk(chunk.first, chunk.last, bytes(chunk.begin, chunk.size)); !done) return done;
  }
  return {};
}

Result<bool> OldPostings::copy_to(GlassTableWriter& table) {
  if (list().lacks_some) return false;
  for (auto i = list().items_begin; i < list().items_end; ++i) {
    const auto& item = batch_.items[i];
    auto done = table.add(bytes(item.begin, item.key), bytes(item.begin + item.key, item.tag));
    if (!done) return std::move(done).error();
  }
  return true;
}

}  // namespace diwan::store
