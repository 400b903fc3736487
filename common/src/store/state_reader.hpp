// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>
#include <diwan/article.hpp>
#include <diwan/result.hpp>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "store/text_store.hpp"

namespace diwan::store {

/// One index's current state, opened.
struct Shard {
  Xapian::Database database;
  std::string state;       ///< the name of its folder
  std::string text_store;  ///< the name of its text store's folder
  TextExtent extent;
  TextStore texts;
};

/// Opens the current state of an index folder. Fails with not_found, not_an_index, wrong_version or corrupt.
Result<Shard> open_shard(const std::filesystem::path& index);

/// The states of one or several indexes as one database: the only place that knows how many there are.
/// Move-only; belongs to one thread, as Xapian's handles do.
class StateReader {
 public:
  static Result<StateReader> open(const std::vector<std::filesystem::path>& indexes);

  /// Whether these indexes, in this order, still show the states that were opened.
  bool is_current(const std::vector<std::filesystem::path>& indexes) const;

  const Xapian::Database& database() const { return database_; }
  /// How many documents have a term. Remembered: a search asks for its terms again and again.
  Xapian::doccount frequency(const std::string& term) const;
  std::size_t shard_count() const { return shards_.size(); }
  const Shard& shard(std::size_t number) const { return shards_[number]; }
  /// The shard of one of the databases that Xapian hands to a PostingSource.
  std::size_t shard_of(const Xapian::Database& part) const;

  /// Where a document of the whole stands.
  struct Place {
    std::size_t shard = 0;
    std::uint32_t document = 0;
  };
  Place place(Xapian::docid document) const;

  Result<ArticleUnits> units(Xapian::docid document) const;
  /// As units(), with every entry looked at: for showing a text, where damage must not pass for an empty one.
  Result<ArticleUnits> checked_units(Xapian::docid document) const;
  /// Identity, fields, title and date of a document; its text too when `with_text`,
  /// and then all of it is held against its content hash. Fails with corrupt.
  Result<Article> article(Xapian::docid document, bool with_text) const;

 private:
  std::vector<Shard> shards_;
  Xapian::Database database_;
  mutable std::unordered_map<std::string, Xapian::doccount> frequencies_;
};

}  // namespace diwan::store
