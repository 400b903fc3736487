// SPDX-License-Identifier: GPL-2.0-or-later
#include "store/schema.hpp"

#include <catch2/catch.hpp>
#include <fstream>
#include <set>
#include <sstream>

#include "core/field_table.hpp"

namespace diwan::store {
namespace {

std::string read_whole(const std::string& path) {
  std::ifstream file(path);
  REQUIRE(file);
  std::ostringstream content;
  content << file.rdbuf();
  return content.str();
}

/// The rows of a Markdown table whose first cell is a key in backticks or (none): `| key | name | description |`.
std::set<std::string> table_rows(const std::string& markdown, const std::string& heading) {
  std::set<std::string> rows;
  const auto begin = markdown.find("\n## " + heading + "\n");
  REQUIRE(begin != std::string::npos);
  const auto end = markdown.find("\n## ", begin + 1);
  std::istringstream lines(markdown.substr(begin, end - begin));
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("| `") || line.starts_with("| (none)")) rows.insert(line);
  }
  return rows;
}

std::string row_of(const SchemaRow& row) {
  const std::string key = row.key.empty() ? "(none)" : "`" + std::string(row.key) + "`";
  return "| " + key + " | " + std::string(row.name) + " | " + std::string(row.description) + " |";
}

}  // namespace

TEST_CASE("docs/schema.md and the table say the same") {
  const auto markdown = read_whole(DIWAN_DOCS "/schema.md");
  CHECK(markdown.find("Version " + std::string(schema_version) + ".") != std::string::npos);
  struct Section {
    SchemaRow::Kind kind;
    const char* heading;
  };
  for (const auto& [kind, heading] :
       {Section{SchemaRow::Kind::term_prefix, "Terms"}, Section{SchemaRow::Kind::value_slot, "Value slots"},
        Section{SchemaRow::Kind::metadata, "Metadata"}}) {
    std::set<std::string> expected;
    for (const auto& row : schema_table) {
      if (row.kind == kind) expected.insert(row_of(row));
    }
    INFO(heading);
    CHECK(table_rows(markdown, heading) == expected);
  }
}

TEST_CASE("docs/schema.md and the field table say the same") {
  std::set<std::string> expected;
  for (const auto& row : field_table) {
    expected.insert("| `" + std::string(row.name) + "` | " + std::string(row.where) + " | " +
                    std::string(row.description) + " |");
  }
  CHECK(table_rows(read_whole(DIWAN_DOCS "/schema.md"), "Fields") == expected);
}

TEST_CASE("a term fits into Xapian's limit and tells long values apart") {
  std::string arabic;
  for (int i = 0; i < 200; ++i) arabic += "ق";
  struct Row {
    std::string value;
    bool as_it_stands;
    const char* reason;
  };
  const Row rows[] = {
      {"قوات", true, "a word"},
      {"", true, "nothing"},
      {std::string(198, 'a'), true, "the longest"},
      {std::string(199, 'a'), false, "one byte more"},
      {arabic, false, "long Arabic"},
      {std::string(120, '\0'), false, "zero bytes count twice"},
  };
  for (const auto& row : rows) {
    INFO(row.reason);
    const auto term = make_term("XY", row.value);
    CHECK((term == "XY" + row.value) == row.as_it_stands);
    CHECK(term.size() <= 200);
    CHECK(make_term("XY", row.value + "b") != term);
  }
  CHECK(make_term("XY", arabic).find('\xD9') == 2);
}

TEST_CASE("identities that differ have different terms") {
  CHECK(identity_term({"a", "b", "c"}) == identity_term({"a", "b", "c"}));
  CHECK(identity_term({"a", "b", "c"}) != identity_term({"ab", "", "c"}));
  CHECK(identity_term({"a", "b", "c"}) != identity_term({"a", "bc", ""}));
}

TEST_CASE("order values sort by day and hold their date") {
  const Identity identity{"s", "p", "i"};
  const std::optional<Date> days[] = {std::nullopt,      Date{1, 1, 1},     Date{622, 7, 16},  Date{1999, 12, 31},
                                      Date{2021, 7, 26}, Date{2021, 12, 1}, Date{9999, 12, 31}};
  for (std::size_t i = 0; i < std::size(days); ++i) {
    CHECK(order_date(order_value(days[i], identity)) == days[i]);
    if (i > 0) CHECK(order_value(days[i - 1], identity) < order_value(days[i], identity));
  }
  SECTION("a range holds its first and last day, and no undated article") {
    const auto begin = order_range_begin(Date{2021, 7, 26});
    const auto end = order_range_end(Date{2021, 12, 1});
    CHECK(order_value(Date{2021, 7, 26}, identity) >= begin);
    CHECK(order_value(Date{2021, 12, 1}, identity) <= end);
    CHECK(order_value(Date{2021, 12, 2}, identity) > end);
    CHECK(order_value(Date{2021, 7, 25}, identity) < begin);
    CHECK(order_value(std::nullopt, identity) < order_range_begin(std::nullopt));
    CHECK(order_value(Date{9999, 12, 31}, identity) <= order_range_end(std::nullopt));
  }
}

TEST_CASE("a content hash changes with everything that is stored") {
  const Article article{{"s", "p", "i"}, "عنوان", "نص", Date{2021, 7, 26}, {{"n", "1", Field::Kind::number}}};
  auto changed = article;
  SECTION("title") { changed.title += " "; }
  SECTION("text") { changed.text = "نصّ"; }
  SECTION("date") { changed.date.reset(); }
  SECTION("field value") { changed.fields[0].value = "2"; }
  SECTION("field kind") { changed.fields[0].kind = Field::Kind::text; }
  SECTION("field name") { changed.fields[0].name = "m"; }
  SECTION("one more field") { changed.fields.push_back({"", "", Field::Kind::text}); }
  SECTION("bytes that move from the title to the text") {
    changed.title = "عنواننص";
    changed.text = "";
  }
  CHECK(content_hash(changed) != content_hash(article));
}

}  // namespace diwan::store
