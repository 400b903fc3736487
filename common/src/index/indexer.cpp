// SPDX-License-Identifier: GPL-2.0-or-later
#include <diwan/indexer.hpp>

#include <optional>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "index/ledger_of.hpp"
#include "index/published_articles.hpp"
#include "index/run_ledger.hpp"
#include "index/segmenter.hpp"
#include "index/term_counter.hpp"
#include "index/waiting_versions.hpp"
#include "store/damage.hpp"
#include "store/index_folder.hpp"
#include "store/made_folders.hpp"
#include "store/schema.hpp"
#include "store/state_builder.hpp"
#include "store/state_reader.hpp"
#include "store/work_plan.hpp"
#include "store/work_thread.hpp"

namespace diwan {
namespace {

constexpr std::size_t most_articles_waiting = 256;
constexpr std::uint64_t smallest_share_that_stays = 10;  // a tenth of a source

/// What one article changes.
struct Change {
  std::uint32_t replaced = 0;                       ///< the document that goes; 0: none
  std::shared_ptr<index::SegmentedArticle> coming;  ///< null: none
  std::string identity;                             ///< the term of the one that comes
};

}  // namespace

struct Indexer::Impl {
  store::IndexFolder folder;
  store::MadeFolders made;                  // goes after the lock has gone, with which it is removed
  std::optional<store::WriteLock> lock;     // none in a dry run
  std::optional<store::Shard> current;      // the published state, or none yet
  std::optional<store::StateBuilder> next;  // begun with the first change
  index::TermCounter terms;                 // of the texts of `next`
  store::WorkPlan plan;
  index::Segmenter segmenter;
  std::optional<store::WorkThread<Change>> work;
  index::RunLedger ledger;
  std::string ledger_checksum;  // of the one in the index
  index::Ledger before;         // the ledger of an index that is built anew
  bool full = false;            // nothing of the published state is used
  bool by_id = false, takes_stored = false;
  index::WaitingVersions waiting;  // of sources by id
  std::uint64_t size = 0;

