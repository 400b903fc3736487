// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/markdown_reader.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

#include "ingest/front_matter.hpp"
#include "unit/ingest/recorder.hpp"

namespace diwan::ingest {
namespace {

using test::read_with;

Article read(const std::string& text) {
  const auto got = read_with(read_markdown, text, "a.md");
  REQUIRE(got.articles.size() == 1);
  return got.articles[0];
}

TEST_CASE("front matter gives fields, the rest is the text") {
  const auto article =
      read("---\ntitle: \"بيان: مشترك\"\ndate: 2021-04-07\ntags: [سياسة, 'قمة']\nauthors:\n- أ\n- ب\n---\n# رأس\nنص\n");
  CHECK(article == Article{{"s", "a.md", "a.md"},
                           "بيان: مشترك",
                           "# رأس\nنص\n",
                           Date{2021, 4, 7},
                           {{"date", "2021-04-07", {}}, {"tags", "سياسة, قمة", {}}, {"author", "أ, ب", {}}}});
}

TEST_CASE("values of front matter in YAML") {
  struct Row {
    const char* yaml;
    const char* value;  ///< of x
    const char* reason;
  };
  const Row rows[] = {
      {"x: قرار", "قرار", "plain"},
      {"x: قرار: ثان", "قرار: ثان", "a colon in it"},
      {"x: قرار # ملاحظة", "قرار", "a comment"},
      {"x: 'it''s # قرار'", "it's # قرار", "single marks"},
      {R"(x: "أ\"ب\" \u0642\u0631\u0627\u0631 \ud83d\ude00\n2")", "أ\"ب\" قرار 😀\n2", "double marks with escapes"},
      {R"(x: "\ud83d \u12 \q \)", "\"\\ud83d \\u12 \\q \\", "marks that do not end"},
      {R"(x: "\ud83d \u12")", "\uFFFD \uFFFD", "escapes of nothing"},
      {R"(x: "\u064ق \xق\U0000062")", "\uFFFDق \uFFFDق\uFFFD", "escapes without all of their digits"},
      {"x: \"قرار\n  طويل\"", "قرار طويل", "marks over two lines"},
      {"x: قرار\n  طويل\n  جدا", "قرار طويل جدا", "plain over three lines"},
      {"x:\n  قرار\n  طويل", "قرار طويل", "plain below its name"},
      {"x: |\n  سطر: 1\n\n    سطر 2\ny: z", "سطر: 1\n\n  سطر 2", "a literal block keeps its lines"},
      {"x: >-\n  سطر\n  واحد\n\n  آخر\ny: z", "سطر واحد\nآخر", "a folded block"},
      {"x: |2+ # c\n  # ليس تعليقا\n", "# ليس تعليقا", "no comment in a block"},
      {"x: [أ, \"ب, ج\", 'د']", "أ, ب, ج, د", "a list in brackets"},
      {"x: [\n  أ,\n  ب # c\n]\ny: z", "أ, ب", "over lines"},
      {"x: [أ, [ب, {c: ج}]]", "أ, ب, c: ج", "lists in lists"},
      {"x: []", "", "an empty list"},
      {"x: [أ", "[أ", "a bracket that does not end"},
      {"x: {name: أحمد, city: \"عدن\"}", "name: أحمد, city: عدن", "a table in brackets"},
      {"x:\n- أ\n- ب: ج\n-  \"د\"", "أ, ب: ج, د", "a list at the margin"},
      {"x:\n  - أ\n\n  - ب\n    طويل\n", "أ, ب طويل", "an indented list, an item of two lines"},
      {"x:\n  - name: أحمد\n    url: u\n  - name: منى", "name: أحمد, url: u, name: منى", "a list of tables"},
      {"x:\n  a: 1\n  b:\n    - ب", "a: 1, b: ب", "tables in tables"},
      {"x: |\n  سطر\n  ---\n  آخر\n  ...\n  ثالث\ny: z", "سطر\n---\nآخر\n...\nثالث", "indented signs end nothing"},
      {"x: أ\ny: z\nx: [ب, ج]", "أ, ب, ج", "a name that comes twice"},
      {"x: أ\nx: أ\nx:\nx: ب", "أ, ب", "the same again, and nothing"},
      {"x:\ny: z\nx: ب", "ب", "nothing first"},
      {"# c\n  # c\nx: 1", "1", "two comments"},
      {"x: !!str 5", "5", "a tag"},
      {"x: ~", "", "nothing"},
      {"\"x\": 1\r\ny: 2\r", "1", "a name in marks, CR LF"},
      {"# c\n\nx: 1\n", "1", "comments and blank lines"},
  };
  for (const auto& row : rows) {
    INFO(row.reason);
    const auto article = read(std::string("---\n") + row.yaml + "\n---\nنص\n");
    CHECK(article.text == "نص\n");
    CHECK(article.field("x") == row.value);
  }
}

