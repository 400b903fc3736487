// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <mutex>
#include <string>
#include <thread>

#include "store/old_lists.hpp"
#include "store/posting_merge.hpp"
#include "store/turns.hpp"

namespace diwan::store {

/// The posting lists of an old state. Lists that lack nothing are copied, and of others the chunks are taken over
/// without what they lack: most of a large index goes this way every night. A thread of its own reads some batches
/// ahead, in turns of its own where `turns` are given; where none can be started, the caller reads. Owned and called by
/// one thread, which holds a turn.
class OldPostings : public PostingSource {
 public:
  explicit OldPostings(OldListReader reader, Turns* turns = nullptr);
  ~OldPostings() override;
  OldPostings(const OldPostings&) = delete;
  OldPostings& operator=(const OldPostings&) = delete;

  Result<bool> next_term() override;
  const std::string& term() const override { return term_; }
  std::uint32_t entries() const override { return list().entries; }
  std::uint64_t occurrences() const override { return list().occurrences; }
  Result<void> read_into(ListWriter& list) override;
  Result<bool> copy_to(GlassTableWriter& table) override;

 private:
  const OldLists::List& list() const { return batch_.lists[at_]; }
  std::string_view bytes(std::size_t begin, std::size_t size) const { return {batch_.bytes.data() + begin, size}; }

  /// Takes the next batch, which is empty behind the last list.
  Result<void> next_batch();
  void run();

  OldListReader reader_;  // of the thread
  Turns* turns_;

  // Of the caller.
  OldLists batch_;
  std::size_t at_ = 0;
  std::string term_;

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<OldLists> ready_;
  std::deque<OldLists> free_;  // read through: their memory is used again
  Result<void> failure_;
  std::exception_ptr thrown_;
  bool ended_ = false;  // what is ready is all there is
  bool stopped_ = false;
  std::thread thread_;
};

}  // namespace diwan::store
