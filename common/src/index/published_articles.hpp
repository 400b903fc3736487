// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>
#include <diwan/article.hpp>
#include <diwan/result.hpp>

#include <cstdint>
#include <string>
#include <vector>

#include "index/waiting_versions.hpp"

namespace diwan::index {

/// What the published state has of an article. A plain value.
struct PublishedArticle {
  std::uint32_t document = 0;  ///< 0: nothing
  std::string content_hash;
};

Result<PublishedArticle> find_published(const Xapian::Database& database, const std::string& identity_term);

/// The day and the file of a document. Fails with corrupt.
Result<VersionRank> rank_of(const Xapian::Database& database, std::uint32_t document);

/// Identities of the documents that have a term. Fails with corrupt.
Result<std::vector<Identity>> identities_with(const Xapian::Database& database, const std::string& term);

}  // namespace diwan::index
