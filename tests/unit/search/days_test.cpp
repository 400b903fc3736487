// SPDX-License-Identifier: GPL-2.0-or-later
// Calendar days in queries, with real indexes.
#include <diwan/archive.hpp>
#include <diwan/indexer.hpp>

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "support/temporary_folder.hpp"

namespace diwan {
namespace {

/// An index of texts, whose ids are their numbers.
class Archived {
 public:
  explicit Archived(const std::vector<std::string>& texts) {
    auto indexer = Indexer::open(folder_.path() / "db");
    REQUIRE(indexer);
    for (std::size_t number = 0; number < texts.size(); ++number) {
      Article article;
      article.identity = {"/archive", "", std::to_string(number)};
      article.title = "خبر";
      article.text = texts[number];
      REQUIRE(indexer->add(article));
    }
    REQUIRE(indexer->publish());
  }

  Results search(const Query& query) const {
    auto searcher = Archive::open(folder_.path() / "db")->searcher();
    REQUIRE(searcher);
    Request request;
    request.query = query;
    request.limit = 100;
    auto results = searcher->search(request);
    REQUIRE(results);
    CHECK(searcher->count(request).value() == results->hits.size() - results->related);
    return *std::move(results);
  }

  std::vector<std::size_t> ids(const std::string& query) const {
    std::vector<std::size_t> ids;
    for (const auto& hit : search(parse_query(query)).hits) ids.push_back(std::stoul(hit.identity.id));
    return ids;
  }

  std::set<std::size_t> set(const std::string& query) const {
    const auto list = ids(query);
    return {list.begin(), list.end()};
  }

