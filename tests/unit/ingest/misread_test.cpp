// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/any_reader.hpp"

#include <catch2/catch.hpp>

#include <memory>
#include <string>
#include <utility>

#include "unit/ingest/recorder.hpp"

namespace diwan::ingest {
namespace {

using test::Recorder;

Recorder read(std::string bytes, const std::string& path, ReadOptions options = {}) {
  Recorder recorder;
  FileOutput output("s", path, recorder, std::move(options));
  read_any(std::make_unique<test::MemoryBytes>(std::move(bytes)), output);
  return recorder;
}

TEST_CASE("articles that were encoded twice are restored with a warning, whatever holds them") {
  struct Row {
    const char* path;
    std::string bytes;
    const char* reason;
  };
  const Row rows[] = {
      {"a.txt", "Ø¨ÙŠØ§Ù†\nØ§Ù„Ù‚ÙˆØ§Øª", "plain text"},
      {"a.txt", "ط¨ظٹط§ظ†\nط§ظ„ظ‚ظˆط§طھ", "Windows-1256"},
      {"a.html",
       "<html lang=ar><head><meta charset=utf-8><meta name=viewport content='width=device-width, initial-scale=1'>"
       "<title>Ø¨ÙŠØ§Ù†</title></head><body><div class=content><p>Ø§Ù„Ù‚ÙˆØ§Øª</p></div></body></html>",
       "more signs of markup than of text"},
      {"a.jsonl", "{\"title\":\"Ø¨ÙŠØ§Ù†\",\"text\":\"Ø§Ù„Ù‚ÙˆØ§Øª\"}\n", "JSON Lines"},
      {"a.jsonl",
       R"({"title":"\u00d8\u00a8\u00d9\u0160\u00d8\u00a7\u00d9\u2020","text":"\u00d8\u00a7\u00d9\u201e\u00d9\u201a\u00d9\u02c6\u00d8\u00a7\u00d8\u00aa"})",
       "JSON Lines in ASCII"},
      {"a.csv", "Ø§Ù„Ø¹Ù†ÙˆØ§Ù†,Ø§Ù„Ù†Øµ\nØ¨ÙŠØ§Ù†,Ø§Ù„Ù‚ÙˆØ§Øª\n", "CSV, the names too"},
      {"a.xml", "<r><i><title>Ø¨ÙŠØ§Ù†</title><text>Ø§Ù„Ù‚ÙˆØ§Øª</text></i><i><title>ب</title></i></r>", "XML"},
  };
  for (const auto& row : rows) {
    INFO(row.reason);
    const auto got = read(row.bytes, row.path);
    REQUIRE_FALSE(got.articles.empty());
    CHECK(got.articles[0].title == "بيان");
    CHECK(got.articles[0].text == "القوات");
    REQUIRE(got.warnings.size() == 1);
    CHECK(got.warnings[0].path == row.path);
    CHECK(got.warnings[0].reason.find("read as Arabic in UTF-8 that was taken for windows-125") == 0);
    // The text has more letters than the title.
    CHECK(got.warnings[0].reason.find("again: القوات for ") != std::string::npos);
  }
}

TEST_CASE("of a file only what is misread is restored, and told once") {
  const auto got = read(
      "{\"id\":\"1\",\"title\":\"بيان\",\"text\":\"القوات\"}\n"
      "{\"id\":\"2\",\"title\":\"بيان صحفي\",\"text\":\"Ø§Ù„Ù‚ÙˆØ§Øª\",\"author\":\"Ø¹Ù„ÙŠ\",\"place\":\"Genève\"}\n"
      "{\"id\":\"3\",\"title\":\"Ø£Ù…Ù†\",\"text\":\"Ø§Ù„Ù‚ÙˆØ§Øª\",\"category\":\"Ø£Ù…Ù†\"}\n"
      "{\"id\":\"4\",\"title\":\"ترميز\",\"text\":\"كتب «Ø§Ù„Ù‚ÙˆØ§Øª» بدل «القوات»\"}\n"
      "{\"id\":\"5\",\"title\":\"Été à Genève\",\"text\":\"où\"}\n",
      "a.jsonl");
  REQUIRE(got.articles.size() == 5);
  CHECK(got.articles[0].text == "القوات");
  CHECK(got.articles[1].title == "بيان صحفي");
  CHECK(got.articles[1].text == "القوات");
  CHECK(got.articles[1].field("author") == "علي");
  CHECK(got.articles[1].field("place") == "Genève");
  CHECK(got.articles[2].title == "أمن");
  CHECK(got.articles[2].field("category") == "أمن");
  CHECK(got.articles[3].text == "كتب «Ø§Ù„Ù‚ÙˆØ§Øª» بدل «القوات»");
  CHECK(got.articles[4].title == "Été à Genève");
  REQUIRE(got.warnings.size() == 1);
  CHECK(got.warnings[0].place == "line 2");
}

TEST_CASE("what is half misread stays, with a warning") {
  const auto got = read("بيان\nقال الناطق: Ø§Ù„Ù‚ÙˆØ§Øª Ø§Ù„Ø¹Ø±Ø§Ù‚ÙŠØ© Ø§Ù„Ù‚ØªØ§Ù„ÙŠØ© في بيان له اليوم", "a.txt");
  CHECK(got.articles.at(0).text.find("Ø§Ù„Ù‚ÙˆØ§Øª") != std::string::npos);
  CHECK(got.warnings.at(0).reason.find("(Ø§Ù„Ù‚ÙˆØ§Øª); it was left as it is") != std::string::npos);
}

TEST_CASE("an encoding that the user forces leaves texts as they are") {
  ReadOptions options;
  options.encoding = "UTF-8";
  const auto got = read("Ø¨ÙŠØ§Ù†\nØ§Ù„Ù‚ÙˆØ§Øª", "a.txt", options);
  CHECK(got.articles.at(0).text == "Ø§Ù„Ù‚ÙˆØ§Øª");
  CHECK(got.warnings.empty());
}

}  // namespace
}  // namespace diwan::ingest
