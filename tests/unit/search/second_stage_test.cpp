// SPDX-License-Identifier: GPL-2.0-or-later
#include <diwan/archive.hpp>
#include <diwan/indexer.hpp>

#include <catch2/catch.hpp>

#include "support/temporary_folder.hpp"

namespace diwan {
namespace {

/// Ids in order for a query over two articles that the first stage cannot tell apart, whichever comes first.
std::vector<std::string> ranked(const std::string& better, const std::string& worse, const std::string& query) {
  std::vector<std::string> first;
  for (const bool swapped : {false, true}) {
    const test::TemporaryFolder folder;
    auto indexer = Indexer::open(folder.path() / "db");
    REQUIRE(indexer);
    for (int i = 0; i < 2; ++i) {
      const bool is_better = (i == 0) != swapped;
      Article article;
      article.identity = {"/archive", is_better ? "better" : "worse", is_better ? "better" : "worse"};
      article.text = is_better ? better : worse;
      REQUIRE(indexer->add(article));
    }
    REQUIRE(indexer->publish());
    auto searcher = Archive::open(folder.path() / "db")->searcher();
    Request request;
    request.query = parse_query(query);
    const auto results = searcher->search(request);
    REQUIRE(results);
    REQUIRE(results->hits.size() == 2);
    CHECK(results->hits[0].score > results->hits[1].score);
    first.push_back(results->hits[0].identity.id);
  }
  return first;
}

const std::vector<std::string> both_times{"better", "better"};

}  // namespace

TEST_CASE("the second stage sees what the first does not") {
  struct Row {
    const char* better;
    const char* worse;
    const char* query;
    const char* reason;
  };
  const Row rows[] = {
      {"هدنة السفير الجديد", "هدنة السفراء الجدد", "هدنة السفير", "the exact form and the better stem"},
      {"كلام عن سفراء الدول", "كلام عن صادرات الدول", "سفير الدول", "a broken plural shares its root-like class"},
      {"كلام طويل جدا ثم هدنة بحرية في آخره", "هدنة طويلة جدا ثم كلام عن بحرية البلد", "هدنة بحرية",
       "words of the query side by side"},
      {"السفير يزور هنا ثم كلام", "ماذا في هنا ثم كلام آخر", "ماذا في السفير",
       "question and function words weigh little"},
      {"هدنة اليوم ثم كلام آخر كثير جدا هنا", "اليوم ثم كلام آخر كثير جدا هنا هدنة", "هدنة", "early in the text"},
  };
  for (const auto& row : rows) {
    INFO(row.query << ": " << row.reason);
    CHECK(ranked(row.better, row.worse, row.query) == both_times);
  }
}

TEST_CASE("pages are cut from the order of both stages") {
  const test::TemporaryFolder folder;
  auto indexer = Indexer::open(folder.path() / "db");
  REQUIRE(indexer);
  for (int i = 0; i < 150; ++i) {
    Article article;
    article.identity = {"/archive", "", std::to_string(i)};
    article.text = std::string(static_cast<std::size_t>(i % 17), '.') + "هدنة ";
    for (int word = 0; word < i; ++word) article.text += word % 3 == 0 ? "سفير " : "كلمة ";
    REQUIRE(indexer->add(article));
  }
  REQUIRE(indexer->publish());
  auto searcher = Archive::open(folder.path() / "db")->searcher();
  Request all;
  all.query = parse_query("هدنة السفير");
  all.limit = 1000;
  const auto whole = searcher->search(all);
  REQUIRE(whole->hits.size() == 150);
  for (std::size_t i = 1; i < 150; ++i) CHECK(whole->hits[i - 1].score >= whole->hits[i].score);
  for (std::size_t offset = 0; offset < 150; offset += 25) {
    auto page = all;
    page.limit = 25;
    page.offset = offset;
    const auto results = searcher->search(page);
    REQUIRE(results->hits.size() == 25);
    for (std::size_t i = 0; i < 25; ++i) CHECK(results->hits[i].identity == whole->hits[offset + i].identity);
  }
}

TEST_CASE("function words alone still answer") {
  CHECK(ranked("في البيت ثم في السوق", "من البيت الي السوق في يوم", "في") == both_times);
}

}  // namespace diwan