  Impl(store::IndexFolder where, store::MadeFolders made_for_it, std::optional<store::WriteLock> held,
       const IndexerOptions& options)
      : folder(std::move(where)),
        made(std::move(made_for_it)),
        lock(std::move(held)),
        plan(store::WorkPlan::of(options.memory)),
        segmenter(options.jobs),
        by_id(options.by_id) {}
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
      auto started = store::StateBuilder::start(
          folder, current ? &*current : nullptr,
          full ? store::StateBuilder::From::nothing : store::StateBuilder::From::current, plan, &segmenter.turns());
      if (!started) return std::move(started).error();
      next = *std::move(started);
      terms = {};
      work.emplace([this](Change& change) { return make(change); }, most_articles_waiting, plan.queue,
                   &segmenter.turns());
    }
    return &*next;
  }

  /// What the published state has for an identity.
  Result<index::PublishedArticle> published(const std::string& identity_term) const {
    if (!current || full) return index::PublishedArticle{};
    return index::find_published(current->database, identity_term);
  }

  /// Hands a change over to the thread that makes it.
  Result<void> push(Change change) {
    if (!lock) return {};
    const auto building = builder();
    if (!building) return building.error();
    const auto bytes = change.coming ? change.coming->bytes() : 0;
    return work->push(std::move(change), bytes);
  }

  /// Removes the article of an identity; whether the index had it.
  Result<bool> remove(const std::string& identity_term) {
    const auto there = published(identity_term);
    if (!there) return there.error();
    if (there->document == 0) return false;
    if (auto pushed = push({there->document, {}, {}}); !pushed) return std::move(pushed).error();
    --size;
    return true;
  }

  /// Identities of the documents that have a term.
  Result<std::vector<Identity>> identities(const std::string& term) const {
    return current ? index::identities_with(current->database, term) : std::vector<Identity>();
  }

  std::string term_of(const Identity& identity) const { return store::identity_term(ledger.key_of(identity)); }

  /// Takes a version of an article of a source by id: it waits, for a later one of this run may replace it.
  Result<Outcome> take_version(const Article& article) {
    const auto hash = index::hash_of(ledger.key_of(article.identity));
    const auto there = published(index::term_of(hash));
    if (!there) return there.error();
    std::optional<index::VersionRank> in_index;
    if (there->document != 0) {
      auto rank = index::rank_of(current->database, there->document);
      if (!rank) return std::move(rank).error();
      in_index = *std::move(rank);
    }
    index::WaitingVersions::Version version{{article.date, article.identity.path}, there->document};
    version.is_demotion = in_index && version.rank < *in_index;
    const auto standing = waiting.rank(hash);
    if (standing) {
      if (version.rank < *standing) return Outcome::superseded;
    } else if (version.is_demotion) {
      // What a file said before it changed is no version any more.
      if (in_index->path != article.identity.path || !ledger.reads_anew(article.identity)) return Outcome::superseded;
    }
    const bool unchanged =
        in_index && in_index->path == article.identity.path && there->content_hash == store::content_hash(article);
    const auto put =
        waiting.put(hash, version, unchanged || !lock ? nullptr : &article, [&]() -> Result<std::filesystem::path> {
          const auto building = builder();
          if (!building) return building.error();
          return (*building)->scratch();
        });
    if (!put) return put.error();
    if (unchanged) return Outcome::unchanged;
    if (standing || in_index) return Outcome::replaced;
    ++size;
    return Outcome::added;
  }

  /// Hands over the versions that stand now.
  Result<void> push_waiting() {
    ledger.look_again(waiting.demoted());
    return waiting.take_all([&](std::uint32_t replaced, const Article& article) {
      return push({replaced, segmenter.begin(article), term_of(article.identity)});
    });
  }

  /// Reads the ledger of the state. Where the index is built anew, it is of use but not needed.
  Result<void> load_ledger(const std::string& state, const IndexerOptions& options) {
    auto bytes = store::read_file(folder.ledger(state));
    auto parsed = bytes ? index::parse_ledger(*bytes) : std::nullopt;
    if (!parsed && !full) {
      if (!bytes && bytes.error().code != Code::not_found) return std::move(bytes).error();
      return store::damaged("the ledger " + folder.ledger(state).string() + (bytes ? " is damaged" : " is not there"));
    }
    if (!parsed) parsed.emplace();
    if (full) {
      index::Ledger fresh;
      fresh.forgotten_ids = parsed->forgotten_ids;
      fresh.forgotten_sources = parsed->forgotten_sources;
      before = std::exchange(*parsed, std::move(fresh));
    } else {
      ledger_checksum = index::checksum(*parsed);
    }
    ledger = index::RunLedger(*std::move(parsed), options.reading, options.retry);
    return {};
  }

  Result<void> load(const IndexerOptions& options) {
    full = options.full;
    ledger = index::RunLedger({}, options.reading, options.retry);
    if (folder.never_had_a_state()) {
      full = false;
      return {};
    }
    auto shard = store::open_shard(folder.path());
    if (!shard && !full) {
      auto error = std::move(shard).error();
      if (error.code == Code::not_an_index) error.hint = store::free_folder_remedy;
      return error;
    }
    if (shard) current = *std::move(shard);
    if (!full) size = current->database.get_doccount();
    const auto state = folder.current_state();
    return state ? load_ledger(*state, options) : Result<void>{state.error()};
  }

  /// Only the working thread is in here and in what it uses of `next`, until it has ended.
  Result<void> make(Change& change) {
    if (change.replaced != 0) {
      if (auto removed = next->remove(change.replaced); !removed) return removed;
    }
    if (!change.coming) return {};
    const auto& segmented = segmenter.wait(*change.coming);
    const auto& article = segmented.article;
    auto& texts = next->texts();
    const auto language = analysis::language_class(article.language());
    const auto title = texts.encode(article.title, segmented.title, language);
    if (!title) return title.error();
    const auto text = texts.encode(article.text, segmented.text, language);
    if (!text) return text.error();
    terms.add(*title, store::title_weight);
    terms.add(*text, 1);
    return next->add(article, std::move(change.identity), *title, *text, terms.take(texts));
  }
};

