// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/html_value.hpp"

#include <catch2/catch.hpp>

#include <diwan/apart_reader.hpp>

#include <chrono>
#include <cstdint>
#include <sstream>
#include <string>

#include "ingest/csv_reader.hpp"
#include "ingest/json_records.hpp"
#include "ingest/jsonl_reader.hpp"
#include "support/temporary_folder.hpp"
#include "unit/ingest/recorder.hpp"

namespace diwan::ingest {
namespace {

using test::read_with;

TEST_CASE("what is clearly HTML") {
  struct Row {
    std::string text;
    bool is_html;
    const char* reason;
  };
  const Row rows[] = {
      {"<p>نص</p>", true, "an element"},
      {"نص <B class=\"x\">غليظ</b > ثم <i>مائل</I>", true, "in any case, with attributes"},
      {"<h2>عنوان</h2>", true, "a digit in its name"},
      {"x < y </ z", false, "no names"},
      {"if (a<b) return; // </b>x", true, "a sign that reads as a tag, and its end"},
      {"نص</div>", false, "closed, never opened"},
      {"<div>نص", false, "opened, never closed"},
      {"نص<br>نص", false, "the end of a line alone"},
      {"<p>نص<br/>", false, "a paragraph that is not closed"},
      {"نص</p>", false, "the end of a paragraph alone"},
      {"<pr> <break> <p<b>", false, "other names"},
      {"<ref>مصدر</ref>", false, "no element of HTML"},
      {"<b>نص</b", false, "cut short"},
      {"<", false, "a sign alone"},
      {"</", false, "two signs alone"},
      {"", false, "nothing"},
  };
  for (const auto& row : rows) {
    INFO(row.reason);
    CHECK(holds_html(row.text) == row.is_html);
  }
}

TEST_CASE("HTML in a text of a record is read as what a reader sees") {
  struct Row {
    std::string value;
    std::string text;
    const char* reason;
  };
  const Row rows[] = {
      {"<p>نص <b>غليظ</b> داخل</p><p>فقرة&nbsp;ثانية</p>", "نص غليظ داخل\n\nفقرة\u00A0ثانية",
       "paragraphs and entities"},
      {"نص<script>var x</script> نهاية", "نص نهاية", "what is not seen"},
      {"سطر<br>ثان<br />\nثالث", "سطر\nثان\nثالث", "ends of lines alone"},
      {"<p>فقرة &quot;أولى&quot;<p>وثانية", "فقرة \"أولى\"\n\nوثانية", "paragraphs that are not closed"},
      {"نص&nbsp;ثم &quot;قول&quot;\n  &#1575;&#x644;&copy; &amp;lt; AT&amp;T", "نص\u00A0ثم \"قول\"\n  ال© &lt; AT&T",
       "references alone; white space stays"},
      {"R&D; AT&T a&b;c &nosuch; &#0; &#xD800; & &amp", "R&D; AT&T a&b;c &nosuch; &#0; &#xD800; & &amp",
       "no references"},
      {"نص<BR clear='all' />نص</p>ثم<p dir=rtl>قول<p>", "نص\nنص\n\nثم\n\nقول", "attributes, and a tag at the end"},
      {"إذا كان a<b فالناتج صحيح<br>والقسم الثاني", "إذا كان a<b فالناتج صحيح\nوالقسم الثاني", "a sign beside a tag"},
      {"من: أحمد <ahmad@example.org><br>إلى: منى <mona@example.org><br>",
       "من: أحمد <ahmad@example.org>\nإلى: منى <mona@example.org>", "addresses beside tags"},
      {"السطر الأول\nالسطر  الثاني<br>و&amp;<br><br>الثالث", "السطر الأول\nالسطر  الثاني\nو&\n\nالثالث",
       "white space beside a tag"},
      {"أولى\n<p>ثانية<p>\n\nثالثة", "أولى\n\nثانية\n\nثالثة", "line feeds that a paragraph has"},
      {"List<String> x;<br>if (x<y) <p and q> &lt;br&gt;", "List<String> x;\nif (x<y) <p and q> <br>",
       "code beside a tag"},
      {"<p>إذا كان a<b فالناتج <i>صحيح</i></p>", "إذا كان a<b فالناتج صحيح", "a sign in HTML"},
      {"<b>من</b>: أحمد <ahmad@example.org>، <a.b@example.org> <https://example.org/a>",
       "من: أحمد <ahmad@example.org>، <a.b@example.org> <https://example.org/a>", "addresses in HTML"},
      {"<div>List<String> <b فإن x=5 و c> &lt;i&gt; a<</div>", "List<String> <b فإن x=5 و c> <i> a<", "code in HTML"},
      {"<div hidden>سر</div><i title='س <ص>'>نص</i><o:p>&nbsp;</o:p><!-- a<b --><br/>ثم", "نص\u00A0\nثم",
       "markup of all kinds is still none of the text"},
      {"قال: 3 < 5 &amp; 7 > 2\n  ثم مضى", "قال: 3 < 5 &amp; 7 > 2\n  ثم مضى", "plain text stays byte for byte"},
  };
  for (const auto& row : rows) {
    INFO(row.reason);
    std::string json;
    for (const char c : row.value) json += c == '\n' ? std::string("\\n") : std::string(1, c);
    for (const std::string name : {"text", "story"}) {
      const auto record = R"({"id":"1","title":"t","n":1,")" + name + R"(":")" + json + R"("})";
      CHECK(read_with(read_json_lines, record, "a.jsonl").articles.at(0).text == row.text);
      CHECK(read_with(read_json, '[' + record + ']', "a.json").articles.at(0).text == row.text);
      const auto table = "title," + name + "\nt,\"" + row.value + "\"\n";
      CHECK(read_with(read_csv, table, "a.csv").articles.at(0).text == row.text);
    }
  }
  CHECK(read_with(read_json_lines, R"({"text":"<p></p>"})", "a.jsonl").refusals.at(0).reason ==
        "neither a title nor a text");
  CHECK(read_with(read_json_lines, R"({"title":"t","text":"<p></p>"})", "a.jsonl").articles.at(0).text.empty());
}

TEST_CASE("titles are cleaned of HTML") {
  struct Row {
    const char* value;
    const char* title;
  };
  const Row rows[] = {
      {"قرار <b>هام</b> جدا", "قرار هام جدا"},
      {"قرار<br/>ثان", "قرار ثان"},
      {"&#1575;&#1604;&#1602;&#1585;&#1575;&#1585; &amp; &#146;", "القرار & ’"},
      {"المجموعة A<B<br>ثان", "المجموعة A<B ثان"},
      {"<b>المجموعة</b> A<B ثان", "المجموعة A<B ثان"},
      {"AT&T: 3 < 5", "AT&T: 3 < 5"},
      {"std::vector<int> & co", "std::vector<int> & co"},
  };
  for (const auto& row : rows) {
    const auto record = R"({"id":"1","text":"نص","title":")" + std::string(row.value) + R"("})";
    CHECK(read_with(read_json_lines, record, "a.jsonl").articles.at(0).title == row.title);
    CHECK(read_with(read_json, '[' + record + ']', "a.json").articles.at(0).title == row.title);
    CHECK(read_with(read_csv, "title,text\n\"" + std::string(row.value) + "\",نص\n", "a.csv").articles.at(0).title ==
          row.title);
  }
  const auto empty = read_with(read_json_lines, R"({"id":"1","text":"نص","title":"<b></b>"})", "a.jsonl");
  CHECK(empty.articles.at(0).title.empty());
}

TEST_CASE("HTML that cannot be read stays as it is, and is told") {
  test::Recorder got;
  test::MemoryBytes bytes("{\"title\":\"a\",\"text\":\"<p>نص</p>\"}\n{\"title\":\"b\",\"text\":\"نص\"}\n");
  FileOutput output("s", "a.jsonl", got);
  output.read_html_with([](const std::string& /*html*/) { return std::nullopt; });
  read_json_lines(bytes, output);
  REQUIRE(got.articles.size() == 2);
  CHECK(got.articles[0].text == "<p>نص</p>");
  REQUIRE(got.warnings.size() == 1);
  CHECK(got.warnings[0].place == "line 1");
}

TEST_CASE("HTML in a text of a record is read apart, and costs no more than that") {
  const test::TemporaryFolder folder;
  const auto path =
      folder.write("a.jsonl",
                   "{\"id\":\"1\",\"text\":\"<p>أول</p><p>ثان</p>\"}\n{\"id\":\"2\",\"text\":\"<p>CRASH</p>\"}\n"
                   "{\"id\":\"3\",\"text\":\"%PDF-<b>ثالث</b>\"}\n{\"id\":\"4\",\"text\":\"CRASH\"}\n");
  ApartReader apart({DIWAN_HOSTILE_READER}, {std::uint64_t{64} << 20, std::chrono::seconds(120)});
  test::Recorder got;
  std::istringstream no_input;
  REQUIRE(read_source({"s", path}, no_input, got, {}, {}, &apart));
  CHECK(got.refusals.empty());
  REQUIRE(got.articles.size() == 4);
  CHECK(got.articles[0].text == "أول\n\nثان");
  CHECK(got.articles[1].text == "<p>CRASH</p>");
  CHECK(got.articles[2].text == "%PDF-ثالث");
  CHECK(got.articles[3].text == "CRASH");
  REQUIRE(got.warnings.size() == 1);
  CHECK(got.warnings[0].place == "line 2");
}

}  // namespace
}  // namespace diwan::ingest
