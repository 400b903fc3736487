// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/archive.hpp>
#include <diwan/indexer.hpp>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace diwan {

namespace fs = std::filesystem;
using Outcome = Indexer::Outcome;

inline Article article(const std::string& id, const std::string& title, const std::string& text) {
  Article article;
  article.identity = {"/archive", id + ".txt", id};
  article.title = title;
  article.text = text;
  return article;
}

inline Outcome add(Indexer& indexer, const Article& article) {
  const auto outcome = indexer.add(article);
  REQUIRE(outcome);
  return *outcome;
}

inline void index(const fs::path& folder, const std::vector<Article>& articles) {
  auto indexer = Indexer::open(folder);
  REQUIRE(indexer);
  for (const auto& each : articles) add(*indexer, each);
  REQUIRE(indexer->publish());
}

inline std::optional<Article> stored(const fs::path& folder, const std::string& id) {
  const auto archive = Archive::open(folder);
  REQUIRE(archive);
  auto searcher = archive->searcher();
  REQUIRE(searcher);
  const auto found = searcher->find(id);
  REQUIRE(found);
  REQUIRE(found->size() <= 1);
  return found->empty() ? std::nullopt : std::optional(found->front());
}

inline std::uint64_t count(const fs::path& folder, const std::string& query) {
  auto searcher = Archive::open(folder)->searcher();
  REQUIRE(searcher);
  Request request;
  request.query = parse_query(query);
  const auto counted = searcher->count(request);
  REQUIRE(counted);
  return *counted;
}

/// Names and bytes of every file of a folder.
inline std::map<std::string, std::string> snapshot(const fs::path& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    files[fs::relative(entry.path(), folder).string()] = std::string(std::istreambuf_iterator<char>(file), {});
  }
  return files;
}

}  // namespace diwan
