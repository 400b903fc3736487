// SPDX-License-Identifier: GPL-2.0-or-later
#include "store/bulk_writer.hpp"

#include <xapian.h>

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <system_error>
#include <vector>

#include "store/files.hpp"
#include "store/glass_table_writer.hpp"
#include "store/old_state.hpp"
#include "store/posting_merge.hpp"
#include "store/posting_run.hpp"
#include "store/room.hpp"
#include "store/side_work.hpp"
#include "store/tag_compressor.hpp"
#include "store/value_streams.hpp"
#include "store/xapian_guard.hpp"

namespace diwan::store {
namespace {

namespace fs = std::filesystem;

// A posting takes 8 bytes while it waits, and 8 more while a run is sorted.
constexpr std::size_t posting_bytes = 8;
// A document's number, as a step, and its length, in the list of lengths.
constexpr std::size_t least_length_bytes = 2;
// What a term takes beside its name in a table, and in front of its postings: an item of a block, and counts.
constexpr std::size_t head_bytes = 10;
// One part in so many that the terms may be overestimated by.
constexpr std::uint64_t sampling_error = 20;
// The first run is this small, so that work begins early; later ones grow, so that few are merged.
constexpr std::size_t first_run_postings = std::size_t{1} << 19;

class BulkWriter : public DocumentWriter {
 public:
  BulkWriter(WriterPlace place, std::shared_ptr<const StringPool> words, const BulkOptions& options, std::string uuid,
             SpoolFile spool, SpoolFile data, std::optional<OldState> old)
      : place_(std::move(place)),
        options_(options),
        spool_(std::move(spool)),
        data_(std::move(data)),
        run_(std::move(words), options.term_lists),
        old_(std::move(old)) {
    version_.uuid = std::move(uuid);
    if (!old_) return;
    next_ = old_->statistics().last_document + 1;
    version_.statistics.highest_wdf = old_->statistics().highest_wdf;
  }

  std::uint32_t next_document() const override { return next_; }

  Result<std::uint32_t> add(NewDocument document) override {
    const auto length = run_.add(document);
    if (!length) return length.error();
    const auto id = next_++;
    lengths_.push_back(*length);
    note_wdfs(document);
    if (!document.data.empty()) {
      if (auto done = add_data(id, document.data); !done) return done.error();
    }
    auto slots = values_.add(id, document.values, spool_);
    if (!slots) return std::move(slots).error();
    if (options_.term_lists) used_slots_.push_back(*std::move(slots));
    if (run_.postings() >= run_limit()) {
      if (auto done = end_run(); !done) return done.error();
    }
    return id;
  }

  Result<void> remove(std::uint32_t document) override {
    if (old_ && old_->remove(document)) return {};
    return Error{Code::internal, "article " + std::to_string(document) + " is not there to be removed", {}};
  }

  Result<void> set_metadata(std::string_view key, std::string_view value) override {
    if (key.empty() || glass::metadata_key(key).size() > glass::longest_key) {
      return Error{Code::invalid_argument, "no key of metadata: " + std::string(key), {}};
    }
    metadata_[std::string(key)] = value;
    return {};
  }

  Result<void> renew_words(std::shared_ptr<const StringPool> words) override {
    if (run_.documents() != 0) {
      if (auto done = end_run(); !done) return done;
    }
    run_.renew_words(std::move(words));
    return {};
  }

  Result<void> end_documents() override {
    if (has_ended_) return {};
    has_ended_ = true;
    return run_.documents() != 0 ? spool_run() : Result<void>{};
  }

  Result<void> finish() override {
    if (auto done = end_documents(); !done) return done;
    if (auto room = check_room_to_come(); !room) return room;
    // Tables that nothing of the others touches, once the last run has been sorted.
    SideWork others(options_.turns, [this]() -> Result<void> {
      if (auto done = write_term_lists(); !done) return done;
      return write_old_data();
    });
    auto written = write_postlist();
    if (auto done = others.finish(); !done) return done;
    if (!written) return written;
    for (std::size_t table = 0; table < tables_.size(); ++table) {
      if (!tables_[table]) continue;
      const auto root = tables_[table]->finish();
      if (!root) return root.error();
      version_.roots[table] = *root;
    }
    version_.statistics.last_document = next_ - 1;
    // The last file that comes into the folder, which is synced with it.
    if (auto done = write_file(place_.building / glass::version_name, to_bytes(version_)); !done) return done;
    return rename_entry(place_.building, place_.folder);
  }

 private:
  /// Data of a new document, which stands behind that of the old ones.
  struct WaitingData {
    std::uint32_t document = 0;
    bool compressed = false;
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
  };

  void note_wdfs(const NewDocument& document) {
    auto& highest = version_.statistics.highest_wdf;
    for (const auto& term : document.terms) highest = std::max(highest, term.wdf);
    for (const auto& word : document.words) highest = std::max(highest, word.wdf);
  }

