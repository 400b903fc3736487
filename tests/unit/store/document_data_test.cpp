// SPDX-License-Identifier: GPL-2.0-or-later
#include "store/document_data.hpp"

#include <catch2/catch.hpp>

namespace diwan::store {

TEST_CASE("document data gives identity and fields back") {
  Article article;
  article.identity = {"/archive", "مجلد/ملف.txt", "a\tb\"c\\d"};
  article.fields = {{"url", "https://example.org/?q=قوات", Field::Kind::text},
                    {"session", "1.10", Field::Kind::number},
                    {"final", "true", Field::Kind::boolean},
                    {"", "", Field::Kind::text},
                    {"control", std::string("\0\x1b[31m", 6), Field::Kind::text}};
  CHECK(from_document_data(to_document_data(article)) == article);
  article.date = Date{2021, 12, 31};
  CHECK(from_document_data(to_document_data(article)) == article);
  article.fields.clear();
  CHECK(from_document_data(to_document_data(article)) == article);
}

TEST_CASE("damaged document data is told") {
  struct Row {
    const char* data;
    const char* reason;
  };
  const Row rows[] = {
      {"", "empty"},
      {"{", "cut off"},
      {"[]", "no object"},
      {R"({"source":"s","path":"p","fields":[]})", "no id"},
      {R"({"source":"s","path":"p","id":1,"fields":[]})", "an id that is no string"},
      {R"({"source":"s","path":"p","id":"i"})", "no fields"},
      {R"({"source":"s","path":"p","id":"i","fields":[["a"]]})", "a field without value"},
      {R"({"source":"s","path":"p","id":"i","fields":[["a","b","colour"]]})", "an unknown kind"},
      {R"({"source":"s","path":"p","id":"i","fields":[["a",1]]})", "a value that is no string"},
      {R"({"source":"s","path":"p","id":"i","fields":["a","b"]})", "strings where fields belong"},
      {R"({"source":"s","path":"p","id":"i","fields":[[["a","b"]]]})", "a field too deep"},
      {R"({"source":"s","path":"p","id":"i","fields":"f"})", "fields that are no list"},
      {R"({"source":"s","path":"p","id":["i"],"fields":[]})", "a list for an id"},
      {R"({"source":"s","path":"p","id":"i","fields":[{"a":"b"}]})", "an object for a field"},
      {R"({"source":"s","path":"p","id":"i","id":"j","fields":[]})", "two ids"},
      {R"({"source":"s","path":"p","id":"i","day":"2021-02-30","fields":[]})", "a day that does not exist"},
      {R"({"source":"s","path":"p","id":"i","fields":[],"more":"m"})", "a member of no such name"},
      {R"([{"source":"s","path":"p","id":"i","fields":[]}])", "an object within a list"},
  };
  for (const auto& row : rows) {
    INFO(row.reason);
    CHECK_FALSE(from_document_data(row.data));
  }
}

}  // namespace diwan::store
