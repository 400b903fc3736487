// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/article.hpp>
#include <diwan/result.hpp>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "store/opened_state.hpp"

namespace diwan::store {

/// All articles of the state that is current when it is opened, one after the other as they were stored, whatever
/// analyzer made their terms: for who writes them elsewhere. Move-only; one thread at a time.
class StoredArticles {
 public:
  /// Fails as Archive::open does, but for another analyzer.
  static Result<StoredArticles> open(const std::filesystem::path& index);
  /// The same with a state of the index.
  static Result<StoredArticles> open(const IndexFolder& folder, const std::string& state);

  const OpenedState& state() const { return state_; }
  std::uint64_t size() const { return state_.database.get_doccount(); }

  /// The next article, held against its checksum; nothing behind the last one. Fails with corrupt, also
  /// where there are fewer or more than the index says.
  Result<std::optional<Article>> next();

 private:
  OpenedState state_;
  TextStore texts_;
  Xapian::PostingIterator document_;
  std::uint64_t read_ = 0;
};

}  // namespace diwan::store
