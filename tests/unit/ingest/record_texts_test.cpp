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

TEST_CASE("strings below the values of a record count among its texts") {
  const Row rows[] = {
      {R"({"full_text":"تغريدة عن مطار الملكة علياء","user":{"name":"فلان","bio":"صحفي أردني"},"n":{"a":[1,{"b":"تتمة"}]}})",
       "", "تغريدة عن مطار الملكة علياء\nفلان\nصحفي أردني\nتتمة", "full_text", "at any depth, in order"},
      {R"({"title":"خطبة","sections":[{"h":"المقدمة","c":"الحمد لله الذي هدانا"},{"h":"الخاتمة","c":"أقول قولي"}]})",
       "خطبة", "المقدمة\nالحمد لله الذي هدانا\nالخاتمة\nأقول قولي", "sections", "those of one value stay together"},
      {R"({"title":{"rendered":"عنوان"},"content":{"rendered":"متن المقال","protected":false},"x":{"rendered":"مقتطف"}})",
       "عنوان", "متن المقال", "", "known names whose values are objects"},
      {R"({"title":"t","content":[{"type":"p","text":"فقرة أولى"},["فقرة ثانية"]]})", "t", "p\nفقرة أولى\nفقرة ثانية",
       "", "a known text in parts"},
      {R"({"title":"t","text":["فقرة أولى","فقرة ثانية"]})", "t", "فقرة أولى, فقرة ثانية", "", "a list as the text"},
      {R"({"title":"t","text":"x","more":{"text":"y"}})", "t", "x", "", "beside a text they are none"},
      {R"({"title":"t","text":"","more":{"text":"y"}})", "t", "", "", "nor beside an empty one"},
      {R"({"_index":"n","_source":{"title":"خبر","text":"متن الخبر"}})", "خبر", "متن الخبر", "",
       "an object that is wrapped"},
      {R"({"id":"7","doc":{"headline":"خبر","story":"متن الخبر"}})", "خبر", "متن الخبر", "story",
       "wrapped, its text under an unknown name"},
      {R"({"a":{"title":"لا"},"b":{"title":"خبر","text":"متن"}})", "خبر", "متن", "", "of two the one with a text"},
      {R"({"note":"جملة من كلمات كثيرة هنا","user":{"title":"د"}})", "", "جملة من كلمات كثيرة هنا\nد", "note",
       "what has a sentence is no wrapping"},
  };
  check_rows(rows, read_json_lines, "a.jsonl");
  for (const auto& row : rows) {
    INFO(row.reason);
    const auto got = read_with(read_json, '[' + row.record + ']', "a.json");
    REQUIRE(got.articles.size() == 1);
    CHECK(got.articles[0].title == row.title);
    CHECK(got.articles[0].text == row.text);
  }
  const auto got = read_with(
      read_json_lines, R"({"_index":"n","id":"7","k":"out","d":{"title":"خبر","text":"متن","k":"in"}})", "a.jsonl");
  REQUIRE(got.articles.size() == 1);
  CHECK(got.articles[0].identity.id == "7");
  CHECK(got.articles[0].field("_index") == "n");
  CHECK(got.articles[0].field("k") == "in");
}

TEST_CASE("who is meant by a nested value") {
  struct NestedRow {
    std::string author;
    std::string name;
    const char* reason;
  };
  const NestedRow rows[] = {
      {R"({"@type":"Person","@id":"http://a/1","name":"سعاد"})", "سعاد", "a person of schema.org"},
      {R"([{"name":"سعاد","url":"http://a"},{"Name":"ليلى"}])", "سعاد, ليلى", "several, the name in any case"},
      {R"([{"name":"سعاد"},"ليلى",["هند"]])", "سعاد, ليلى, هند", "beside strings and lists"},
      {R"(["ليلى",{"name":"سعاد"},7])", "ليلى, سعاد", "strings first"},
      {R"({"@type":"Person","first":"طه","last":"حسين","page":"http://a"})", "طه حسين",
       "no name: all but addresses and types"},
      {R"({"org":{"name":"دار"},"name":"سعاد"})", "سعاد", "its own name, not that of what is in it"},
      {R"({"$numberLong":5})", "5", "only a number"},
      {R"({"photo":"http://a","ok":true})", "", "nothing"},
  };
  for (const auto& row : rows) {
    INFO(row.reason);
    const auto record = R"({"title":"t","text":"x","author":)" + row.author + "}";
    CHECK(read_with(read_json_lines, record, "a.jsonl").articles.at(0).field("author") == row.name);
    CHECK(read_with(read_json, '[' + record + ']', "a.json").articles.at(0).field("author") == row.name);
    const auto whole =
        read_with(read_json, R"({"headline":"t","articleBody":"x","creator":)" + row.author + "}", "a.json");
    CHECK(whole.articles.at(0).field("author") == row.name);
  }
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
