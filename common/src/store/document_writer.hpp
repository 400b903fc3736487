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

namespace diwan::store {

/// A document as it goes into a database. A plain value.
struct NewDocument {
  struct Term {
    std::string name;
    std::uint32_t wdf = 0;
  };

  std::string data;
  std::vector<Term> terms;  ///< names are unique
  std::vector<std::pair<std::uint32_t, std::string>> values;
};

/// Writes the database of a state; one implementation for each way to write. One thread at a time.
class DocumentWriter {
 public:
  virtual ~DocumentWriter() = default;

  /// Adds a document and gives its id, larger than every one before.
  virtual Result<std::uint32_t> add(const NewDocument& document) = 0;
  virtual Result<void> remove(std::uint32_t document) = 0;
  virtual Result<void> set_metadata(std::string_view key, std::string_view value) = 0;
  /// Completes and syncs the database; nothing may be called after it.
  virtual Result<void> finish() = 0;
};

/// A writer by Xapian's public API. `from`: an existing database that is copied first, or empty for a new one.
/// Until `finish`, everything stands in `building`; then a new database is compacted into `folder`, a copy is renamed
/// to it. Neither may exist before.
Result<std::unique_ptr<DocumentWriter>> make_xapian_writer(const std::filesystem::path& folder,
                                                           const std::filesystem::path& building,
                                                           const std::filesystem::path& from);

}  // namespace diwan::store
