// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>

#include <optional>
#include <string>

#include "ingest/csv_reader.hpp"
#include "ingest/jsonl_reader.hpp"
#include "ingest/xml_reader.hpp"
#include "unit/ingest/recorder.hpp"

namespace diwan::ingest {
namespace {

using test::read_with;

TEST_CASE("articles of every format get their day from the field date") {
  const auto csv = read_with(read_csv, "title,التاريخ\nأ,١٨ / ٢ / ١٤٤٤هـ\nب,1663182600\n", "a.csv");
  REQUIRE(csv.articles.size() == 2);
  for (const auto& article : csv.articles) CHECK(article.date == Date{2022, 9, 14});
  CHECK(csv.warnings.empty());
  const auto json = read_with(read_json_lines, R"({"title":"أ","date":1663182600000})", "a.jsonl");
  REQUIRE(json.articles.size() == 1);
  CHECK(json.articles[0].date == Date{2022, 9, 14});
  const auto feed = read_with(read_xml,
                              "<rss><channel><item><title>أ</title><pubDate>Wed, 14 Sep 2022 23:10:00 +0300</pubDate>"
                              "</item></channel></rss>",
                              "a.rss");
  REQUIRE(feed.articles.size() == 1);
  CHECK(feed.articles[0].date == Date{2022, 9, 14});
}

TEST_CASE("a date that cannot be read leaves the article undated, and a file says so once") {
  const auto got = read_with(read_json_lines,
                             "{\"title\":\"أ\",\"date\":\"2022-09-14\"}\n{\"title\":\"ب\",\"date\":\"سبتمبر 2022\"}\n"
                             "{\"title\":\"ت\",\"date\":\"أمس\"}\n{\"title\":\"ث\",\"date\":\" \"}\n",
                             "a.jsonl");
  REQUIRE(got.articles.size() == 4);
  CHECK(got.articles[0].date);
  CHECK_FALSE(got.articles[1].date);
  CHECK(got.articles[1].field("date") == "سبتمبر 2022");
  REQUIRE(got.warnings.size() == 1);
  CHECK(got.warnings[0].place == "line 2");
  CHECK(got.warnings[0].reason ==
        "no day can be read from the date “سبتمبر 2022”, so the article has none; other such dates of this file are "
        "not told");
  CHECK(got.refusals.empty());
}

TEST_CASE("a long date is cut between characters in its warning") {
  std::string line = "{\"title\":\"أ\",\"date\":\"x";
  for (int i = 0; i < 100; ++i) line += "أ";
  const auto got = read_with(read_json_lines, line + "\"}", "a.jsonl");
  REQUIRE(got.warnings.size() == 1);
  CHECK(got.warnings[0].reason.find("أ…”") != std::string::npos);
}

TEST_CASE("two calendars that disagree are told, each time") {
  const std::string line = R"({"title":"أ","date":"16 صفر 1444هـ الموافق 14 سبتمبر 2022م"})";
  const auto got = read_with(read_json_lines, line + '\n' + line, "a.jsonl");
  REQUIRE(got.articles.size() == 2);
  CHECK(got.articles[0].date == Date{2022, 9, 14});
  REQUIRE(got.warnings.size() == 2);
  CHECK(got.warnings[1].place == "line 2");
  CHECK(got.warnings[1].reason ==
        "the date “16 صفر 1444هـ الموافق 14 سبتمبر 2022م” names two days, 2022-09-14 and, by its Hijri date, "
        "2022-09-12; the first counts");
}

}  // namespace
}  // namespace diwan::ingest
