// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/text_reader.hpp"

#include <catch2/catch.hpp>

#include <string>

#include "unit/ingest/recorder.hpp"

namespace diwan::ingest {
namespace {

using test::read_with;

constexpr const char* path = "2021/بيان.txt";

TEST_CASE("the first line of a text is its title, the rest its body byte for byte") {
  struct Row {
    std::string bytes;
    std::string title;
    std::string text;
    const char* reason;
  };
  const Row rows[] = {
      {"بيان مشترك\nقوات قتالية\n", "بيان مشترك", "قوات قتالية\n", "plain"},
      {"بيان", "بيان", "", "a title alone"},
      {"بيان\n", "بيان", "", "a title alone with its line break"},
      {"بيان\r\nنص\r\n\r\n", "بيان", "نص\r\n\r\n", "CRLF stays in the body"},
      {"بيان\rنص\rنص", "بيان", "نص\rنص", "CR alone"},
      {"\xEF\xBB\xBFبيان\nنص", "بيان", "نص", "a byte order mark is dropped"},
      {" \t\u00A0بيان \u3000\nنص", "بيان", "نص", "white space around the title, not only of ASCII"},
      {"\u200Fبيان\u200F\nنص", "\u200Fبيان\u200F", "نص", "direction marks are no white space"},
      {"بيان\n\n  نص \n\n", "بيان", "\n  نص \n\n", "white space of the body stays"},
      {"\n \nبيان\nنص", "بيان", " \nبيان\nنص", "a blank first line: the next one gives the title, the body is whole"},
      {"لِلقُوَّاتِ ـــ ﻻ\n٢٠٢١ F-16 ٢٠٢١\n", "لِلقُوَّاتِ ـــ ﻻ", "٢٠٢١ F-16 ٢٠٢١\n", "marks, tatweel, ligature as they are"},
      {"a\nb\u2028c\x1B[31m", "a", "b\u2028c\x1B[31m", "controls stay: showing them is another's business"},
  };
  for (const auto& row : rows) {
    INFO(row.reason);
    const auto got = read_with(read_text, row.bytes, path);
    CHECK(got.refusals.empty());
    REQUIRE(got.articles.size() == 1);
    CHECK(got.articles[0] == Article{{"s", path, path}, row.title, row.text, std::nullopt, {}});
  }
}

TEST_CASE("a file that is no text is refused with the place of the fault") {
  struct Row {
    std::string bytes;
    std::string reason;
  };
  const Row rows[] = {
      {"", "empty"},
      {" \t\r\n\u00A0\n", "empty"},
      {"\xEF\xBB\xBF", "empty"},
      {std::string("\x01\0b\xFF\xFE\x90", 6), "a NUL byte (byte 1, line 1): binary data, or text in UTF-16"},
      {"\x01\x02\xFF\xFE\x90", "not UTF-8 (byte 2, line 1); convert it first, for instance with iconv"},
  };
  for (const auto& row : rows) {
    const auto got = read_with(read_text, row.bytes, path);
    CHECK(got.articles.empty());
    REQUIRE(got.refusals.size() == 1);
    CHECK(got.refusals[0] == Refusal{"s", path, "", row.reason});
  }
}

TEST_CASE("NUL bytes are damage in text, and binary data where they are many") {
  struct Row {
    std::string bytes;
    const char* text;  ///< nothing: refused
    std::size_t warnings;
    const char* reason;
  };
  using namespace std::string_literals;
  const std::string long_text(500, 'x');
  const Row rows[] = {
      {"t\nقبل\0بعد"s, "قبل\uFFFDبعد", 1, "one"},
      {"t\nsome words\0"s, "some words\uFFFD", 1, "at the end"},
      {"t\nsome words\0\0 and more"s, "some words\uFFFD and more", 1, "two in a row"},
      {"t\n\xE6\xD2\xC7\xD1\xC9 \xC7\xE1\xCE\xC7\xD1\xCC\xED\xC9\0 \xDD\xED \xC8\xED\xC7\xE4"s,
       "وزارة الخارجية\uFFFD في بيان", 2, "in Windows-1256"},
      {"t\n"s + long_text + "\0a\0b\0c"s, nullptr, 0, ""},
      {"t\nab\0c\0d\0"s, nullptr, 0, "three in so short a text"},
      {"t\n"s + long_text + std::string(100, '\0'), nullptr, 0, "a tail of zeros"},
      {"\x01\x02\x03\0ab"s, nullptr, 0, "controls"},
      {"t\0\n\0\x28\x06\x4A\x06\x27\x06\x46\x06"s, "بيان", 0, "UTF-16"},
  };
  for (const auto& row : rows) {
    INFO(row.reason);
    const auto got = read_with(read_text, row.bytes, path);
    if (row.reason[0] == '\0') {
      REQUIRE(got.articles.size() == 1);
      CHECK(got.articles[0].text == long_text + "\uFFFDa\uFFFDb\uFFFDc");
      continue;
    }
    CHECK(got.refusals.size() == (row.text == nullptr ? 1 : 0));
    CHECK(got.warnings.size() == row.warnings);
    if (row.text == nullptr) continue;
    REQUIRE(got.articles.size() == 1);
    CHECK(got.articles[0].text == row.text);
  }
}

TEST_CASE("text in another encoding is read, and somebody told where it is doubtful") {
  // «أعلنت وزارة الخارجية في بيان أن الوزير بحث مع نظيره العلاقات بين البلدين» in Windows-1256.
  const std::string sure =
      "\xC3\xDA\xE1\xE4\xCA \xE6\xD2\xC7\xD1\xC9 \xC7\xE1\xCE\xC7\xD1\xCC\xED\xC9 \xDD\xED \xC8\xED\xC7\xE4 "
      "\xC3\xE4 \xC7\xE1\xE6\xD2\xED\xD1 \xC8\xCD\xCB \xE3\xDA \xE4\xD9\xED\xD1\xE5 \xC7\xE1\xDA\xE1\xC7\xDE\xC7\xCA "
      "\xC8\xED\xE4 \xC7\xE1\xC8\xE1\xCF\xED\xE4";
  struct Row {
    std::string bytes;
    std::string title;
    std::string warning;
  };
  const Row rows[] = {
      {sure, "أعلنت وزارة الخارجية في بيان أن الوزير بحث مع نظيره العلاقات بين البلدين", ""},
      {"\xC7\xE1\xDE\xE6\xC7\xCA", "القوات", "read as windows-1256, which is a guess; --encoding NAME forces another"},
      // «le caïd العامل du district» in Windows-1256, «see مصر and» in CP720, which is valid UTF-8.
      {"le ca\xEF"
       "d \xC7\xE1\xDA\xC7\xE3\xE1 du district",
       "le caïd العامل du district", "read as windows-1256, which is a guess; --encoding NAME forces another"},
      {"le \xE3\xE4 mot", "le من mot", "read as windows-1256, which is a guess; --encoding NAME forces another"},
      {"see \xEA\xAD\xA9 and", "see \uAB69 and", "read as UTF-8, which is a guess; --encoding NAME forces another"},
      {"بيان مشترك a\xC7\xE1z", "بيان مشترك a\uFFFD\uFFFDz",
       "2 characters are damaged and became U+FFFD; the encoding may be another: --encoding NAME forces one"},
      {std::string("\xFF\xFE\x28\x06\x4A\x06\x27\x06\x46\x06", 10), "بيان", ""},
      {std::string("\xFE\xFF\x06\x28\x06\x4A\x06\x27\x06\x46", 10), "بيان", ""},
  };
  for (const auto& row : rows) {
    const auto got = read_with(read_text, row.bytes, path);
    CHECK(got.refusals.empty());
    REQUIRE(got.articles.size() == 1);
    CHECK(got.articles[0].title == row.title);
    CHECK((got.warnings.empty() ? std::string() : got.warnings[0].reason) == row.warning);
  }
  test::Recorder forced;
  test::MemoryBytes bytes("\xE2\xE8\xC7\xCA");
  FileOutput output("s", path, forced, {"ISO-8859-6"});
  read_text(bytes, output);
  CHECK(forced.articles.at(0).title == "قوات");
  CHECK(forced.warnings.empty());
}

TEST_CASE("a read error in the middle refuses the file with the system's reason") {
  test::Recorder recorder;
  test::MemoryBytes bytes("بيان\nنص", 4, {Code::io, "cannot read: Input/output error", {}});
  FileOutput output("s", path, recorder);
  read_text(bytes, output);
  CHECK(recorder.articles.empty());
  REQUIRE(recorder.refusals.size() == 1);
  CHECK(recorder.refusals[0].reason == "cannot read: Input/output error");
}

TEST_CASE("a file above the limit is refused, not cut") {
  test::MemoryBytes small("12345");
  CHECK(read_all(small, 5).value() == "12345");
  test::MemoryBytes large("123456", 2);
  CHECK(read_all(large, 5).error().message == "larger than the limit of 0 MiB");
}

}  // namespace
}  // namespace diwan::ingest
