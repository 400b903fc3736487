// SPDX-License-Identifier: GPL-2.0-or-later
#include "store/bulk_writer.hpp"

#include <xapian.h>

#include <algorithm>
#include <future>
#include <map>
#include <string>
#include <system_error>
#include <vector>

#include "store/files.hpp"
#include "store/glass_table_writer.hpp"
#include "store/posting_merge.hpp"
#include "store/posting_run.hpp"
#include "store/tag_compressor.hpp"
#include "store/value_streams.hpp"
#include "store/xapian_guard.hpp"

namespace diwan::store {
namespace {

namespace fs = std::filesystem;

constexpr const char* table_names[] = {"postlist.glass", "docdata.glass", "termlist.glass"};
constexpr std::string_view version_name = "iamglass";
// A posting takes 8 bytes while it waits, and 8 more while a run is sorted.
constexpr std::size_t posting_bytes = 8;
// The first run is this small, so that work begins early; later ones grow, so that few are merged.
constexpr std::size_t first_run_postings = std::size_t{1} << 19;

class BulkWriter : public DocumentWriter {
 public:
  BulkWriter(WriterPlace place, const StringPool& words, const BulkLimits& limits, std::string uuid, SpoolFile spool)
      : place_(std::move(place)), limits_(limits), uuid_(std::move(uuid)), spool_(std::move(spool)), run_(words) {}

  std::uint32_t next_document() const override { return statistics_.documents + 1; }

  Result<std::uint32_t> add(NewDocument document) override {
    const auto length = run_.add(document);
    if (!length) return length.error();
    const auto id = ++statistics_.documents;
    count(document, *length);
    if (!document.data.empty()) {
      if (auto done = add_tag(glass::docdata, glass::document_key(id), document.data); !done) return done.error();
    }
    auto slots = values_.add(id, document.values, spool_);
    if (!slots) return std::move(slots).error();
    used_slots_.push_back(*std::move(slots));
    if (run_.postings() >= run_limit()) {
      if (auto done = end_run(); !done) return done.error();
    }
    return id;
  }

  Result<void> remove(std::uint32_t) override {
    return Error{Code::internal, "an index that is built anew takes no article back", {}};
  }

  Result<void> set_metadata(std::string_view key, std::string_view value) override {
    if (key.empty() || glass::metadata_key(key).size() > glass::longest_key) {
      return Error{Code::invalid_argument, "no key of metadata: " + std::string(key), {}};
    }
    metadata_[std::string(key)] = value;
    return {};
  }

  Result<void> finish() override {
    if (run_.documents() != 0) {
      if (auto done = spool_run(); !done) return done;
    }
    auto term_lists = std::async(std::launch::async, [this] { return write_term_lists(); });
    auto postlist = write_postlist();
    if (auto done = term_lists.get(); !done) return done;
    if (!postlist) return postlist;
    std::array<glass::Root, glass::table_count> roots{};
    for (std::size_t table = 0; table < std::size(table_names); ++table) {
      if (!tables_[table]) continue;
      const auto root = tables_[table]->finish();
      if (!root) return root.error();
      roots[table] = *root;
    }
    statistics_.last_document = statistics_.documents;
    if (auto done = write_file(place_.building / version_name, glass::version_file(uuid_, roots, statistics_)); !done) {
      return done;
    }
    if (auto synced = sync_files_of(place_.building); !synced) return synced;
    return rename_entry(place_.building, place_.folder);
  }

 private:
  void count(const NewDocument& document, std::uint32_t length) {
    lengths_.push_back(length);
    statistics_.total_length += length;
    statistics_.longest = std::max(statistics_.longest, length);
    if (length != 0 && (statistics_.shortest == 0 || length < statistics_.shortest)) statistics_.shortest = length;
    for (const auto& term : document.terms) statistics_.highest_wdf = std::max(statistics_.highest_wdf, term.wdf);
    for (const auto& word : document.words) statistics_.highest_wdf = std::max(statistics_.highest_wdf, word.wdf);
  }

  std::size_t run_limit() const {
    const auto most = limits_.memory / posting_bytes;
    return std::min(most, first_run_postings + runs_.size() * (first_run_postings / 8));
  }

  /// The writer of a table, made when it is first needed.
  Result<GlassTableWriter*> table(std::size_t which) {
    auto& writer = tables_[which];
    if (!writer) {
      auto created = GlassTableWriter::create(place_.building / table_names[which]);
      if (!created) return std::move(created).error();
      writer = *std::move(created);
    }
    return &*writer;
  }

