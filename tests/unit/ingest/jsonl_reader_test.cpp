// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/jsonl_reader.hpp"

#include <catch2/catch.hpp>

#include <random>
#include <string>
#include <vector>

#include "ingest/limits.hpp"
#include "text/utf8.hpp"
#include "unit/ingest/recorder.hpp"

namespace diwan::ingest {
namespace {

using test::read_with;
using Kind = Field::Kind;

constexpr const char* path = "dump.jsonl";

test::Recorder read(std::string bytes) { return read_with(read_json_lines, std::move(bytes), path); }

TEST_CASE("a line of JSON becomes an article") {
  struct Row {
    std::string line;
    Article article;
    const char* reason;
  };
  const auto article = [](std::string id, std::string title, std::string text, std::optional<Date> date = {},
                          std::vector<Field> fields = {}) {
    return Article{{"s", path, std::move(id)}, std::move(title), std::move(text), date, std::move(fields)};
  };
  const Row rows[] = {
      {R"({"id":"a","title":"بيان","text":"قوات"})", article("a", "بيان", "قوات"), "the plain case"},
      {R"({"id":"a","title":"بيان","body":"قوات"})", article("a", "بيان", "قوات"), "body is the text"},
      {R"({"id":"a","text":"t","body":"b"})", article("a", "", "t", {}, {{"body", "b", Kind::text}}),
       "text goes first"},
      {R"({"id":"a","text":"","body":"b"})", article("a", "", "b"), "an empty text gives way to the body"},
      {R"({"id":"a","text":null,"body":"b"})", article("a", "", "b"), "null is as good as absent"},
      {R"({"id":"a","text":"t","body":7})", article("a", "", "t", {}, {{"body", "7", Kind::number}}),
       "a body that is not needed is like any other"},
      {R"({"id":12,"title":"t"})", article("12", "t", ""), "a number as id"},
      {R"({"id":12345678901234567890123,"title":"t"})", article("12345678901234567890123", "t", ""), "a long id"},
      {R"({"id":"","title":"t"})", article("dump.jsonl#1", "t", ""), "an empty id"},
      {R"({"id":null,"title":"t"})", article("dump.jsonl#1", "t", ""), "null as id"},
      {R"({"title":"t"})", article("dump.jsonl#1", "t", ""), "no id"},
      {R"({"id":"سجل ١","title":" سطر\nآخر "})", article("سجل ١", " سطر\nآخر ", ""), "title and id as they are"},
      {R"({"title":"t","date":"2021-04-07T10:00:00Z"})",
       article("dump.jsonl#1", "t", "", Date{2021, 4, 7}, {{"date", "2021-04-07T10:00:00Z", Kind::text}}), "a stamp"},
      {R"({"title":"t","date":20210407})",
       article("dump.jsonl#1", "t", "", Date{2021, 4, 7}, {{"date", "20210407", Kind::number}}), "a number as date"},
      {R"({"title":"t","date":"٧ نيسان"})", article("dump.jsonl#1", "t", "", {}, {{"date", "٧ نيسان", Kind::text}}),
       "a date kept though not read"},
      {R"({"z":true,"title":"t","a":false,"n":-0,"x":1.50,"e":1E+2,"big":18446744073709551616,"huge":1e400,"no":null})",
       article("dump.jsonl#1", "t", "", {},
               {{"z", "true", Kind::boolean},
                {"a", "false", Kind::boolean},
                {"n", "-0", Kind::number},
                {"x", "1.50", Kind::number},
                {"e", "1E+2", Kind::number},
                {"big", "18446744073709551616", Kind::number},
                {"huge", "1e400", Kind::number}}),
       "scalars in their order, numbers as written"},
      {R"({"title":"t","text":"","tags":["سلام","حرب",3,true,null],"none":[],"nulls":[null],"deep":[["x"]],"o":{"text":"x"}})",
       article("dump.jsonl#1", "t", "", {}, {{"tags", "سلام, حرب, 3, true", Kind::text}}),
       "arrays of scalars are joined, deeper ones left out"},
      {R"({"title":"t","text":"","mixed":["a",{"b":"c"},"d"],"author":["x"]})",
       article("dump.jsonl#1", "t", "", {}, {{"author", "x", Kind::text}}), "an array with an object inside"},
      {R"({"title":"1","a":"1","b":"2","a":"3","title":"2"})",
       article("dump.jsonl#1", "2", "", {}, {{"a", "3", Kind::text}, {"b", "2", Kind::text}}),
       "of a name that comes twice the last stands"},
      {R"({"title":"t","a":{"x":1},"a":"2"})", article("dump.jsonl#1", "t", "", {}, {{"a", "2", Kind::text}}),
       "the last one of another type"},
      {R"({"title":"t","a":"2","a":null})", article("dump.jsonl#1", "t", ""), "the last one null"},
      {R"({"Title":"t","text":"x","":"y"})",
       article("dump.jsonl#1", "", "x", {}, {{"Title", "t", Kind::text}, {"", "y", Kind::text}}),
       "names count by case; an empty one is a name"},
      {R"({"text":"\u0627\u0644\ud83d\ude00\u0000\u001b"})", article("dump.jsonl#1", "", std::string("ال😀\0\x1B", 10)),
       "escapes, a pair of surrogates, NUL"},
      {"\xEF\xBB\xBF{\"text\":\"x\"}\r", article("dump.jsonl#1", "", "x"), "a byte order mark and CR around"},
  };
  for (const auto& row : rows) {
    INFO(row.reason);
    const auto got = read(row.line);
    for (const auto& refusal : got.refusals) FAIL_CHECK(refusal.reason);
    REQUIRE(got.articles.size() == 1);
    CHECK(got.articles[0] == row.article);
  }
}

TEST_CASE("a line that is no article is refused with its number and the reason") {
  struct Row {
    std::string line;
    std::string reason;
  };
  const std::string iconv = "; convert it first, for instance with iconv";
  const Row rows[] = {
      {R"({"id":{},"title":"t"})", "id is an object, not a string or a number"},
      {R"({"id":["a"],"title":"t"})", "id is an array, not a string or a number"},
      {R"({"id":true,"title":"t"})", "id is a boolean, not a string or a number"},
      {R"({"title":1984})", "title is a number, not a string"},
      {R"({"title":"t","text":[[1],2]})", "text is an array, not a string"},
      {R"({"title":"t","body":{"a":1}})", "body is an object, not a string"},
      {R"({"id":"a"})", "neither a title nor a text"},
      {R"({"id":"a","title":" ","text":"\n\u00a0"})", "neither a title nor a text"},
      {"{}", "neither a title nor a text"},
      {R"(["title"])", "not a JSON object"},
      {R"("title")", "not a JSON object"},
      {"null", "not a JSON object"},
      {"12", "not a JSON object"},
      {R"({"title":"t")",
       "not valid JSON (column 13): syntax error while parsing object - unexpected end of input; "
       "expected '}'"},
      {R"({"id":007,"title":"t"})",
       "not valid JSON (column 8): syntax error while parsing object - unexpected number literal; expected '}'"},
      {R"({"a":1e99999,"title":"t"})", "not valid JSON (column 12): number overflow parsing '1e99999'"},
      {R"({"title":"t"} {})",
       "not valid JSON (column 15): syntax error while parsing value - unexpected '{'; expected end of input"},
      {R"({"title":NaN})", "not valid JSON (column 10): syntax error while parsing value - invalid literal"},
      {R"({"title":"\ud800"})",
       "not valid JSON (column 17): syntax error while parsing value - invalid string: surrogate U+D800..U+DBFF must "
       "be "
       "followed by U+DC00..U+DFFF"},
      {R"({"title":"\udc00x"})",
       "not valid JSON (column 16): syntax error while parsing value - invalid string: surrogate U+DC00..U+DFFF must "
       "follow U+D800..U+DBFF"},
      {"{\"title\":\"a\tb\"}",
       "not valid JSON (column 12): syntax error while parsing value - invalid string: control character U+0009 (HT) "
       "must be escaped to \\u0009 or \\t"},
      {"{\"title\":\"\xC7\xE1\"}", "not UTF-8 (byte 10)" + iconv},
      {std::string("{\"title\":\"t\"}\0x", 15), "a NUL byte (byte 13): binary data, or text in UTF-16"},
      {std::string(2'000'000, '['), "not a JSON object"},
  };
  for (const auto& row : rows) {
    // Between two good lines: the run goes on, and counts on.
    const auto got = read("{\"title\":\"before\"}\n" + row.line + "\n{\"title\":\"after\"}\n");
    REQUIRE(got.refusals.size() == 1);
    CHECK(got.refusals[0].reason == row.reason);
    CHECK(got.refusals[0] == Refusal{"s", path, "line 2", row.reason});
    REQUIRE(got.articles.size() == 2);
    CHECK(got.articles[1].identity.id == "dump.jsonl#3");
  }
}

TEST_CASE("deep nesting costs no stack") {
  const std::size_t depth = 1'000'000;
  const auto got = read("{\"title\":\"t\",\"a\":" + std::string(depth, '[') + std::string(depth, ']') + ",\"b\":1}");
  REQUIRE(got.articles.size() == 1);
  CHECK(got.articles[0].fields == std::vector<Field>{{"b", "1", Kind::number}});
}

TEST_CASE("blank lines are passed over and counted, the last line needs no line feed") {
  const auto got = read("\n \t\r\n{\"title\":\"a\"}\n\n{\"title\":\"b\"}");
  CHECK(got.refusals.empty());
  REQUIRE(got.articles.size() == 2);
  CHECK(got.articles[0].identity.id == "dump.jsonl#3");
  CHECK(got.articles[1].identity.id == "dump.jsonl#5");
}

TEST_CASE("a file without any line is refused as empty") {
  for (const char* const bytes : {"", "\n", "\xEF\xBB\xBF", " \r\n\r\n"}) {
    const auto got = read(bytes);
    CHECK(got.articles.empty());
    REQUIRE(got.refusals.size() == 1);
    CHECK(got.refusals[0] == Refusal{"s", path, "", "empty"});
  }
}

TEST_CASE("a line above the limit is refused, and the next one read") {
  const std::string fill(longest_json_line, 'x');
  const auto got = read("{\"text\":\"" + fill + "\"}\n{\"title\":\"after\"}");
  REQUIRE(got.refusals.size() == 1);
  CHECK(got.refusals[0] == Refusal{"s", path, "line 1", "longer than the limit of 64 MiB"});
  REQUIRE(got.articles.size() == 1);
  CHECK(got.articles[0].title == "after");
}

TEST_CASE("a file that breaks off keeps its whole lines and names the broken one") {
  test::Recorder recorder;
  test::MemoryBytes bytes("{\"title\":\"a\"}\n{\"title\":\"b", 5, {Code::malformed, "gzip data is cut short", {}});
  FileOutput output("s", path, recorder);
  read_json_lines(bytes, output);
  REQUIRE(recorder.articles.size() == 1);
  REQUIRE(recorder.refusals.size() == 1);
  CHECK(recorder.refusals[0] == Refusal{"s", path, "line 2", "gzip data is cut short"});
}

/// Any text, as a JSON string: characters that must be escaped are, some others by chance.
class RandomText {
 public:
  explicit RandomText(std::mt19937& random) : random_(random) {
    constexpr std::pair<char32_t, char32_t> blocks[] = {{0x00, 0x7F},     {0x600, 0x6FF},   {0xFB50, 0xFDFF},
                                                        {0x2000, 0x206F}, {0xE000, 0xFFFF}, {0x10000, 0x10FFFF}};
    for (auto left = number(0, 12); left > 0; --left) {
      const auto& block = blocks[number(0, std::size(blocks) - 1)];
      add(static_cast<char32_t>(number(block.first, block.second)));
    }
  }