Result<Indexer> Indexer::open(const std::filesystem::path& index, const IndexerOptions& options) {
  const store::IndexFolder folder(index);
  if (auto ours = folder.check_ours_or_free(); !ours) return std::move(ours).error();
  if (options.dry_run) {
    auto dry = std::make_unique<Impl>(folder, store::MadeFolders(), std::nullopt, options);
    if (auto loaded = dry->load(options); !loaded) return std::move(loaded).error();
    return Indexer(std::move(dry));
  }
  auto made = store::MadeFolders::make(index);
  if (!made) return std::move(made).error();
  auto lock = store::WriteLock::take(folder, options.wait);
  if (!lock && lock.error().code == Code::not_found) {
    // The run that was waited for has failed, and has taken away the folder that it had made.
    if (made = store::MadeFolders::make(index); !made) return std::move(made).error();
    lock = store::WriteLock::take(folder, options.wait);
  }
  if (!lock) return std::move(lock).error();
  auto impl = std::make_unique<Impl>(folder, *std::move(made), *std::move(lock), options);
  if (auto loaded = impl->load(options); !loaded) return std::move(loaded).error();
  return Indexer(std::move(impl));
}

Indexer::Indexer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Indexer::Indexer(Indexer&&) noexcept = default;
Indexer& Indexer::operator=(Indexer&&) noexcept = default;
Indexer::~Indexer() = default;

Result<void> Indexer::begin_source(const std::string& name) {
  return impl_->takes_stored ? Result<void>{} : impl_->ledger.keep_by_id(name, impl_->by_id);
}

Result<Indexer::Outcome> Indexer::add(const Article& article) {
  if (auto kept = begin_source(article.identity.source); !kept) return std::move(kept).error();
  if (impl_->ledger.is_forgotten(article.identity)) return Outcome::forgotten;
  const bool is_new = impl_->ledger.give(article.identity);
  if (impl_->by_id && !impl_->takes_stored) return impl_->take_version(article);
  if (!is_new) return Outcome::duplicate;
  const auto identity = impl_->term_of(article.identity);
  const auto there = impl_->published(identity);
  if (!there) return there.error();
  const bool known = there->document != 0;
  if (known && there->content_hash == store::content_hash(article)) return Outcome::unchanged;
  Change change{there->document, impl_->lock ? impl_->segmenter.begin(article) : nullptr, identity};
  if (auto pushed = impl_->push(std::move(change)); !pushed) return std::move(pushed).error();
  if (!known) ++impl_->size;
  return known ? Outcome::replaced : Outcome::added;
}

Indexer::File Indexer::begin_file(const std::string& source, const std::string& path, const FileStamp& stamp,
                                  const std::function<std::string()>& content_hash) {
  auto begun = impl_->ledger.begin(source, path, stamp, content_hash);
  return {begun.read, begun.articles, begun.failures, std::move(begun.skipped)};
}

bool Indexer::begin_record(std::uint64_t hash) { return impl_->ledger.begin_record(hash); }
void Indexer::skip(const std::string& type) { impl_->ledger.skip(type); }

void Indexer::end_file(const FileStamp& stamp, const std::string& content_hash) {
  impl_->ledger.end(stamp, content_hash);
}

bool Indexer::refuse(const Refusal& refusal) { return impl_->ledger.refuse(refusal); }
std::vector<Indexer::UnknownRefusals> Indexer::take_unknown_refusals() { return impl_->ledger.take_news(); }

void Indexer::end_source(const std::string& name) { impl_->ledger.cover(name); }