  std::size_t run_limit() const {
    const auto most = options_.memory / posting_bytes;
    return std::min(most, first_run_postings + runs_.size() * (first_run_postings / 8));
  }

  /// The writer of a table, made when it is first needed.
  Result<GlassTableWriter*> table(std::size_t which) {
    auto& writer = tables_[which];
    if (!writer) {
      auto created = GlassTableWriter::create(place_.building / glass::table_names[which]);
      if (!created) return std::move(created).error();
      writer = *std::move(created);
    }
    return &*writer;
  }

  Result<void> add_tag(std::size_t which, std::string_view key, std::string_view tag, bool compressed) {
    const auto writer = table(which);
    return writer ? (*writer)->add(key, tag, compressed) : Result<void>{writer.error()};
  }

  /// The tag as it goes into a table, compressed where that pays; valid until the next call.
  std::pair<std::string_view, bool> packed(std::size_t which, std::string_view tag) {
    if (tag.size() > glass::compressed_above[which]) {
      if (const auto compressed = compressor_.compress(tag); !compressed.empty()) return {compressed, true};
    }
    return {tag, false};
  }

  Result<void> add_data(std::uint32_t id, std::string_view data) {
    const auto [tag, compressed] = packed(glass::docdata, data);
    if (!old_) return add_tag(glass::docdata, glass::document_key(id), tag, compressed);
    waiting_data_.push_back({id, compressed, data_.size(), tag.size()});
    return data_.append(tag);
  }

  /// Document data of the old state, and what waits behind it.
  Result<void> write_old_data() {
    if (!old_) return {};
    auto done = old_->read_data([this](std::string_view key, std::string_view tag, bool compressed) {
      return add_tag(glass::docdata, key, tag, compressed);
    });
    if (!done) return done;
    std::string tag;
    for (const auto& data : waiting_data_) {
      tag.resize(data.size);
      if (auto read = data_.read(data.offset, tag); !read) return read;
      if (auto added = add_tag(glass::docdata, glass::document_key(data.document), tag, data.compressed); !added) {
        return added;
      }
    }
    return {};
  }

  std::uint32_t first_of_run() const { return next_ - static_cast<std::uint32_t>(run_.documents()); }

  Result<void> end_run() {
    if (auto done = spool_run(); !done) return done;
    if (auto room = check_room_to_come(); !room) return room;  // what waits only grows: better now than at the end
    return write_term_lists();
  }

  Result<void> spool_run() {
    const auto run = run_.spool(spool_, first_of_run(), terms_);
    if (!run) return run.error();
    runs_.push_back(*run);
    return {};
  }

  Result<void> check_room_to_come() const { return check_room(place_.folder.parent_path(), bytes_to_come()); }

  /// What the tables will take, at least, beside what stands on the disk already: all that waits in the spool files,
  /// with each term named once, and what stays of the old tables, which are taken to have the new terms too.
  /// docs/decisions/bulk-writer.md has how near that comes.
  std::uint64_t bytes_to_come() const {
    auto bytes = spool_.size() + data_.size() + lengths_.size() * least_length_bytes;
    for (const auto& run : runs_) bytes -= run.heads;
    if (old_) return bytes + old_->bytes_that_stay();
    const auto heads = terms_.bytes() + terms_.names() * head_bytes;
    return bytes + heads - heads / sampling_error;
  }

  /// Those of the run, which ends with it. Needs nothing that writing the table postlist touches.
  Result<void> write_term_lists() {
    std::string list;
    for (std::uint32_t i = 0; i < used_slots_.size(); ++i) {
      const auto id = first_of_run() + i;
      run_.term_list(i, list);
      const auto [tag, compressed] = packed(glass::termlist, list);
      if (auto done = add_tag(glass::termlist, glass::document_key(id), tag, compressed); !done) return done;
      if (used_slots_[i].empty()) continue;
      if (auto done = add_tag(glass::termlist, glass::used_slots_key(id), used_slots_[i], false); !done) return done;
    }
    run_.clear();
    used_slots_.clear();
    return {};
  }

  Result<void> write_postlist() {
    ValueStreams values;
    if (old_) {
      auto metadata = old_->read_metadata();
      if (!metadata) return std::move(metadata).error();
      metadata_.merge(*metadata);
      auto old_values = old_->read_values(spool_);
      if (!old_values) return std::move(old_values).error();
      values = *std::move(old_values);
    }
    if (auto done = values.append(std::move(values_), spool_); !done) return done;
    if (metadata_.empty() && lengths_.empty() && !old_) return {};
    const auto postlist = table(glass::postlist);
    if (!postlist) return postlist.error();
    for (const auto& [key, value] : metadata_) {
      if (value.empty()) continue;
      if (auto done = (*postlist)->add(glass::metadata_key(key), value); !done) return done;
    }
    if (auto done = values.write(spool_, **postlist); !done) return done;
    if (auto done = write_lengths(**postlist); !done) return done;
    auto sources = read_runs(spool_, runs_, options_.memory);
    if (old_) sources.insert(sources.begin(), old_->read_postings(options_.turns));
    return merge_postings(sources, **postlist);
  }