  Result<void> add_tag(std::size_t which, const std::string& key, std::string_view tag) {
    const auto writer = table(which);
    if (!writer) return writer.error();
    if (tag.size() > glass::compressed_above[which]) {
      if (const auto compressed = compressor_.compress(tag); !compressed.empty()) {
        return (*writer)->add(key, compressed, true);
      }
    }
    return (*writer)->add(key, tag);
  }

  std::uint32_t first_of_run() const {
    return statistics_.documents - static_cast<std::uint32_t>(run_.documents()) + 1;
  }

  Result<void> end_run() {
    if (run_.documents() == 0) return {};
    if (auto done = spool_run(); !done) return done;
    return write_term_lists();
  }

  Result<void> spool_run() {
    const auto run = run_.spool(spool_, first_of_run());
    if (!run) return run.error();
    runs_.push_back(*run);
    return {};
  }

  /// Needs nothing that writing the table postlist touches.
  Result<void> write_term_lists() {
    const auto first = first_of_run();
    std::string tag;
    for (std::uint32_t i = 0; i < run_.documents(); ++i) {
      run_.term_list(i, tag);
      if (auto done = add_tag(glass::termlist, glass::document_key(first + i), tag); !done) return done;
      if (used_slots_[i].empty()) continue;
      if (auto done = add_tag(glass::termlist, glass::used_slots_key(first + i), used_slots_[i]); !done) return done;
    }
    run_.clear();
    used_slots_.clear();
    return {};
  }

  Result<void> write_postlist() {
    if (metadata_.empty() && lengths_.empty()) return {};
    const auto postlist = table(glass::postlist);
    if (!postlist) return postlist.error();
    for (const auto& [key, value] : metadata_) {
      if (value.empty()) continue;
      if (auto done = (*postlist)->add(glass::metadata_key(key), value); !done) return done;
    }
    if (auto done = values_.write(spool_, **postlist); !done) return done;
    ListWriter lengths(**postlist);
    lengths.begin({}, 0, 0);
    for (std::uint32_t i = 0; i < lengths_.size(); ++i) {
      if (auto done = lengths.add(i + 1, lengths_[i]); !done) return done;
    }
    if (auto done = lengths.end(); !done) return done;
    return merge_postings(spool_, runs_, limits_.memory, **postlist);
  }

  WriterPlace place_;
  BulkLimits limits_;
  std::string uuid_;
  SpoolFile spool_;
  PostingRun run_;
  std::vector<std::string> used_slots_;  // by document of the run
  std::vector<RunExtent> runs_;
  ValueStreams values_;
  std::vector<std::uint32_t> lengths_;
  std::map<std::string, std::string> metadata_;
  glass::Statistics statistics_;
  std::optional<GlassTableWriter> tables_[std::size(table_names)];
  TagCompressor compressor_;
};

}  // namespace

Result<std::unique_ptr<DocumentWriter>> make_bulk_writer(const WriterPlace& place, const StringPool& words,
                                                         const BulkLimits& limits) {
  // An empty database by Xapian itself shows which format it writes. Its files stay: an empty table is an empty file.
  auto made = guarded("create the index", [&] {
    Xapian::WritableDatabase(place.building.string(), Xapian::DB_CREATE | Xapian::DB_NO_SYNC).close();
  });
  if (!made) return std::move(made).error();
  const auto version = read_file(place.building / version_name);
  if (!version) return version.error();
  const auto uuid = glass::uuid_of_known_format(limits.format_seen.value_or(*version));
  if (!uuid) {
    std::error_code failed;
    fs::remove_all(place.building, failed);
    if (failed) return system_error("cannot remove", place.building, failed);
    return std::unique_ptr<DocumentWriter>();
  }
  auto spool = SpoolFile::create(place.building);
  if (!spool) return std::move(spool).error();
  return std::unique_ptr<DocumentWriter>(std::make_unique<BulkWriter>(place, words, limits, *uuid, *std::move(spool)));
}

Result<std::unique_ptr<DocumentWriter>> make_document_writer(const WriterPlace& place,
                                                             const std::filesystem::path& from, const StringPool& words,
                                                             const BulkLimits& limits) {
  if (from.empty()) {
    auto writer = make_bulk_writer(place, words, limits);
    if (!writer || *writer != nullptr) return writer;
  }
  return make_xapian_writer(place, from, words);
}

}  // namespace diwan::store
