// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/article.hpp>

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "analysis/word_analyzer.hpp"
#include "store/turns.hpp"

namespace diwan::index {

/// An article and its texts in segments, once they are there.
struct SegmentedArticle {
  Article article;
  std::vector<analysis::Segment> title;
  std::vector<analysis::Segment> text;
  bool done = false;  // guarded by the segmenter

  /// What it takes, near enough before it is done.
  std::size_t bytes() const;
};

/// Divides articles into words and gaps, which is most of what does not depend on the articles before: with more turns
/// than the stages behind it use, in threads of its own. One thread begins and one waits, in the same order.
class Segmenter {
 public:
  /// `jobs`: threads that work at the same time, those of the caller and of others that take turns with it included;
  /// 0: as many as there are cores, at most 8.
  explicit Segmenter(unsigned jobs);
  ~Segmenter();
  Segmenter(const Segmenter&) = delete;
  Segmenter& operator=(const Segmenter&) = delete;

  /// Of all threads that work on the index. The one that begins articles holds one.
  store::Turns& turns() { return turns_; }

  std::shared_ptr<SegmentedArticle> begin(const Article& article);
  /// Waits until it is done; the thread gives its turn back meanwhile.
  const SegmentedArticle& wait(SegmentedArticle& article);

 private:
  void run();

  store::Turns turns_;
  std::mutex mutex_;
  std::condition_variable comes_;
  std::condition_variable done_;
  std::deque<std::shared_ptr<SegmentedArticle>> waiting_;
  bool ended_ = false;
  std::vector<std::thread> threads_;  // the last member: they run as soon as they are made
};

}  // namespace diwan::index