  Result<void> write_lengths(GlassTableWriter& postlist) {
    auto& statistics = version_.statistics;
    ListWriter list(postlist);
    list.begin({}, 0, 0);
    const auto add = [&](std::uint32_t document, std::uint32_t length) {
      ++statistics.documents;
      statistics.total_length += length;
      statistics.longest = std::max(statistics.longest, length);
      if (length != 0 && (statistics.shortest == 0 || length < statistics.shortest)) statistics.shortest = length;
      return list.add(document, length);
    };
    if (old_) {
      if (auto done = old_->read_lengths(add); !done) return done;
    }
    const auto first = next_ - static_cast<std::uint32_t>(lengths_.size());
    for (std::uint32_t i = 0; i < lengths_.size(); ++i) {
      if (auto done = add(first + i, lengths_[i]); !done) return done;
    }
    statistics.longest = std::max(statistics.longest, statistics.highest_wdf);  // its bound must not lie below
    return list.end();
  }

  WriterPlace place_;
  BulkOptions options_;
  SpoolFile spool_;
  SpoolFile data_;  // of new documents, while old ones go before them
  PostingRun run_;
  bool has_ended_ = false;  // all documents are here; the last run is in the spool file
  std::optional<OldState> old_;
  std::uint32_t next_ = 1;
  std::vector<std::string> used_slots_;  // by document of the run, where it gets term lists
  std::vector<RunExtent> runs_;
  DistinctSample terms_;  // of the runs
  ValueStreams values_;
  std::vector<std::uint32_t> lengths_;  // of the new documents
  std::vector<WaitingData> waiting_data_;
  std::map<std::string, std::string> metadata_;
  glass::Version version_;
  std::array<std::optional<GlassTableWriter>, glass::table_names.size()> tables_;
  TagCompressor compressor_;
};

/// The uuid of a database that Xapian has just made in the folder, or nothing where its format is another. What it has
/// made stays, but for an empty table of term lists where there will be none: Xapian tells by the file.
Result<std::optional<std::string>> probe(const fs::path& folder, const BulkOptions& options) {
  auto made = guarded("create the index", [&] {
    Xapian::WritableDatabase(folder.string(), Xapian::DB_CREATE | Xapian::DB_NO_SYNC).close();
  });
  if (!made) return std::move(made).error();
  const auto version = read_file(folder / glass::version_name);
  if (!version) return version.error();
  auto uuid = glass::uuid_of_known_format(options.format_seen.value_or(*version));
  std::error_code failed;
  if (!uuid) {
    fs::remove_all(folder, failed);
  } else if (!options.term_lists) {
    fs::remove(folder / glass::table_names[glass::termlist], failed);
  }
  if (failed) return system_error("cannot remove", folder, failed);
  if (uuid) {
    // Some of what Xapian has made stays as it is, an empty lock file for one: it need not be synced at the end.
    if (auto synced = sync_files_of(folder); !synced) return std::move(synced).error();
  }
  return uuid;
}

}  // namespace

Result<std::unique_ptr<DocumentWriter>> make_bulk_writer(const WriterPlace& place, const fs::path& from,
                                                         std::shared_ptr<const StringPool> words,
                                                         const BulkOptions& options) {
  std::optional<OldState> old;
  if (!from.empty()) {
    auto opened = OldState::open(from);
    if (!opened) return std::move(opened).error();
    old = *std::move(opened);
    if (!old || options.term_lists) return std::unique_ptr<DocumentWriter>();
  }
  auto uuid = probe(place.building, options);
  if (!uuid) return std::move(uuid).error();
  if (!*uuid) return std::unique_ptr<DocumentWriter>();
  auto spool = SpoolFile::create(place.building);
  if (!spool) return std::move(spool).error();
  auto data = SpoolFile::create(place.building);
  if (!data) return std::move(data).error();
  return std::unique_ptr<DocumentWriter>(std::make_unique<BulkWriter>(
      place, std::move(words), options, **std::move(uuid), *std::move(spool), *std::move(data), std::move(old)));
}

Result<std::unique_ptr<DocumentWriter>> make_document_writer(const WriterPlace& place, const fs::path& from,
                                                             std::shared_ptr<const StringPool> words,
                                                             const BulkOptions& options) {
  auto writer = make_bulk_writer(place, from, words, options);
  if (!writer || *writer != nullptr) return writer;
  return make_xapian_writer(place, from, std::move(words));
}

}  // namespace diwan::store
