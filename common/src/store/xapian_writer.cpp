// SPDX-License-Identifier: GPL-2.0-or-later
#include <xapian.h>

#include "store/document_writer.hpp"
#include "store/files.hpp"
#include "store/xapian_guard.hpp"

namespace diwan::store {
namespace {

namespace fs = std::filesystem;

// Terms held in memory before they are written out; about 100 bytes each.
constexpr std::size_t terms_in_memory = 2'000'000;

class XapianWriter : public DocumentWriter {
 public:
  XapianWriter(fs::path folder, fs::path building, bool compacts, Xapian::WritableDatabase database)
      : folder_(std::move(folder)),
        building_(std::move(building)),
        compacts_(compacts),
        database_(std::move(database)) {}

  Result<std::uint32_t> add(const NewDocument& source) override {
    return guarded("add an article", [&] {
      Xapian::Document document;
      document.set_data(source.data);
      for (const auto& term : source.terms) document.add_term(term.name, term.wdf);
      for (const auto& [slot, value] : source.values) document.add_value(slot, value);
      const std::uint32_t id = database_.add_document(document);
      pending_terms_ += source.terms.size();
      if (pending_terms_ > terms_in_memory) {
        database_.commit();
        pending_terms_ = 0;
      }
      return id;
    });
  }

  Result<void> remove(std::uint32_t document) override {
    return guarded("remove an article", [&] { database_.delete_document(document); });
  }

  Result<void> set_metadata(std::string_view key, std::string_view value) override {
    return guarded("describe the index", [&] { database_.set_metadata(std::string(key), std::string(value)); });
  }

  Result<void> finish() override {
    auto written = guarded("write the index", [&] {
      database_.commit();
      if (compacts_) database_.compact(folder_.string(), Xapian::DBCOMPACT_NO_RENUMBER);
      database_.close();
    });
    if (!written) return written;
    if (!compacts_) {
      auto synced = sync_files_of(building_);
      return synced ? rename_entry(building_, folder_) : synced;
    }
    std::error_code ignored;  // the next run removes what stays
    fs::remove_all(building_, ignored);
    return sync_files_of(folder_);
  }

 private:
  fs::path folder_;
  fs::path building_;
  bool compacts_;
  Xapian::WritableDatabase database_;
  std::size_t pending_terms_ = 0;
};

}  // namespace

Result<std::unique_ptr<DocumentWriter>> make_xapian_writer(const fs::path& folder, const fs::path& building,
                                                           const fs::path& from) {
  if (!from.empty()) {
    std::error_code failed;
    fs::copy(from, building, failed);
    if (failed) return system_error("cannot copy " + from.string() + " to", building, failed);
  }
  return guarded("create the index", [&]() -> std::unique_ptr<DocumentWriter> {
    // Nobody else sees the database before it is complete: no commit on the way needs to reach the disk.
    const int flags = from.empty() ? Xapian::DB_CREATE | Xapian::DB_NO_SYNC : Xapian::DB_OPEN | Xapian::DB_NO_SYNC;
    return std::make_unique<XapianWriter>(folder, building, from.empty(),
                                          Xapian::WritableDatabase(building.string(), flags));
  });
}

}  // namespace diwan::store
