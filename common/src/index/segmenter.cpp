// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/segmenter.hpp"

#include <algorithm>
#include <utility>

namespace diwan::index {
namespace {

constexpr unsigned most_jobs_unasked = 8;
// Reading, numbering words, and writing have a thread each.
constexpr unsigned stages = 3;
constexpr std::size_t bytes_a_segment = 4;  // of a text, near enough

unsigned jobs_of(unsigned asked) {
  return asked != 0 ? asked : std::clamp(std::thread::hardware_concurrency(), 1U, most_jobs_unasked);
}

void divide(SegmentedArticle& article) {
  article.title = analysis::segments(article.article.title);
  article.text = analysis::segments(article.article.text);
}

}  // namespace

std::size_t SegmentedArticle::bytes() const {
  const auto texts = article.title.size() + article.text.size();
  return texts + texts / bytes_a_segment * sizeof(analysis::Segment);
}

Segmenter::Segmenter(unsigned jobs) : turns_(jobs_of(jobs)) {
  turns_.take();  // of the thread that makes this, which begins articles
  if (jobs_of(jobs) <= stages) return;
  for (auto left = jobs_of(jobs); left != 0; --left) threads_.emplace_back([this] { run(); });
}

Segmenter::~Segmenter() {
  {
    const std::lock_guard lock(mutex_);
    ended_ = true;
  }
  comes_.notify_all();
  const store::Pause pause(&turns_);
  for (auto& thread : threads_) thread.join();
}

std::shared_ptr<SegmentedArticle> Segmenter::begin(const Article& article) {
  auto begun = std::make_shared<SegmentedArticle>();
  begun->article = article;
  if (threads_.empty()) {
    divide(*begun);
    begun->done = true;
    return begun;
  }
  {
    const std::lock_guard lock(mutex_);
    waiting_.push_back(begun);
  }
  comes_.notify_one();
  return begun;
}

const SegmentedArticle& Segmenter::wait(SegmentedArticle& article) {
  if (threads_.empty()) return article;
  std::unique_lock lock(mutex_);
  if (article.done) return article;
  lock.unlock();
  {
    const store::Pause pause(&turns_);
    lock.lock();
    done_.wait(lock, [&] { return article.done; });
    lock.unlock();
  }
  return article;
}

void Segmenter::run() {
  std::unique_lock lock(mutex_);
  for (;;) {
    comes_.wait(lock, [this] { return ended_ || !waiting_.empty(); });
    if (ended_) return;
    const auto article = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    {
      const store::Turn turn(&turns_);
      divide(*article);
    }
    lock.lock();
    article->done = true;
    done_.notify_all();
  }
}

}  // namespace diwan::index
