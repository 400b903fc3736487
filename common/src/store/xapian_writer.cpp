// SPDX-License-Identifier: GPL-2.0-or-later
#include <xapian.h>

#include "store/document_writer.hpp"
#include "store/files.hpp"
#include "store/room.hpp"
#include "store/xapian_guard.hpp"

namespace diwan::store {
namespace {

namespace fs = std::filesystem;

// Terms held in memory before they are written out; about 100 bytes each.
constexpr std::size_t terms_in_memory = 2'000'000;

class XapianWriter : public DocumentWriter {
 public:
  XapianWriter(WriterPlace place, bool compacts, std::shared_ptr<const StringPool> words,
               Xapian::WritableDatabase database)
      : place_(std::move(place)),
        compacts_(compacts),
        words_(std::move(words)),
        database_(std::move(database)),
        next_(database_.get_lastdocid() + 1) {}

  std::uint32_t next_document() const override { return next_; }

  Result<std::uint32_t> add(NewDocument source) override {
    return guarded("add an article", [&] {
      Xapian::Document document;
      document.set_data(source.data);
      for (const auto& term : source.terms) document.add_term(term.name, term.wdf);
      for (const auto& word : source.words) document.add_term(std::string((*words_)[word.term]), word.wdf);
      for (const auto& [slot, value] : source.values) document.add_value(slot, value);
      const std::uint32_t id = database_.add_document(document);
      pending_terms_ += source.terms.size() + source.words.size();
      if (pending_terms_ > terms_in_memory) {
        database_.commit();
        pending_terms_ = 0;
      }
      next_ = id + 1;
      return id;
    });
  }

  Result<void> remove(std::uint32_t document) override {
    return guarded("remove an article", [&] { database_.delete_document(document); });
  }

  Result<void> set_metadata(std::string_view key, std::string_view value) override {
    return guarded("describe the index", [&] { database_.set_metadata(std::string(key), std::string(value)); });
  }

  Result<void> renew_words(std::shared_ptr<const StringPool> words) override {
    words_ = std::move(words);
    return {};
  }

  Result<void> finish() override {
    auto committed = guarded("write the index", [&] { database_.commit(); });
    if (!committed) return committed;
    if (compacts_) {
      // The blocks of a table are at least half full, and compacting fills them.
      if (auto room = check_room(place_.folder.parent_path(), bytes_in(place_.building) / 2); !room) return room;
    }
    auto written = guarded("write the index", [&] {
      if (compacts_) database_.compact(place_.folder.string(), Xapian::DBCOMPACT_NO_RENUMBER);
      database_.close();
    });
    if (!written) return written;
    if (!compacts_) {
      auto synced = sync_files_of(place_.building);
      return synced ? rename_entry(place_.building, place_.folder) : synced;
    }
    std::error_code ignored;  // the next run removes what stays
    fs::remove_all(place_.building, ignored);
    return sync_files_of(place_.folder);
  }

 private:
  WriterPlace place_;
  bool compacts_;
  std::shared_ptr<const StringPool> words_;
  Xapian::WritableDatabase database_;
  std::uint32_t next_;
  std::size_t pending_terms_ = 0;
};

}  // namespace

Result<std::unique_ptr<DocumentWriter>> make_xapian_writer(const WriterPlace& place, const fs::path& from,
                                                           std::shared_ptr<const StringPool> words) {
  if (!from.empty()) {
    std::error_code failed;
    fs::copy(from, place.building, failed);
    if (failed) return system_error("cannot copy " + from.string() + " to", place.building, failed);
  }
  return guarded("create the index", [&]() -> std::unique_ptr<DocumentWriter> {
    // Nobody else sees the database before it is complete: no commit on the way needs to reach the disk.
    const int flags = from.empty() ? Xapian::DB_CREATE | Xapian::DB_NO_SYNC : Xapian::DB_OPEN | Xapian::DB_NO_SYNC;
    return std::make_unique<XapianWriter>(place, from.empty(), std::move(words),
                                          Xapian::WritableDatabase(place.building.string(), flags));
  });
}

}  // namespace diwan::store
