// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/archive.hpp>
#include <diwan/indexer.hpp>

#include <catch2/catch.hpp>

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "support/temporary_folder.hpp"

namespace diwan::test {

inline Article article(const std::string& id, const std::string& title, const std::string& text,
                       std::optional<Date> date = {}, const std::string& source = "/archive") {
  Article article;
  article.identity = {source, id, id};
  article.title = title;
  article.text = text;
  article.date = date;
  return article;
}

/// An index of its own, searched in one state.
class Archived {
 public:
  explicit Archived(const std::vector<Article>& articles) {
    auto indexer = Indexer::open(folder_.path() / "db");
    REQUIRE(indexer);
    for (const auto& each : articles) REQUIRE(indexer->add(each));
    REQUIRE(indexer->publish());
  }

  std::filesystem::path index() const { return folder_.path() / "db"; }

  Searcher searcher() const {
    auto searcher = Archive::open(folder_.path() / "db")->searcher();
    REQUIRE(searcher);
    return *std::move(searcher);
  }

  Results search(const std::string& query, Request request = {}) const {
    request.query = parse_query(query);
    auto results = searcher().search(request);
    REQUIRE(results);
    return *std::move(results);
  }

  /// Ids in order, after checking that every way to count agrees.
  std::vector<std::string> ids(const std::string& query, Request request = {}) const {
    const auto results = search(query, request);
    std::vector<std::string> ids;
    for (const auto& hit : results.hits) ids.push_back(hit.identity.id);
    request.query = parse_query(query);
    CHECK(searcher().count(request).value() == results.total - results.related);
    CHECK(results.total == ids.size());
    return ids;
  }

  std::set<std::string> set(const std::string& query, const Request& request = {}) const {
    const auto list = ids(query, request);
    return {list.begin(), list.end()};
  }

 private:
  TemporaryFolder folder_;
};

}  // namespace diwan::test
