// SPDX-License-Identifier: GPL-2.0-or-later
// What rare and unknown words of a query also find, over real indexes.
#include <catch2/catch.hpp>

#include <string>
#include <vector>

#include "search/edit_distance.hpp"
#include "unit/search/archived.hpp"

namespace diwan {

using test::Archived;
using test::article;

TEST_CASE("related forms and spellings of a name find each other, and are counted apart") {
  struct Row {
    const char* text;
    const char* query;
    bool found;
    const char* reason;
  };
  const Row rows[] = {
      {"زار السفراء المدينة", "سفير", true, "a broken plural"},
      {"زار السفير المدينة", "سفراء", true, "and back"},
      {"عاد من واشنجتن أمس", "واشنطن", true, "a name"},
      {"عاد من واشنطن أمس", "واشنجتن", true, "and back"},
      {"عاد من واشنطن أمس", "لواشنجتن", true, "behind a clitic"},
      {"عاد وواشنجتن تنفي", "وواشنطن", true, "on both sides"},
      {"فاز فريق إنجلترا", "+إنكلترا", true, "a word that must match"},
      {"قالت شركة جوجل", "غوغل", true, "four letters"},
      {"فاز فريق إنجلترا", "\"إنكلترا\"", false, "in quotes: the very word"},
      {"فاز فريق إنجلترا", "=إنكلترا", false, "an exact form"},
      {"قال منهم وعنه", "مني", false, "a function word"},
      {"صدر الحكم اليوم", "حجم", false, "another native word"},
      {"حريق كبير اليوم", "جبير", false, "an unknown short word"},
  };
  for (const auto& row : rows) {
    INFO(row.text << ": " << row.query << ": " << row.reason);
    const Archived archived({article("a", "", row.text), article("b", "", "كلام آخر")});
    const auto results = archived.search(row.query);
    REQUIRE(results.hits.size() == (row.found ? 1 : 0));
    CHECK(results.total == results.hits.size());
    CHECK(results.related == results.total);
    Request request;
    request.query = parse_query(row.query);
    CHECK(archived.searcher().count(request).value() == 0);
    if (row.found) CHECK_FALSE(results.hits.front().snippet.highlights.empty());
  }
}

TEST_CASE("the word itself comes before its relatives") {
  const Archived archived(
      {article("related", "", "زار السفراء المدينة أمس"), article("itself", "", "زار السفير المدينة أمس")});
  CHECK(archived.ids("سفير") == std::vector<std::string>{"itself", "related"});
  CHECK(archived.ids("سفراء") == std::vector<std::string>{"related", "itself"});
  CHECK(archived.search("سفير").related == 1);
}

TEST_CASE("a word that many articles have needs no relatives") {
  std::vector<Article> articles;
  for (int i = 0; i < 100; ++i) articles.push_back(article(std::to_string(i), "", "زار السفير المدينة"));
  articles.push_back(article("related", "", "زار السفراء المدينة"));
  Request all;
  all.limit = 200;
  CHECK(Archived(articles).search("سفير", all).total == 100);
  articles.erase(articles.begin());
  CHECK(Archived(articles).search("سفير", all).total == 100);
}

TEST_CASE("a word that nobody knows is replaced by the nearest, and the answer says so") {
  const Archived archived(
      {article("1", "", "التقى غوتيريش أمس وزير الخارجية"), article("2", "", "قال غوتيريش إن الهدنة ثابتة"),
       article("3", "", "the government of Guatemala"), article("4", "", "كوفيد-19 وعام 20215 وكلمة")});
  struct Row {
    const char* query;
    std::vector<Replacement> replacements;
    std::uint64_t total;
    const char* reason;
  };
  const Row rows[] = {
      {"غونيريش", {{"غونيريش", "غوتيريش"}}, 2, "a wrong letter"},
      {"وغونيريش", {{"وغونيريش", "غوتيريش"}}, 2, "behind a clitic"},
      {"غُونيريش", {{"غُونيريش", "غوتيريش"}}, 2, "as typed, with its mark"},
      {"غونيريش الهدنة", {{"غونيريش", "غوتيريش"}}, 2, "beside another word"},
      {"govermnent", {{"govermnent", "government"}}, 1, "a Latin word"},
      {"+غونيريش", {}, 0, "not with +"},
      {"=غونيريش", {}, 0, "nor ="},
      {"\"غونيريش\"", {}, 0, "nor in quotes"},
      {"-غونيريش", {}, 4, "nor excluded"},
      {"غوتيريش", {}, 2, "a word that the archive has"},
      {"استقلال", {}, 0, "a word that the dictionary has"},
      {"20216", {}, 0, "a number"},
      {"غتير", {}, 0, "too short"},
      {"غابونيرش", {}, 0, "too far"},
  };
  for (const auto& row : rows) {
    INFO(row.query << ": " << row.reason);
    const auto results = archived.search(row.query);
    CHECK(results.replacements == row.replacements);
    CHECK(results.total == row.total);
    Request request;
    request.query = parse_query(row.query);
    CHECK(archived.searcher().count(request).value() == results.total - results.related);
  }
}

TEST_CASE("distances count each step once") {
  struct Row {
    std::u32string_view one;
    const char* other;
    std::size_t distance;
  };
  const Row rows[] = {
      {U"غوتيريش", "غوتيريش", 0},
      {U"غوتيرش", "غوتيريش", 1},
      {U"غوتيريش", "غوتيرش", 1},
      {U"غوتيريش", "غونيريش", 1},
      {U"غوتيريش", "غويتريش", 1},
      {U"غوتيريش", "وغيتريش", 2},
      {U"government", "govermnent", 1},
      {U"abc", "", 3},
      {U"abcdef", "fedcba", 5},
      {U"a", "b", 1},
      {U"ab", "ba", 1},
      {U"ca", "abc", 3},
  };
  for (const auto& row : rows) {
    INFO(row.other);
    CHECK(search::EditDistance(row.one).to(row.other, 5) == std::min<std::size_t>(row.distance, 6));
    CHECK(search::EditDistance(row.one).to(row.other, 1) == std::min<std::size_t>(row.distance, 2));
  }
  CHECK(search::EditDistance(U"abc").to("東京", 2) == 3);
  CHECK_FALSE(search::EditDistance::takes(std::u32string(65, U'a')));
  CHECK(search::edit_cost(U"غوتيرش", U"غوتيريش") == .5);
  CHECK(search::edit_cost(U"ظابط", U"ضابط") == .5);
  CHECK(search::edit_cost(U"قابط", U"ضابط") == 1);
}

}  // namespace diwan
