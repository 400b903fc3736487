// SPDX-License-Identifier: GPL-2.0-or-later
#include "store/old_postings.hpp"

#include <system_error>
#include <utility>

namespace diwan::store {
namespace {

constexpr std::size_t batches_ahead = 3;

}  // namespace

OldPostings::OldPostings(OldListReader reader, Turns* turns)
    : reader_(std::move(reader)), turns_(turns), free_(batches_ahead) {
  try {
    thread_ = std::thread([this] { run(); });
  } catch (const std::system_error&) {
    // There may be no more threads: then each batch is read when it is needed.
  }
}

OldPostings::~OldPostings() {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
  }
  changed_.notify_all();
  if (!thread_.joinable()) return;
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
    Result<void> read;
    std::exception_ptr thrown;
    try {
      const Turn turn(turns_);
      read = reader_.read(batch);
    } catch (...) {  // memory has run out: the caller's to handle
      thrown = std::current_exception();
      batch.clear();
    }
    lock.lock();
    thrown_ = thrown;
    ended_ = !read || batch.lists.empty();
    if (!ended_) ready_.push_back(std::move(batch));
    failure_ = std::move(read);
    lock.unlock();
    changed_.notify_all();
    if (ended_) return;
  }
}

Result<void> OldPostings::next_batch() {
  if (!thread_.joinable()) return reader_.read(batch_);
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
    if (thrown_) std::rethrow_exception(thrown_);
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