Result<std::vector<Vanished>> Indexer::remove_vanished(bool all) {
  std::vector<Vanished> vanished;
  const auto may_go = [&](std::uint64_t gone, std::uint64_t of) {
    return all || gone * smallest_share_that_stays < of;
  };
  for (const auto& [source, files] : impl_->before.sources) {
    const auto& ledger = impl_->ledger.ledger();
    // Articles that were told apart otherwise can only be compared by what the files gave.
    const bool by_id = impl_->before.by_id.contains(source) && ledger.by_id.contains(source);
    const auto count = by_id ? index::distinct_articles_of : index::articles_of;
    const auto had = count(files);
    const auto now = ledger.sources.find(source);
    const auto has = now == ledger.sources.end() ? 0 : count(now->second);
    if (has < had) vanished.push_back({source, had - has, had, may_go(had - has, had)});
  }
  for (const auto& gone : impl_->ledger.vanished()) {
    vanished.push_back({gone.source, gone.articles.size(), gone.of, may_go(gone.articles.size(), gone.of)});
    if (!vanished.back().removed) continue;
    for (const auto& hash : gone.articles) {
      if (const auto removed = impl_->remove(index::term_of(hash)); !removed) return removed.error();
    }
    impl_->ledger.drop_vanished(gone.source);
  }
  return vanished;
}

Result<std::uint64_t> Indexer::forget(const std::string& id) {
  const auto found = impl_->identities(store::make_term(store::prefix::id, id));
  if (!found) return found.error();
  std::uint64_t count = 0;
  for (const auto& identity : *found) {
    if (identity.id != id) continue;  // long ones share a term with hardly any other, but they may
    const auto removed = impl_->remove(impl_->term_of(identity));
    if (!removed) return removed.error();
    impl_->ledger.drop(identity);
    count += *removed ? 1 : 0;
  }
  impl_->ledger.forget_id(id);
  return count;
}

Result<std::uint64_t> Indexer::forget_source(const std::string& name) {
  const auto found = impl_->identities(store::make_term(store::prefix::source, name));
  if (!found) return found.error();
  std::uint64_t count = 0;
  for (const auto& identity : *found) {
    if (identity.source != name) continue;
    const auto removed = impl_->remove(impl_->term_of(identity));
    if (!removed) return removed.error();
    count += *removed ? 1 : 0;
  }
  impl_->ledger.forget_source(name);
  return count;
}

bool Indexer::restore(const std::string& id) { return impl_->ledger.restore_id(id); }
bool Indexer::restore_source(const std::string& name) { return impl_->ledger.restore_source(name); }

bool Indexer::is_forgotten_source(const std::string& name) const {
  return impl_->ledger.ledger().forgotten_sources.contains(name);
}

std::vector<Refusal> Indexer::failures() const { return impl_->ledger.failures(); }

Result<void> Indexer::publish() {
  if (!impl_->lock) return {};
  if (auto pushed = impl_->push_waiting(); !pushed) return pushed;
  const auto& ledger = impl_->ledger.settled();
  const auto write_ledger = [&](const std::function<void(std::string_view)>& take) { index::write(ledger, take); };
  auto checksum = index::checksum(ledger);
  // A first run that found nothing makes an empty index: it can be searched, and the next run adds to it.
  if (!impl_->next && impl_->current && !impl_->full) {
    if (checksum == impl_->ledger_checksum) return {};
    auto renewed = impl_->folder.renew_ledger(impl_->current->state, write_ledger);
    if (renewed) impl_->ledger_checksum = std::move(checksum);
    return renewed;
  }
  const auto building = impl_->builder();
  if (!building) return building.error();
  if (impl_->work) {
    if (auto made = impl_->work->finish(); !made) return made;
    impl_->work.reset();
  }
  if (auto published = (*building)->publish(write_ledger); !published) return published;
  impl_->ledger_checksum = std::move(checksum);
  impl_->full = false;
  impl_->next.reset();
  auto shard = store::open_shard(impl_->folder.path());
  if (!shard) return std::move(shard).error();
  impl_->current = *std::move(shard);
  return {};
}

std::uint64_t Indexer::size() const { return impl_->size; }

index::RunLedger& LedgerOf::run(Indexer& indexer) { return indexer.impl_->ledger; }
void LedgerOf::takes_stored(Indexer& indexer) { indexer.impl_->takes_stored = true; }

}  // namespace diwan
