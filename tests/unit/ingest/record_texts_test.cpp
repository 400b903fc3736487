// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>

#include <span>
#include <string>

#include "ingest/csv_reader.hpp"
#include "ingest/json_records.hpp"
#include "ingest/jsonl_reader.hpp"
#include "unit/ingest/recorder.hpp"

namespace diwan::ingest {
namespace {

using test::read_with;

/// What one record of a file gives: its title and text, and the name that the warning has for --map, or none.
struct Row {
  std::string record;
  std::string title;
  std::string text;
  std::string longest;
  const char* reason;
};

template <class Reader>
void check_rows(std::span<const Row> rows, Reader reader, const std::string& path) {
  for (const auto& row : rows) {
    INFO(row.reason);
    const auto got = read_with(reader, row.record, path);
    for (const auto& refusal : got.refusals) FAIL_CHECK(refusal.reason);
    REQUIRE(got.articles.size() == 1);
    CHECK(got.articles[0].title == row.title);
    CHECK(got.articles[0].text == row.text);
    REQUIRE(got.warnings.size() == (row.longest.empty() ? 0 : 1));
    if (!row.longest.empty()) CHECK(got.warnings[0].reason.ends_with("--map text=" + row.longest + " names one"));
  }
}

TEST_CASE("a record whose text has an unknown name is searched whole") {
  const Row rows[] = {
      {R"({"headline":"أمطار","story":"هطلت أمطار غزيرة على جبال الحجر","tags":["طقس","عُمان"]})", "أمطار",
       "هطلت أمطار غزيرة على جبال الحجر\nطقس, عُمان", "story", "the longest first, lists too"},
      {R"({"headline":"أمطار","lead":"هطلت أمطار"})", "أمطار", "هطلت أمطار", "lead",
       "a few words are better than none"},
      {R"({"title":"t"})", "t", "", "", "nothing but a title"},
      {R"({"title":"t","date":"2022-09-14","author":"سعاد","n":5,"is":true,"m":"12.5","u":"http://a/b"})", "t", "", "",
       "known fields, numbers and addresses are no text beside a title"},
      {R"({"title":"t","text":"","story":"قصة طويلة عن مدينة فاس"})", "t", "", "", "a text that is there and empty"},
      {R"({"title":"t","text":null,"story":"قصة طويلة عن مدينة فاس"})", "t", "قصة طويلة عن مدينة فاس", "story",
       "null is as good as absent"},
      {R"({"title":"t","description":"وصف","story":"قصة طويلة عن مدينة فاس"})", "t", "وصف", "",
       "a summary stands for the text"},
      {R"({"date":"2022-09-14","id":"7","story":"قصة","u":"http://a/b"})", "", "قصة\nhttp://a/b", "story",
       "neither title nor text: all there is"},
  };
  check_rows(rows, read_json, "a.json");
  check_rows(rows, read_json_lines, "a.jsonl");

  const Row tables[] = {
      {"العنوان,المحتوى,الكاتب\nزيارة,وصل الملك إلى العاصمة,سامي\n", "زيارة", "وصل الملك إلى العاصمة", "المحتوى",
       "a column"},
      {"title,text,note\nزيارة,,وصل الملك إلى العاصمة\n", "زيارة", "", "", "an empty cell of the text's column"},
      {"title,link\nزيارة,http://a/b\n", "زيارة", "", "", "no column is left"},
  };
  check_rows(tables, read_csv, "a.csv");
}

TEST_CASE("texts under unknown names are told once a file") {
  const auto got = read_with(read_json_lines,
                             "{\"title\":\"a\",\"story\":\"قصة\"}\n{\"title\":\"b\",\"story\":\"خبر\"}\n"
                             "{\"title\":\"c\",\"text\":\"t\",\"story\":\"x\"}\n",
                             "a.jsonl");
  CHECK(got.warnings.size() == 1);
  REQUIRE(got.articles.size() == 3);
  CHECK(got.articles[1].text == "خبر");
  CHECK(got.articles[1].field("story") == "خبر");
  CHECK(got.articles[2].text == "t");
}

}  // namespace
}  // namespace diwan::ingest