  std::string plain;
  std::string json;

 private:
  std::size_t number(std::size_t low, std::size_t high) {
    return std::uniform_int_distribution<std::size_t>(low, high)(random_);
  }

  void add_unit(unsigned unit) {
    char escape[8];
    std::snprintf(escape, sizeof escape, "\\u%04x", unit & 0xFFFFU);
    json += escape;
  }

  void add(char32_t c) {
    text::append_utf8(plain, c);
    if (c >= 0x20 && c != '"' && c != '\\' && number(0, 3) > 0) {
      text::append_utf8(json, c);
    } else if (c < 0x10000) {
      add_unit(c);
    } else {
      add_unit(0xD800U + ((c - 0x10000U) >> 10U));
      add_unit(0xDC00U + ((c - 0x10000U) & 0x3FFU));
    }
  }

  std::mt19937& random_;
};

std::string random_number(std::mt19937& random) {
  const auto digits = [&](std::size_t most) {
    std::string text;
    for (auto left = 1 + random() % most; left > 0; --left) text += static_cast<char>('0' + random() % 10);
    return text;
  };
  std::string text = random() % 2 == 0 ? "-" : "";
  text += random() % 4 == 0 ? "0" : static_cast<char>('1' + random() % 9) + digits(30);
  if (random() % 2 == 0) text += '.' + digits(20);
  if (random() % 3 == 0)
    text += std::string(random() % 2 == 0 ? "e" : "E") + (random() % 2 == 0 ? "+" : "-") + digits(3);
  return text;
}

TEST_CASE("random scalars come back exactly") {
  std::mt19937 random(20210407);
  for (int round = 0; round < 2000; ++round) {
    const RandomText text(random);
    Article expected{{"s", path, "id" + text.plain}, "t" + text.plain, text.plain, {}, {}};
    std::string line = R"({"id":"id)" + text.json + R"(","title":"t)" + text.json + R"(","text":")" + text.json + '"';
    for (auto left = random() % 6; left > 0; --left) {
      const RandomText name(random);
      const auto unique = std::to_string(left);
      Field field{name.plain + unique, {}, Kind::text};
      std::string json;
      switch (random() % 3) {
        case 0: {
          const RandomText value(random);
          field.value = value.plain;
          json = '"' + value.json + '"';
          break;
        }
        case 1:
          field = {field.name, random_number(random), Kind::number};
          json = field.value;
          break;
        default:
          field = {field.name, random() % 2 == 0 ? "true" : "false", Kind::boolean};
          json = field.value;
      }
      expected.fields.push_back(field);
      line += ",\"" + name.json + unique + "\": " + json;
    }
    line += '}';
    CAPTURE(line);
    const auto got = read(line);
    for (const auto& refusal : got.refusals) FAIL_CHECK(refusal.reason);
    REQUIRE(got.articles.size() == 1);
    REQUIRE(got.articles[0] == expected);
  }
}

}  // namespace
}  // namespace diwan::ingest
