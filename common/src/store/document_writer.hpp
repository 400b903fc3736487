// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/result.hpp>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "store/string_pool.hpp"

namespace diwan::store {

/// A document as it goes into a database. A plain value. No term comes twice, and none of `terms` is one that the pool
/// has.
struct NewDocument {
  struct Term {
    std::string name;
    std::uint32_t wdf = 0;
  };
  struct Word {
    StringPool::Id term = 0;  ///< of the pool that the writer was last given
    std::uint32_t wdf = 0;
  };

  std::string data;
  std::vector<Term> terms;
  std::vector<Word> words;
  std::vector<std::pair<std::uint32_t, std::string>> values;  ///< by slot
};

/// Writes the database of a state; one implementation for each way to write. One thread at a time.
class DocumentWriter {
 public:
  virtual ~DocumentWriter() = default;

  /// The id that the next document will have: one more than the last that was ever given.
  virtual std::uint32_t next_document() const = 0;
  /// Adds a document and gives its id.
  virtual Result<std::uint32_t> add(NewDocument document) = 0;
  virtual Result<void> remove(std::uint32_t document) = 0;
  virtual Result<void> set_metadata(std::string_view key, std::string_view value) = 0;
  /// The words of documents that come from now on are numbered in another pool.
  virtual Result<void> renew_words(std::shared_ptr<const StringPool> words) = 0;
  /// No document is added or removed any more: does what takes no room but in temporary files. `finish` does it too.
  virtual Result<void> end_documents() { return {}; }
  /// Completes and syncs the database, which then stands in the folder; nothing may be called after it.
  virtual Result<void> finish() = 0;
};

/// Where a database is written. `folder` and `building` must not exist before: until `finish`, everything stands in
/// `building`; then the database comes to stand in `folder`. A plain value.
struct WriterPlace {
  std::filesystem::path folder;
  std::filesystem::path building;
};

/// A writer by Xapian's public API. `from`: an existing database that is copied first, or empty for a new one, which
/// `finish` compacts.
Result<std::unique_ptr<DocumentWriter>> make_xapian_writer(const WriterPlace& place, const std::filesystem::path& from,
                                                           std::shared_ptr<const StringPool> words);

}  // namespace diwan::store