TEST_CASE("front matter in TOML and JSON") {
  const Article wanted{{"s", "a.md", "a.md"},
                       "بيان \"مشترك\"",
                       "نص\n",
                       Date{2021, 4, 7},
                       {{"date", "2021-04-07T10:00:00Z", {}},
                        {"draft", "false", {}},
                        {"tags", "سياسة, قمة", {}},
                        {"language", "ar", {}},
                        {"author", "منى, عمر", {}}}};
  const char* const rows[] = {
      R"(+++
# c
title = "بيان \"مشترك\"" # c
date = 2021-04-07T10:00:00Z
draft = false
tags = [
  "سياسة",
  'قمة', # c
]
lang = 'ar'
authors = [{name = "منى", mail = "m"}, "عمر"]
+++
)",
      R"({
"title": "بيان \"مشترك\"", "date": "2021-04-07T10:00:00Z", "draft": false,
"tags": ["سياسة", "قمة"], "lang": "ar", "authors": [{"name": "منى"}, "عمر"]}
)",
      R"(---
{"title": "بيان \"مشترك\"", "date": "2021-04-07T10:00:00Z", "draft": false,
 "tags": ["سياسة", "قمة"], "lang": "ar", "authors": "منى, عمر"}
---
)"};
  for (const std::string front : rows) {
    auto article = read(front + "نص\n");
    for (auto& field : article.fields) field.kind = {};
    CHECK(article == wanted);
  }
  const auto tables = read(R"(+++
description = """
سطر
آخر"""
[taxonomies]
categories = ["أ", "ب"]
[author]
name = '''عمر'''
[extra.page]
"a.b" = 1
+++

نص
)");
  CHECK(tables.fields ==
        std::vector<Field>{
            {"description", "سطر\nآخر", {}}, {"category", "أ, ب", {}}, {"author", "عمر", {}}, {"a.b", "1", {}}});
  CHECK(tables.title == "نص");
}

TEST_CASE("names of front matter that mean a field") {
  const auto article = read(
      "---\nupdated: 2024-01-01\nDate: 2020-02-03\nlang: ar\nauthor:\n  name: منى\n  email: m@x\ncategories: [أ]\n"
      "id: 7\ntext: t\nlayout: post\n---\nنص\n");
  CHECK(article.date == Date{2020, 2, 3});
  CHECK(article.fields == std::vector<Field>{{"updated", "2024-01-01", {}},
                                             {"date", "2020-02-03", {}},
                                             {"language", "ar", {}},
                                             {"author", "منى", {}},
                                             {"category", "أ", {}},
                                             {"layout", "post", {}}});
  CHECK(article.identity.id == "a.md");
}

TEST_CASE("all values of a name that comes again in front matter are kept") {
  const auto talk = read("---\nسعيد: مرحبا\nليلى: أهلا\nسعيد: كيف حالك\n---\nنص\n");
  CHECK(talk.fields == std::vector<Field>{{"سعيد", "مرحبا, كيف حالك", {}}, {"ليلى", "أهلا", {}}});
  const auto known = read(
      "---\ntitle: بيان\nDate: 2021-04-07\nauthors: [منى]\ntitle: قرار\ndate: 2022-05-08\nauthors: عمر\n"
      "tags: أ\ntags: [ب]\n---\nنص\n");
  CHECK(known.title == "بيان, قرار");
  CHECK(known.date == Date{2021, 4, 7});
  CHECK(known.fields ==
        std::vector<Field>{{"date", "2021-04-07, 2022-05-08", {}}, {"author", "منى, عمر", {}}, {"tags", "أ, ب", {}}});
  const auto tables = read(
      "+++\ntitle = 'بيان'\n[menu.main]\ntitle = 'قائمة'\nweight = 1\n[menu.foot]\nweight = 2\n"
      "[[authors]]\nname = 'منى'\n[[authors]]\nname = 'عمر'\n+++\nنص\n");
  CHECK(tables.title == "بيان");
  CHECK(tables.fields == std::vector<Field>{{"menu.main.title", "قائمة", {}},
                                            {"weight", "1", {}},
                                            {"menu.foot.weight", "2", {}},
                                            {"author", "منى, عمر", {}}});
}

TEST_CASE("a text in front matter is the text where no other is") {
  const char* const rows[] = {
      "---\ntitle: بيان\ntext: |\n  سطر\n  آخر\n---\n\n", "---\ntitle: بيان\nbody: \"سطر\\nآخر\"\n---",
      "+++\ntitle = 'بيان'\ntext = \"سطر\\nآخر\"\n+++\n", "{\"title\": \"بيان\", \"text\": \"سطر\\nآخر\"}\n"};
  for (const auto* const row : rows) {
    INFO(row);
    const auto article = read(row);
    CHECK(article.title == "بيان");
    CHECK(article.text == "سطر\nآخر");
    CHECK(article.fields.empty());
  }
  CHECK(read("---\ntext: \"# رأس\\nنص\"\n---\n").title == "رأس");
  CHECK(read("---\nbody: قرار\n---\nنص\n").fields == std::vector<Field>{{"body", "قرار", {}}});
}

