// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/date.hpp>
#include <diwan/result.hpp>

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace diwan {

/// What an index holds, in numbers. A plain value; sizes are in bytes.
struct IndexStatistics {
  std::uint64_t articles = 0;
  std::map<std::string, std::uint64_t> sources;  ///< name -> articles
  std::uint64_t undated = 0;
  std::optional<Date> oldest;  ///< absent where no article has a day; so is newest
  std::optional<Date> newest;

  /// Reason -> how often, at the last reading of each file; those beyond the first 10,000 of a file have one together.
  std::map<std::string, std::uint64_t> refused;
  std::map<std::string, std::uint64_t> skipped;  ///< type, as ArticleSink::skipped has it -> how often
  std::uint64_t forgotten_ids = 0;
  std::uint64_t forgotten_sources = 0;

  std::uint64_t text = 0;        ///< titles and texts of all articles, as UTF-8
  std::uint64_t database = 0;    ///< on disk: the database of the current state
  std::uint64_t text_store = 0;  ///< on disk: the texts and the lexicon
  std::uint64_t ledger = 0;      ///< on disk: what is remembered of files

  std::int64_t written = 0;  ///< when the index was last written, in seconds since 1970
  std::string schema;        ///< version that wrote it
  std::string analyzer;      ///< fingerprint of the one that wrote it
  bool searchable = false;   ///< whether this program has the same two

  bool operator==(const IndexStatistics&) const = default;
};

/// Counts the state that is current when it begins; each article is read once. The index may be of another analyzer,
/// and may be written to meanwhile. Fails as Archive::open does otherwise, and with corrupt where an article is
/// damaged.
Result<IndexStatistics> read_statistics(const std::filesystem::path& index);

}  // namespace diwan
