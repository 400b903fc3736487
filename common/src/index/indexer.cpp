// SPDX-License-Identifier: GPL-2.0-or-later
#include <diwan/indexer.hpp>

#include <optional>
#include <string>
#include <system_error>
#include <unordered_set>
#include <utility>
#include <vector>

#include "index/term_counter.hpp"
#include "store/index_folder.hpp"
#include "store/made_folders.hpp"
#include "store/schema.hpp"
#include "store/state_builder.hpp"
#include "store/state_reader.hpp"
#include "store/work_thread.hpp"
#include "store/xapian_guard.hpp"

namespace diwan {
namespace {

constexpr std::size_t most_articles_waiting = 256;
constexpr std::size_t most_bytes_waiting = std::size_t{8} << 20;

/// What one article changes. A plain value.
struct Change {
  std::uint32_t replaced = 0;  ///< the document that goes; 0: none
  Article article;
  std::vector<analysis::Segment> title_segments;
  std::vector<analysis::Segment> text_segments;
};

}  // namespace

struct Indexer::Impl {
  store::IndexFolder folder;
  store::MadeFolders made;  // goes after the lock has gone, with which it is removed
  store::WriteLock lock;
  std::optional<store::Shard> current;      // the published state, or none yet
  std::optional<store::StateBuilder> next;  // begun with the first change
  index::TermCounter terms;                 // of the texts of `next`
  std::optional<store::WorkThread<Change>> work;
  std::unordered_set<std::string> seen;  // identity terms of this run
  std::uint64_t size = 0;

  Impl(store::IndexFolder where, store::MadeFolders made_for_it, store::WriteLock held)
      : folder(std::move(where)), made(std::move(made_for_it)), lock(std::move(held)) {}
  ~Impl() {
    work.reset();
    next.reset();
    // A first run that failed leaves nothing of what it made.
    if (!made.any()) return;
    if (folder.never_had_a_state()) {
      folder.remove_lock();
    } else {
      made.keep();
    }
  }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  Result<store::StateBuilder*> builder() {
    if (!next) {
      auto started = store::StateBuilder::start(folder, current ? &*current : nullptr);
      if (!started) return std::move(started).error();
      next = *std::move(started);
      terms = {};
      work.emplace([this](Change& change) { return make(change); }, most_articles_waiting, most_bytes_waiting);
    }
    return &*next;
  }

  /// The document that the published state has for an identity, with its content hash; id 0 where it has none.
  struct Stored {
    std::uint32_t document = 0;
    std::string content_hash;
  };
  Result<Stored> stored(const std::string& identity_term) const {
    if (!current) return Stored{};
    return store::guarded("look an article up", [&]() -> Stored {
      const auto& database = current->database;
      const auto found = database.postlist_begin(identity_term);
      if (found == database.postlist_end(identity_term)) return {};
      return {*found, database.get_document(*found).get_value(store::slot::content_hash)};
    });
  }

  /// Hands a change over to the thread that makes it.
  Result<void> push(Change change) {
    const auto building = builder();
    if (!building) return building.error();
    const auto bytes = change.article.title.size() + change.article.text.size() +
                       (change.title_segments.size() + change.text_segments.size()) * sizeof(analysis::Segment);
    return work->push(std::move(change), bytes);
  }

  /// Only the working thread is in here and in what it uses of `next`, until it has ended.
  Result<void> make(Change& change) {
    if (change.replaced != 0) {
      if (auto removed = next->remove(change.replaced); !removed) return removed;
    }
    const auto& article = change.article;
    auto& texts = next->texts();
    const auto language = analysis::language_class(article.language());
    const auto title = texts.encode(article.title, change.title_segments, language);
    if (!title) return title.error();
    const auto text = texts.encode(article.text, change.text_segments, language);
    if (!text) return text.error();
    terms.add(*title, store::title_weight);
    terms.add(*text, 1);
    return next->add(article, *title, *text, terms.take(texts));
  }
};

Result<Indexer> Indexer::open(const std::filesystem::path& index, const IndexerOptions& options) {
  const store::IndexFolder folder(index);
  if (auto ours = folder.check_ours_or_free(); !ours) return std::move(ours).error();
  auto made = store::MadeFolders::make(index);
  if (!made) return std::move(made).error();
  auto lock = store::WriteLock::take(folder, options.wait);
  if (!lock && lock.error().code == Code::not_found) {
    // The run that was waited for has failed, and has taken away the folder that it had made.
    if (made = store::MadeFolders::make(index); !made) return std::move(made).error();
    lock = store::WriteLock::take(folder, options.wait);
  }
  if (!lock) return std::move(lock).error();
  auto impl = std::make_unique<Impl>(folder, *std::move(made), *std::move(lock));
  if (!folder.never_had_a_state()) {
    auto shard = store::open_shard(index);
    if (!shard) {
      auto error = std::move(shard).error();
      if (error.code == Code::not_an_index) error.hint = store::free_folder_remedy;
      return error;
    }
    impl->current = *std::move(shard);
    impl->size = impl->current->database.get_doccount();
  }
  return Indexer(std::move(impl));
}

Indexer::Indexer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Indexer::Indexer(Indexer&&) noexcept = default;
Indexer& Indexer::operator=(Indexer&&) noexcept = default;
Indexer::~Indexer() = default;

Result<Indexer::Outcome> Indexer::add(const Article& article) {
  const auto identity = store::identity_term(article.identity);
  if (!impl_->seen.insert(identity).second) return Outcome::duplicate;
  const auto stored = impl_->stored(identity);
  if (!stored) return stored.error();
  const bool known = stored->document != 0;
  if (known && stored->content_hash == store::content_hash(article)) return Outcome::unchanged;
  if (auto pushed =
          impl_->push({stored->document, article, analysis::segments(article.title), analysis::segments(article.text)});
      !pushed)
    return std::move(pushed).error();
  if (!known) ++impl_->size;
  return known ? Outcome::replaced : Outcome::added;
}

Result<void> Indexer::publish() {
  // A first run that found nothing makes an empty index: it can be searched, and the next run adds to it.
  if (!impl_->next && impl_->current) return {};
  const auto building = impl_->builder();
  if (!building) return building.error();
  if (impl_->work) {
    if (auto made = impl_->work->finish(); !made) return made;
    impl_->work.reset();
  }
  if (auto published = (*building)->publish(); !published) return published;
  impl_->next.reset();
  auto shard = store::open_shard(impl_->folder.path());
  if (!shard) return std::move(shard).error();
  impl_->current = *std::move(shard);
  return {};
}

std::uint64_t Indexer::size() const { return impl_->size; }

}  // namespace diwan
