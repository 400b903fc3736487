// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/published_articles.hpp"

#include <utility>

#include "store/damage.hpp"
#include "store/document_data.hpp"
#include "store/schema.hpp"
#include "store/xapian_guard.hpp"

namespace diwan::index {
namespace {

Result<Article> article_of(const Xapian::Database& database, std::uint32_t document) {
  auto article = store::from_document_data(database.get_document(document).get_data());
  if (!article) return store::damaged("the data of document " + std::to_string(document) + " is damaged");
  return *std::move(article);
}

}  // namespace

Result<PublishedArticle> find_published(const Xapian::Database& database, const std::string& identity_term) {
  return store::guarded("look an article up", [&]() -> PublishedArticle {
    const auto found = database.postlist_begin(identity_term);
    if (found == database.postlist_end(identity_term)) return {};
    return {*found, database.get_document(*found).get_value(store::slot::content_hash)};
  });
}

Result<VersionRank> rank_of(const Xapian::Database& database, std::uint32_t document) {
  return store::guarded("look an article up", [&]() -> Result<VersionRank> {
    auto article = article_of(database, document);
    if (!article) return std::move(article).error();
    return VersionRank{article->date, std::move(article->identity.path)};
  });
}

Result<std::vector<Identity>> identities_with(const Xapian::Database& database, const std::string& term) {
  return store::guarded("look articles up", [&]() -> Result<std::vector<Identity>> {
    std::vector<Identity> all;
    for (auto found = database.postlist_begin(term); found != database.postlist_end(term); ++found) {
      auto article = article_of(database, *found);
      if (!article) return std::move(article).error();
      all.push_back(std::move(article->identity));
    }
    return all;
  });
}

}  // namespace diwan::index
