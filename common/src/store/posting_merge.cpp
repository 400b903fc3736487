// SPDX-License-Identifier: GPL-2.0-or-later
#include "store/posting_merge.hpp"

#include <algorithm>
#include <vector>

#include "store/damage.hpp"
#include "store/glass_format.hpp"

namespace diwan::store {
namespace {

constexpr std::size_t smallest_buffer = std::size_t{4} << 10;
constexpr std::size_t largest_buffer = std::size_t{1} << 20;

/// Reads one run from a spool file, term by term.
class RunReader : public PostingSource {
 public:
  RunReader(SpoolFile& file, RunExtent extent, std::size_t buffer_bytes)
      : file_(&file), next_(extent.begin), end_(extent.end), buffer_(buffer_bytes, '\0') {}

  Result<bool> next_term() override {
    if (at_ == filled_ && next_ == end_) return false;
    std::uint64_t length = 0;
    if (auto done = number(length); !done) return std::move(done).error();
    term_.clear();
    while (term_.size() < length) {
      if (at_ == filled_) {
        if (auto done = fill(); !done) return std::move(done).error();
      }
      const auto taken = std::min<std::size_t>(length - term_.size(), filled_ - at_);
      term_.append(buffer_, at_, taken);
      at_ += taken;
    }
    std::uint64_t entries = 0;
    if (auto done = number(entries); !done) return std::move(done).error();
    if (auto done = number(occurrences_); !done) return std::move(done).error();
    entries_ = static_cast<std::uint32_t>(entries);
    return true;
  }
  const std::string& term() const override { return term_; }
  std::uint32_t entries() const override { return entries_; }
  std::uint64_t occurrences() const override { return occurrences_; }

  Result<void> read_into(ListWriter& list) override {
    std::uint64_t document = 0;
    for (auto left = entries_; left > 0; --left) {
      std::uint64_t step = 0, wdf = 0;
      if (auto done = number(step); !done) return done;
      if (auto done = number(wdf); !done) return done;
      document += step;
      if (auto done = list.add(static_cast<std::uint32_t>(document), static_cast<std::uint32_t>(wdf)); !done) {
        return done;
      }
    }
    return {};
  }

 private:
  Result<void> fill() {
    const auto size = std::min<std::uint64_t>(buffer_.size(), end_ - next_);
    if (size == 0) return damaged("a temporary file has lost its end");
    if (auto done = file_->read(next_, {buffer_.data(), static_cast<std::size_t>(size)}); !done) return done;
    next_ += size;
    at_ = 0;
    filled_ = static_cast<std::size_t>(size);
    return {};
  }

  Result<void> number(std::uint64_t& value) {
    value = 0;
    for (unsigned shift = 0;; shift += 7) {
      if (at_ == filled_) {
        if (auto done = fill(); !done) return done;
      }
      const auto byte = static_cast<unsigned char>(buffer_[at_++]);
      value |= std::uint64_t{byte & 0x7FU} << shift;
      if (byte < 0x80) return {};
    }
  }

  SpoolFile* file_;
  std::uint64_t next_;
  std::uint64_t end_;
  std::string buffer_;
  std::size_t at_ = 0;
  std::size_t filled_ = 0;
  std::string term_;
  std::uint32_t entries_ = 0;
  std::uint64_t occurrences_ = 0;
};

}  // namespace

void ListWriter::begin(std::string_view term, std::uint32_t entries, std::uint64_t occurrences) {
  term_ = term;
  entries_ = entries;
  occurrences_ = occurrences;
  is_first_ = true;
  chunk_.clear();
}

Result<void> ListWriter::add(std::uint32_t document, std::uint32_t number) {
  if (chunk_.size() >= glass::chunk_bytes) {
    if (auto done = write(false); !done) return done;
  }
  if (chunk_.empty()) {
    first_ = document;
  } else {
    glass::pack_uint(chunk_, document - last_ - 1);
  }
  glass::pack_uint(chunk_, number);
  last_ = document;
  return {};
}

Result<void> ListWriter::add_chunk(std::uint32_t first, std::uint32_t last, std::string_view body) {
  if (!chunk_.empty() && chunk_.size() + body.size() > glass::chunk_bytes) {
    if (auto done = write(false); !done) return done;
  }
  if (chunk_.empty()) {
    first_ = first;
  } else {
    glass::pack_uint(chunk_, first - last_ - 1);
  }
  chunk_ += body;
  last_ = last;
  return {};
}

Result<void> ListWriter::write(bool last) {
  std::string tag = is_first_ ? glass::first_chunk_header(entries_, occurrences_, first_) : std::string();
  tag += glass::chunk_header(last, first_, last_);
  tag += chunk_;
  std::string key;
  if (term_.empty()) {
    key = is_first_ ? glass::lengths_key() : glass::lengths_key(first_);
  } else {
    key = is_first_ ? glass::postings_key(term_) : glass::postings_key(term_, first_);
  }
  is_first_ = false;
  chunk_.clear();
  return table_.add(key, tag);
}

Result<void> ListWriter::end() { return chunk_.empty() ? Result<void>{} : write(true); }

std::vector<std::unique_ptr<PostingSource>> read_runs(SpoolFile& file, std::span<const RunExtent> runs,
                                                      std::size_t memory) {
  std::vector<std::unique_ptr<PostingSource>> readers;
  if (runs.empty()) return readers;
  const auto buffer = std::clamp(memory / runs.size(), smallest_buffer, largest_buffer);
  readers.reserve(runs.size());
  for (const auto& run : runs) readers.push_back(std::make_unique<RunReader>(file, run, buffer));
  return readers;
}

Result<void> merge_postings(std::span<const std::unique_ptr<PostingSource>> sources, GlassTableWriter& table) {
  // A heap of sources, by their terms and then in order, so that documents come in order.
  const auto behind = [&](std::size_t a, std::size_t b) {
    const int order = sources[a]->term().compare(sources[b]->term());
    return order != 0 ? order > 0 : a > b;
  };
  std::vector<std::size_t> heap;
  const auto push_next_term = [&](std::size_t source) -> Result<void> {
    const auto more = sources[source]->next_term();
    if (!more) return more.error();
    if (!*more) return {};
    heap.push_back(source);
    std::push_heap(heap.begin(), heap.end(), behind);
    return {};
  };
  for (std::size_t source = 0; source < sources.size(); ++source) {
    if (auto done = push_next_term(source); !done) return done;
  }
  ListWriter list(table);
  std::vector<std::size_t> same;
  while (!heap.empty()) {
    same.clear();
    std::uint32_t entries = 0;
    std::uint64_t occurrences = 0;
    do {
      std::pop_heap(heap.begin(), heap.end(), behind);
      same.push_back(heap.back());
      heap.pop_back();
      entries += sources[same.back()]->entries();
      occurrences += sources[same.back()]->occurrences();
    } while (!heap.empty() && sources[heap.front()]->term() == sources[same.front()]->term());
    const auto copied = same.size() == 1 ? sources[same.front()]->copy_to(table) : Result<bool>(false);
    if (!copied) return copied.error();
    if (!*copied) {
      list.begin(sources[same.front()]->term(), entries, occurrences);
      for (const auto source : same) {
        if (auto done = sources[source]->read_into(list); !done) return done;
      }
      if (auto done = list.end(); !done) return done;
    }
    for (const auto source : same) {
      if (auto done = push_next_term(source); !done) return done;
    }
  }
  return {};
}

}  // namespace diwan::store
