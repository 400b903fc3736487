// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>

#include <string>
#include <utility>
#include <vector>

#include "ingest/csv_reader.hpp"
#include "ingest/json_finder.hpp"
#include "ingest/json_records.hpp"
#include "ingest/jsonl_reader.hpp"
#include "ingest/subtitle_reader.hpp"
#include "ingest/xml_reader.hpp"
#include "support/encode.hpp"
#include "unit/ingest/recorder.hpp"

namespace diwan::ingest {
namespace {

using test::read_with;
using Cells = std::vector<std::string>;

TEST_CASE("rows of a table are parted as RFC 4180 says") {
  struct Row {
    std::string text;
    char delimiter;
    std::vector<Cells> rows;
    const char* reason;
  };
  const Row rows[] = {
      {"a,b\r\nc,d", ',', {{"a", "b"}, {"c", "d"}}, "plain, no line end at the end"},
      {"\"a,b\",\"c \"\"d\"\"\"\n", ',', {{"a,b", "c \"d\""}}, "delimiter and marks in marks"},
      {"\"a\nb\",c\nd,e\n", ',', {{"a\nb", "c"}, {"d", "e"}}, "a line break in marks"},
      {"a,,\n,,\nb\n", ',', {{"a", "", ""}, {"b"}}, "empty cells; a blank row is none"},
      {"\"open,a\nb,c\n", ',', {{"\"open", "a"}, {"b", "c"}}, "a mark that is never closed is a sign"},
      {"\"قال\" إنه,x\n", ',', {{"\"قال\" إنه", "x"}}, "words behind a closing mark"},
      {"العنوان؛\tالنص\n", '\t', {{"العنوان؛", "النص"}}, "tabs"},
  };
  for (const auto& row : rows) {
    INFO(row.reason);
    CsvRows csv(row.text, row.delimiter);
    std::vector<Cells> got;
    for (auto cells = csv.next(); !cells.empty(); cells = csv.next()) got.push_back(cells);
    CHECK(got == row.rows);
  }
  CHECK(find_delimiter("a;b,c;d\n,,,,,") == ';');
  CHECK(find_delimiter("a") == ',');
}

TEST_CASE("Arabic behind the beginning of a large table is read in its encoding") {
  const auto rows = [](const std::string& text) {
    std::string all;
    while (all.size() < std::size_t{600} << 10) all += "9;" + text + "\n";
    return all;
  };
  const auto encode = [](std::string_view text) { return test::encode(text, "windows-1256").value(); };
  const std::string last = "10;قال وزير الخارجية إن المحادثات في القاهرة كانت بناءة على كل المستويات\n";
  const std::pair<std::string, std::string> tables[] = {
      {"id;text\n" + rows("plain words of a table"), "nothing but ASCII before"},
      {"id;text\n" + rows(encode("le café de l’été où naît l’idée")), "French before"},
  };
  for (const auto& [beginning, reason] : tables) {
    INFO(reason);
    const auto got = read_with(read_csv, beginning + encode(last), "a.csv");
    REQUIRE(got.articles.size() > 1000);
    CHECK(got.articles.back().text == "قال وزير الخارجية إن المحادثات في القاهرة كانت بناءة على كل المستويات");
  }
  const auto french = read_with(read_csv, tables[1].first + encode(last), "a.csv");
  CHECK(french.articles.front().text == "le café de l’été où naît l’idée");
  REQUIRE(french.warnings.size() == 1);
  CHECK_THAT(french.warnings[0].reason, Catch::Contains("parts of it as windows-1256"));
  const auto utf8 = read_with(read_csv, "id;text\n" + rows("plain") + last, "a.csv");
  CHECK(utf8.warnings.empty());
  CHECK(utf8.articles.back().identity.id == "10");
}

TEST_CASE("a table gives an article a row") {
  const auto got = read_with(read_csv,
                             "# made by a program\nID;Title;نص الخبر;Text;date\n7;عنوان;x;\"سطر\nسطر\";2021-04-07\n"
                             ";عنوان ثان;;;\n",
                             "a.csv");
  CHECK(got.refusals.empty());
  CHECK(got.warnings.empty());
  REQUIRE(got.articles.size() == 2);
  CHECK(got.articles[0] == Article{{"s", "a.csv", "7"},
                                   "عنوان",
                                   "سطر\nسطر",
                                   Date{2021, 4, 7},
                                   {{"date", "2021-04-07", {}}, {"نص الخبر", "x", {}}}});
  CHECK(got.articles[1].identity.id == "a.csv#5");
  CHECK(got.places[1] == "line 5");
}

TEST_CASE("the first line of a table may name the delimiter") {
  struct Row {
    std::string first;
    std::string place;
    const char* reason;
  };
  const Row rows[] = {
      {"sep=;\r\n", "line 3", "as spreadsheets write it"},
      {"SEP=;\n", "line 3", "in any case"},
      {"\"sep=;\"\n", "line 3", "in quotation marks"},
      {"# made by a program\nsep=;\n", "line 4", "behind comments"},
      {"", "line 2", "not there"},
  };
  for (const auto& row : rows) {
    INFO(row.reason);
    const auto got = read_with(read_csv, row.first + "title;text,a,b\nقرار;نص\n", "a.csv");
    REQUIRE(got.articles.size() == 1);
    const bool is_named = !row.first.empty();
    CHECK((got.articles[0].title == "قرار") == is_named);
    CHECK(got.places[0] == row.place);
  }
  const auto got = read_with(read_csv, "sep=;\ntitle;text\nقرار;نص, وفواصل\n", "a.csv");
  CHECK(got.articles.at(0).text == "نص, وفواصل");
  CHECK(read_with(read_csv, "sep=;\n", "a.csv").refusals.at(0).reason == "empty");
}

TEST_CASE("a table without a row is told, not passed over") {
  const auto got = read_with(read_csv, "id,title,text\r\n,,\r\n", "a.csv");
  CHECK(got.articles.empty());
  REQUIRE(got.refusals.size() == 1);
  CHECK(got.refusals[0].reason == "no row below the header");
}

TEST_CASE("names that nobody knows give all their texts, and a warning once") {
  const auto got =
      read_with(read_csv, "no,head,story\n1,قمة,قال الوزير في القمة\n2,بيان,قالت الوزارة في بيان\n", "a.csv");
  REQUIRE(got.articles.size() == 2);
  CHECK(got.articles[0].text == "قال الوزير في القمة\nقمة");
  REQUIRE(got.warnings.size() == 1);
  CHECK(got.warnings[0].reason.find("--map text=story") != std::string::npos);

  test::Recorder mapped;
  test::MemoryBytes bytes("no,head,story\n1,قمة,قال الوزير في القمة\n");
  FileOutput output("s", "a.csv", mapped, {"", {{"title", "head"}, {"text", "story"}, {"id", "no"}}});
  read_csv(bytes, output);
  CHECK(mapped.warnings.empty());
  CHECK(mapped.articles.at(0) == Article{{"s", "a.csv", "1"}, "قمة", "قال الوزير في القمة", {}, {}});

  const auto labels = read_with(read_csv, "رمز,صنف,باب\nأن,حرف,إن وأخواتها\n", "a.csv");
  CHECK(labels.articles.at(0).text == "أن\nحرف\nإن وأخواتها");

  const auto odd = read_with(read_json, R"([{"a\nb\u001b[1m":"اسم الحقل في سطرين"}])", "a.json");
  REQUIRE(odd.warnings.size() == 1);
  CHECK(odd.warnings[0].reason.ends_with("--map text=a\\x0Ab\\x1B[1m names one"));

  const auto line = read_with(read_json_lines, R"({"id":"1","nass":"قال الوزير","n":5})", "a.jsonl");
  CHECK(line.articles.at(0).text == "قال الوزير");
  CHECK(line.articles.at(0).identity.id == "1");
}

TEST_CASE("records of JSON are found where they are") {
  struct Row {
    std::string json;
    Cells records;
    const char* reason;
  };
  const Row rows[] = {
      {R"([{"a":1},{"a":2}])", {R"({"a":1})", R"({"a":2})"}, "an array"},
      {R"({"n":{"docs":[{"a":"]}\""}]}})", {R"({"a":"]}\""})"}, "an array in objects; brackets in a string"},
      {R"({"title":"t","tags":[{"a":1}]})",
       {R"({"title":"t","tags":[{"a":1}]})"},
       "an object with a title is a record"},
      {R"({"a":"x"})", {R"({"a":"x"})"}, "an object without arrays is one"},
      {"{\"a\":1}\n{\"a\":2}\n", {"{\"a\":1}", "{\"a\":2}"}, "several texts"},
      {R"({"headline":"h","author":[{"name":"a"}]})",
       {R"({"headline":"h","author":[{"name":"a"}]})"},
       "any name of a title"},
      {R"({"\u0627\u0644\u0646\u0635":"x","l":[{"a":1},{"a":2},{"a":3}]})",
       {R"({"\u0627\u0644\u0646\u0635":"x","l":[{"a":1},{"a":2},{"a":3}]})"},
       "any name of a text, escaped"},
      {R"({"title":{"$t":"feed"},"entry":[{"title":"first"},{"title":"second"}]})",
       {R"({"title":"first"})", R"({"title":"second"})"},
       "a titled list of titled records"},
      {R"({"title":"t","story":"a long story, much longer than the list","see":[{"title":"a"}]})",
       {R"({"title":"t","story":"a long story, much longer than the list","see":[{"title":"a"}]})"},
       "titled records that are little of it"},
      {R"({"story":"a long story, much longer than the list","see":[{"a":1}]})",
       {R"({"story":"a long story, much longer than the list","see":[{"a":1}]})"},
       "sentences that are most of it"},
      {R"({"copyright":"a few words of law","docs":[{"story":"first in the list"},{"story":"second"}]})",
       {R"({"story":"first in the list"})", R"({"story":"second"})"},
       "a sentence that is little of it"},
      {R"({"a1":{"title":"a"},"a2":{"text":"b"}})", {R"({"title":"a"})", R"({"text":"b"})"}, "records under keys"},
      {R"({"q":{"pages":{"1":{"title":"a"},"2":{"title":"b"}}}})",
       {R"({"title":"a"})", R"({"title":"b"})"},
       "records under keys, deeper"},
      {R"({"ok":1,"d":{"body":"x","l":[{"a":1}]}})",
       {R"({"ok":1,"d":{"body":"x","l":[{"a":1}]}})"},
       "one that is wrapped, with its wrapping"},
      {R"([1,"x",[{"a":1}]])", {}, "no objects in it"},
      {R"({"a":["x"],"b":[)", {R"({"a":["x"],"b":[)"}, "cut short"},
      {std::string(100'000, '['), {}, "deep nesting"},
  };
  for (const auto& row : rows) {
    INFO(row.reason);
    const auto found = find_json_records(row.json);
    CHECK(Cells(found.begin(), found.end()) == row.records);
  }
  const auto got = read_with(read_json, R"({"book":[{"title":"a"},{"title":},{"title":"c"}]})", "b.json");
  REQUIRE(got.articles.size() == 2);
  CHECK(got.articles[1].identity.id == "b.json#3");
  REQUIRE(got.refusals.size() == 1);
  CHECK(got.refusals[0].place == "record 2");
  CHECK(read_with(read_json, "nonsense", "b.json").refusals.size() == 1);
}

TEST_CASE("what WebVTT says of itself, and the characters that it names") {
  struct Row {
    const char* line;
    const char* text;
    const char* reason;
  };
  const Row rows[] = {
      {"&lrm;كنت &amp; أهلي", "\u200Eكنت & أهلي", "names"},
      {"أ&nbsp;ب &lt;i&gt; &#1605;&#x646;", "أ\u00A0ب <i> من", "no tag comes of it; numbers"},
      {"<b>AT&T</b> & شركاه; &nosuch; &#0; &#xD800; &", "AT&T & شركاه; &nosuch; &#0; &#xD800; &", "no names"},
  };
  for (const auto& row : rows) {
    INFO(row.reason);
    const auto got = read_with(read_subtitles,
                               std::string("WEBVTT - x\nKind: captions\nLanguage: ar\n\nLanguage: no\n\n00:01.000 --> "
                                           "00:02.000\n") +
                                   row.line + "\n",
                               "a.vtt");
    REQUIRE(got.articles.size() == 1);
    CHECK(got.articles[0].text == row.text);
    CHECK(got.articles[0].field("language") == "ar");
  }
  const auto srt = read_with(read_subtitles, "1\n00:00:01,000 --> 00:00:02,000\nLanguage: ar &amp; b\n", "a.srt");
  CHECK(srt.articles.at(0).fields.empty());
  CHECK(srt.articles.at(0).text == "Language: ar & b");
}

TEST_CASE("subtitles give what is said") {
  CHECK(read_with(read_subtitles, "1\r\n00:00:01,000 --> 00:00:02,000\r\n<i>قال</i> {\\an8}الوزير\r\n2021\r\n\r\n2\r\n",
                  "a.srt")
            .articles.at(0)
            .text == "قال الوزير\n2021");
  CHECK(read_with(read_subtitles, "WEBVTT\n\nNOTE x\n\n00:01.000 --> 00:02.000\n<v أحمد>a < b\n", "a.vtt")
            .articles.at(0)
            .text == "a < b");
  CHECK(read_with(read_subtitles, "1\n\n", "a.srt").refusals.at(0).reason == "no subtitle in it");
}

TEST_CASE("XML gives records, or one article") {
  const auto rss = read_with(
      read_xml,
      "<?xml version='1.0' encoding='windows-1256'?><rss><channel><title>c</title>"
      "<item><title>\xDE\xE3\xC9</title><link>http://a/1</link><description>&lt;p>\xE4\xD5&lt;/p></description>"
      "<pubDate>2021-04-07T10:00:00Z</pubDate></item></channel></rss>",
      "f.xml");
  REQUIRE(rss.articles.size() == 1);
  CHECK(rss.articles[0].title == "قمة");
  CHECK(rss.articles[0].text == "نص");
  CHECK(rss.articles[0].date == Date{2021, 4, 7});
  CHECK(rss.articles[0].field("url") == "http://a/1");

  std::string items;
  for (int i = 0; i < 100; ++i) items += "<item><title>خبر</title><x" + std::to_string(i) + "/></item>";
  CHECK(read_with(read_xml, "<rss><channel><title>t</title><link>l</link>" + items + "</channel></rss>", "c.xml")
            .articles.size() == 100);

  const auto trec = read_with(read_xml,
                              "<DOC>\n<DOCNO> A-1 </DOCNO>\n<TEXT>\nنص & نص\n</TEXT>\n</DOC>\n<DOC><DOCNO>A-2</DOCNO>"
                              "<TEXT>ثان</TEXT></DOC>",
                              "t.sgml");
  REQUIRE(trec.articles.size() == 2);
  CHECK(trec.articles[0].identity.id == "A-1");
  CHECK(trec.articles[0].text == "نص & نص");

  const auto tei =
      read_with(read_xml,
                "<TEI xml:lang='ar'><teiHeader><titleStmt><title>كتاب</title><author>فلان</author></titleStmt>"
                "</teiHeader><text><body><p>ال<hi>نص</hi></p><p>ثان</p></body></text></TEI>",
                "t.xml");
  REQUIRE(tei.articles.size() == 1);
  CHECK(tei.articles[0].title == "كتاب");
  CHECK(tei.articles[0].text == "النص\nثان");
  CHECK(tei.articles[0].field("author") == "فلان");

  std::string bomb = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\">";
  for (char c = 'b'; c < 'k'; ++c) {
    bomb += std::string("<!ENTITY ") + c + " \"";
    for (int i = 0; i < 10; ++i) bomb += std::string("&") + static_cast<char>(c - 1) + ";";
    bomb += "\">";
  }
  const auto got = read_with(read_xml, bomb + "]><x>نص&j;</x>", "b.xml");
  CHECK(got.articles.size() + got.refusals.size() == 1);
  CHECK(read_with(read_xml, "<!DOCTYPE x [<!ENTITY f SYSTEM \"file:///etc/passwd\">]><x>نص &f;</x>", "b.xml")
            .articles.at(0)
            .text == "نص");
  CHECK(read_with(read_xml, "no XML", "b.xml").refusals.at(0).reason == "not XML: no element can be read");
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<a>";
  const auto nested = read_with(read_xml, deep, "b.xml");
  CHECK(nested.articles.size() + nested.refusals.size() == 1);
}

TEST_CASE("a large table is read row by row, whatever lies across the pieces it is read in") {
  struct Row {
    const char* words;
    const char* text;
  };
  const Row rows[] = {
      {"قال وزير الخارجية في بيان", "قال وزير الخارجية في بيان"},
      {"\xDE\xC7\xE1 \xE6\xD2\xED\xD1 \xC7\xE1\xCE\xC7\xD1\xCC\xED\xC9 \xDD\xED", "قال وزير الخارجية في"},
  };
  for (const auto& row : rows) {
    constexpr int count = 900;
    std::string table = "# made by a program\nid,title,text\n";
    std::string text;
    for (int i = 0; i < 20; ++i) text += std::string(row.words) + ",\r\n";
    for (int i = 0; i < count; ++i) table += std::to_string(i) + "," + row.words + ",\"" + text + "\"\"x\"\"\"\r\n";
    const auto got = read_with(read_csv, table + "last,\"open,x", "a.csv");
    CHECK(got.refusals.empty());
    REQUIRE(got.articles.size() == count + 1);
    CHECK(got.articles[count - 1].identity.id == std::to_string(count - 1));
    CHECK(got.articles[count - 1].title == row.text);
    CHECK(got.articles[count - 1].text.starts_with(row.text));
    CHECK(got.articles[count - 1].text.ends_with(",\r\n\"x\""));
    CHECK(got.places[count - 1] == "line " + std::to_string(3 + (count - 1) * 21));
    CHECK(got.articles[count].title == "\"open");
  }
  CHECK(read_with(read_csv, " \n\n", "a.csv").refusals.at(0).reason == "empty");
}

TEST_CASE("JSON that is larger than one record may be is read record by record") {
  const auto record = [](const std::string& title, std::size_t mebibytes) {
    return "{\"title\":\"" + title + "\",\"a\":[{\"b\":\"]}\"}],\"text\":\"" + std::string(mebibytes << 20, 'x') +
           "\"}";
  };
  const auto got =
      read_with(read_json,
                "{\"title\":\"dump\",\"n\":[1,2],\"r\":{\"docs\":[" + record("a", 9) + "," + record("b", 33) +
                    ", 5,\n" + record("c", 1) + "]},\"more\":[{\"title\":\"d\"}]}\n{\"title\":\"e\"}",
                "b.json");
  REQUIRE(got.articles.size() == 4);
  CHECK(got.articles[0].title == "a");
  CHECK(got.articles[1].title == "c");
  CHECK(got.articles[1].identity.id == "b.json#3");
  CHECK(got.articles[2].title == "d");
  CHECK(got.articles[3].title == "e");
  REQUIRE(got.refusals.size() == 1);
  CHECK(got.refusals[0] == Refusal{"s", "b.json", "record 2", "longer than the limit of 32 MiB"});
}

}  // namespace
}  // namespace diwan::ingest