TEST_CASE("front matter of nothing is one") {
  CHECK(read("---\n---\nنص\n").text == "نص\n");
  CHECK(read("+++\n+++\nنص\n").text == "نص\n");
}

TEST_CASE("what is no front matter stays in the text") {
  struct Row {
    const char* text;
    const char* title;
    bool is_warned;
    const char* reason;
  };
  const Row rows[] = {
      {"---\n\nنص: أول\n\n---\n", "نص: أول", false, "a rule before a blank line"},
      {"---\nنص أول\nوسطر ثان\n---\nآخر\n", "نص أول", false, "text between rules"},
      {"---\nقال الوزير: نعم\nثم خرج\n---\nآخر\n", "قال الوزير: نعم", false, "with a colon"},
      {"---\nنص\n", "نص", false, "a rule and no second one"},
      {"---\ntitle: قرار\ndate: 2020-01-01\n\n# رأس\nنص\n", "رأس", true, "it does not end"},
      {"---\ntitle: قرار\nسطر بلا نقطتين\n---\nنص\n", "title: قرار", true, "a line that is no field"},
      {"---\n# عنوان الشريحة\n---\nنص\n", "عنوان الشريحة", false, "a heading alone"},
      {"---\n#tag1 مرجانة\n---\nنص\n", "tag1 مرجانة", false, "a mark alone"},
      {"---\n# أول\n\nنص\n\n---\n# ثان\n---\n", "أول", false, "slides"},
      {"---\nBreaking news: قرار\n---\nنص\n", "Breaking news: قرار", false, "a name with a space"},
      {"---\nقال الشاعر: قفا نبك\n---\nنص\n", "قال الشاعر: قفا نبك", false, "speech"},
      {"---\n# ملاحظة\nقال الشاعر: قفا نبك\nx: y\n---\n", "ملاحظة", false, "speech below a comment"},
      {" ---\nx: y\n ---\nنص\n", "x: y", false, "indented signs"},
      {"+++\n# عنوان\n[menu]\n+++\nنص\n", "عنوان", false, "a table without fields"},
      {"+++\nقال الشاعر = قفا نبك\n+++\nنص\n", "قال الشاعر = قفا نبك", false, "a name with a space in TOML"},
      {"+++\ntitle = \"قرار\n+++\nنص\n", "title = \"قرار", true, "marks that do not end"},
      {"+++\nنص\n+++\n", "نص", false, "a line of signs"},
      {"{% include x %}\nنص\n", "{% include x %}", false, "a template"},
      {"{\"a\": 1} نص\n", "{\"a\": 1} نص", false, "text behind an object"},
      {"{}\nنص\n", "{}", false, "an empty object"},
      {"مقدمة\n\n## عنوان\nنص", "عنوان", false, "none"},
      {"***\n\nمقدمة\n===\n", "مقدمة", false, "no rule is a title"},
  };
  for (const auto& row : rows) {
    INFO(row.reason);
    const auto got = read_with(read_markdown, row.text, "a.md");
    REQUIRE(got.articles.size() == 1);
    CHECK(got.articles[0].text == row.text);
    CHECK(got.articles[0].title == row.title);
    CHECK(got.articles[0].fields.empty());
    CHECK(got.warnings.size() == (row.is_warned ? 1 : 0));
  }
}

TEST_CASE("front matter that is nested very deeply or very long costs little") {
  const std::string deep = "---\nx: " + std::string(100'000, '[') + std::string(100'000, ']') + "\n---\nنص\n";
  CHECK(read(deep).text == "نص\n");
  std::string steps = "---\nx:\n";
  for (int i = 1; i < 500; ++i) steps += std::string(static_cast<std::size_t>(i), ' ') + "a:\n";
  CHECK(read(steps + "---\nنص\n").text == "نص\n");
  std::string names = "---\n";
  for (int i = 0; i < 20'000; ++i) names += "a" + std::to_string(i) + ": 1\n";
  CHECK(read(names + "---\nنص\n").fields.size() == 20'000);
  const std::string table = "[" + std::string(100'000, 'a') + "]\n";
  CHECK(find_front_matter("+++\nx = 1\n" + table + "x = 1\n+++\n").size == 0);
  CHECK(find_front_matter("---\nx: |\n" + std::string(300'000, '\n') + "---\n").size == 0);
}

}  // namespace
}  // namespace diwan::ingest