 private:
  test::TemporaryFolder folder_;
};

using Set = std::set<std::size_t>;

std::vector<std::string> lit(const std::string& text, const std::vector<Range>& ranges) {
  std::vector<std::string> words;
  for (const auto& range : ranges) words.push_back(text.substr(range.begin, range.end - range.begin));
  return words;
}

/// One day, and the words that spell it.
struct Spelling {
  std::string text;
  std::vector<std::string> words;
};

const std::vector<Spelling>& spellings() {
  static const std::vector<Spelling> all{
      {"31 ديسمبر 2021", {"31", "ديسمبر", "2021"}},
      {"٣١ كانون الأول ٢٠٢١", {"٣١", "كانون", "الأول", "٢٠٢١"}},
      {"31/12/2021", {"31", "12", "2021"}},
      {"2021-12-31", {"2021", "12", "31"}},
      {"31 دجنبر ۲۰۲۱", {"31", "دجنبر", "۲۰۲۱"}},
      {"27 جمادى الأولى 1443هـ", {"27", "جمادى", "الأولى", "1443", "هـ"}},
      {"31 كانون الأول/ديسمبر 2021", {"31", "كانون", "الأول", "ديسمبر", "2021"}},
      {"December 31, 2021", {"December", "31", "2021"}},
      {"31.12.2021", {"31", "12", "2021"}},
  };
  return all;
}

/// One article for each spelling, and behind them some that have only words of it.
const Archived& archive() {
  static const Archived archived([] {
    std::vector<std::string> texts;
    for (const auto& each : spellings()) texts.push_back("انتهت المهمة في " + each.text + " رسميا");
    texts.emplace_back("انتهت 31 مهمة في عام 2021 كله");
    texts.emplace_back("انتهت مهمة في ديسمبر و2021 مهمة غيرها");
    texts.emplace_back("31/12/2020 و 27 جمادى الأولى 1442 و 1 كانون الأول 2021 و 31");
    texts.emplace_back("لا شيء من هذا");
    return texts;
  }());
  return archived;
}

Set all_spellings() {
  Set all;
  for (std::size_t number = 0; number < spellings().size(); ++number) all.insert(number);
  return all;
}

}  // namespace

TEST_CASE("a day is found in every spelling, before articles that have only words of it") {
  const auto count = spellings().size();
  for (const auto& each : spellings()) {
    INFO(each.text);
    for (const auto& query : {parse_query(each.text), parse_words(each.text)}) {
      const auto hits = archive().search(query).hits;
      REQUIRE(hits.size() >= count);
      Set first;
      for (std::size_t rank = 0; rank < count; ++rank) first.insert(std::stoul(hits[rank].identity.id));
      CHECK(first == all_spellings());
      if (hits.size() > count) CHECK(hits[count - 1].score > hits[count].score);
    }
  }
}

TEST_CASE("words in front of a day and behind it leave it one") {
  for (const auto& each : spellings()) {
    INFO(each.text);
    for (const auto& text : {"انتهت المهمة في " + each.text + " رسميا", "المهمة المهمة " + each.text}) {
      const auto hits = archive().search(parse_words(text)).hits;
      REQUIRE(hits.size() >= spellings().size());
      for (std::size_t rank = 0; rank < spellings().size(); ++rank) {
        CHECK(all_spellings().contains(std::stoul(hits[rank].identity.id)));
      }
    }
  }
}

TEST_CASE("a day is lit as it stands in the text") {
  for (const auto& asked : spellings()) {
    INFO(asked.text);
    const auto hits = archive().search(parse_query("\"" + asked.text + "\"")).hits;
    CHECK(hits.size() == spellings().size());
    for (const auto& hit : hits) {
      const auto& found = spellings().at(std::stoul(hit.identity.id));
      INFO(found.text);
      CHECK(lit(hit.snippet.text, hit.snippet.highlights) == found.words);
      CHECK(hit.title_highlights.empty());
    }
  }
}

TEST_CASE("days compose with every construct") {
  const auto all = all_spellings();
  Set others;
  for (std::size_t number = 0; number < all.size() + 4; ++number) {
    if (!all.contains(number)) others.insert(number);
  }
  struct Row {
    const char* query;
    Set ids;
    const char* reason;
  };
  const Row rows[] = {
      {"\"31 ديسمبر 2021\"", all, "a phrase"},
      {"+31/12/2021", all, "one chunk that must match"},
      {"+31 +ديسمبر +2021", all, "words that each must match"},
      {"-31/12/2021", others, "an excluded day"},
      {"-\"٣١ كانون الأول ٢٠٢١\"", others, "an excluded phrase"},
      {"\"في 31 ديسمبر 2021 رسميا\"", all, "a day within a phrase"},
      {"\"في 27 جمادى الأولى 1443 رسميا\"", all, "of another calendar"},
      {"\"31 ديسمبر 2021 انتهت\"", {}, "the phrase's other words count"},
      {"=\"31 ديسمبر 2021\"", {0}, "the exact form is no day"},
      {"=31/12/2021", {2, 8}, "nor in one chunk: its words side by side"},
      {"+\"31 ديسمبر 2021\" +رسميا", all, "beside another word"},
      {"31 / 12 / 2021 +رسميا", all, "spaces around the signs"},
      {"\"31 ديسمبر 2020\"", {11}, "another year"},
      {"\"30 ديسمبر 2021\"", {}, "another day"},
  };
  for (const auto& row : rows) {
    INFO(row.query << ": " << row.reason);
    CHECK(archive().set(row.query) == row.ids);
  }
}

TEST_CASE("words that are asked for in different ways spell no day") {
  CHECK(archive().set("+31 ديسمبر +2021") == Set{0, 1, 2, 3, 4, 6, 7, 8, 9, 11});
  CHECK_FALSE(archive().set("31 \"ديسمبر\" 2021").contains(5));
  CHECK_FALSE(archive().set("31 ديسمبر =2021").contains(5));
}

TEST_CASE("a day in the title is found and lit") {
  const test::TemporaryFolder folder;
  auto indexer = Indexer::open(folder.path() / "db");
  REQUIRE(indexer);
  Article article;
  article.identity = {"/archive", "", "a"};
  article.title = "بيان ٣١\u200F كانون ‏الأوّل ٢٠٢١";
  article.text = "نص البيان";
  REQUIRE(indexer->add(article));
  REQUIRE(indexer->publish());
  auto searcher = Archive::open(folder.path() / "db")->searcher();
  Request request;
  request.query = parse_query("31/12/2021");
  const auto hits = searcher->search(request)->hits;
  REQUIRE(hits.size() == 1);
  CHECK(lit(hits[0].title, hits[0].title_highlights) == std::vector<std::string>{"٣١", "كانون", "الأوّل", "٢٠٢١"});
}

TEST_CASE("an article that was indexed by a later run has its days too") {
  const test::TemporaryFolder folder;
  for (const auto* text : {"انتهت في 31 ديسمبر 2021", "وبدأت في 2021 في 31 ديسمبر 2021"}) {
    auto indexer = Indexer::open(folder.path() / "db");
    REQUIRE(indexer);
    Article article;
    article.identity = {"/archive", "", text};
    article.text = text;
    REQUIRE(indexer->add(article));
    REQUIRE(indexer->publish());
  }
  auto searcher = Archive::open(folder.path() / "db")->searcher();
  Request request;
  request.query = parse_query("+2021/12/31");
  CHECK(searcher->count(request).value() == 2);
}

}  // namespace diwan
