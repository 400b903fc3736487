// SPDX-License-Identifier: GPL-2.0-or-later
#include "text/terminal.hpp"

#include <unicode/ubidi.h>
#include <unicode/unistr.h>

#include <catch2/catch.hpp>
#include <initializer_list>
#include <random>

#include "text/utf8.hpp"

namespace diwan::text {
namespace {

std::vector<std::string> wrapped(const std::string& text, std::size_t width) {
  std::vector<std::string> lines;
  for (const auto& line : wrap(text, width)) lines.push_back(text.substr(line.begin, line.end - line.begin));
  return lines;
}

}  // namespace

TEST_CASE("columns of a terminal") {
  struct Row {
    std::string text;
    std::size_t columns;
    const char* reason;
  };
  const Row rows[] = {
      {"", 0, "empty"},
      {"F-16", 4, "ASCII"},
      {"قوات", 4, "Arabic letters"},
      {"لِلقُوَّاتِ", 6, "marks need no column"},
      {"أ", 1, "a hamza seat"},
      {"ا\u0654", 1, "and its decomposed form"},
      {"قـوات", 5, "tatweel is a letter"},
      {"ﻻ", 1, "a ligature"},
      {"٢٠٢١", 4, "digits"},
      {"中文", 4, "wide characters"},
      {"Ａ", 2, "fullwidth"},
      {"한", 2, "a Hangul syllable"},
      {"\u1112\u1161\u11AB", 2, "in its parts"},
      {"😀", 2, "an emoji"},
      {"\u200F\u2068\u2069\uFEFF\u00AD", 0, "format characters"},
      {"\u06DD", 1, "the end of an ayah is visible"},
      {"\x1B", 0, "a control character"},
      {"\u00A0", 1, "a space that does not break"},
  };
  for (const auto& row : rows) {
    INFO(row.reason);
    CHECK(display_width(row.text) == row.columns);
  }
}

TEST_CASE("a document has no power over the terminal") {
  struct Row {
    std::string text;
    std::string neutral;
    const char* reason;
  };
  const Row rows[] = {
      {"قُوّاتٌ F-16 ٢٠٢١", "قُوّاتٌ F-16 ٢٠٢١", "ordinary text stays as it is"},
      {"a\tb\r\nc\vd\fe", "a b  c d e", "tabs and line breaks"},
      {"a\u0085b\u2028c\u2029d", "a b c d", "other line breaks"},
      {"\x1B[31mأحمر\x1B[0m", "\uFFFD[31mأحمر\uFFFD[0m", "colours"},
      {"\x1B]0;title\x07", "\uFFFD]0;title\uFFFD", "a window title"},
      {"a\u009B2Jb", "a\uFFFD2Jb", "C1: CSI in one character"},
      {"a\bb\x7F", "a\uFFFDb\uFFFD", "backspace and delete"},
      {std::string("a\0b", 3), "a\uFFFDb", "NUL"},
      {"\u202Eabc\u202C", "abc", "an override"},
      {"\u2067a\u2069\u2069", "a", "isolates, one too many closed"},
      {"\u200Fقوات\u200E\u061C", "قوات", "marks of direction"},
      {"\uFEFFa\u200B\u00AD\u2060b", "ab", "byte order mark, zero-width space, soft hyphen"},
      {"\U000E0041\U000E007F\u206A\uFFF9", "", "tags, deprecated and interlinear characters"},
      {"می\u200Cخواهم", "می\u200Cخواهم", "Persian needs its non-joiner"},
      {"👨\u200D👩", "👨\u200D👩", "emoji need the joiner"},
      {"\u06DD١", "\u06DD١", "a visible sign"},
      {"a\xC7z", "a\uFFFDz", "a broken byte"},
  };
  for (const auto& row : rows) {
    INFO(row.reason);
    CHECK(neutralize(row.text) == row.neutral);
    CHECK(neutralize(row.neutral) == row.neutral);
  }
  for (const auto c : std::initializer_list<char32_t>{0x061C, 0x200E, 0x200F, 0x202A, 0x202E, 0x2066, 0x2068, 0x2069}) {
    std::string control;
    append_utf8(control, c);
    CHECK(neutralize(control).empty());
  }
}

TEST_CASE("isolates keep the direction that is asked for") {
  CHECK(isolate("قوات") == "\u2068قوات\u2069");
  CHECK(isolate("F-16 طائرة") == "\u2068F-16 طائرة\u2069");
  CHECK(isolate("F-16 طائرة", Direction::right_to_left) == "\u2068\u200FF-16 طائرة\u2069");
  CHECK(isolate("2021", Direction::right_to_left) == "\u2068\u200F2021\u2069");
  CHECK(isolate("عربي", Direction::left_to_right) == "\u2068\u200Eعربي\u2069");
  CHECK(direction_of("، 12 قوات F") == Direction::right_to_left);
  CHECK(direction_of("(F-16) قوات") == Direction::left_to_right);
  CHECK(direction_of("٢٠٢١") == Direction::left_to_right);
  CHECK(has_right_to_left("٢٠٢١"));
  CHECK(has_right_to_left("a ق"));
  CHECK_FALSE(has_right_to_left("é 中 1-2"));

  // What stands around an isolate keeps its place: the level of the number behind is that of the paragraph.
  const std::string line = "1. " + isolate("قوات") + " 12";
  const auto wide = icu::UnicodeString::fromUTF8(line);
  UErrorCode status = U_ZERO_ERROR;
  UBiDi* bidi = ubidi_open();
  ubidi_setPara(bidi, wide.getBuffer(), wide.length(), UBIDI_DEFAULT_LTR, nullptr, &status);
  REQUIRE(U_SUCCESS(status));
  CHECK(ubidi_getParaLevel(bidi) == 0);
  CHECK(ubidi_getLevelAt(bidi, wide.length() - 1) == 0);
  CHECK(ubidi_getLevelAt(bidi, wide.indexOf(u'ق')) == 1);
  ubidi_close(bidi);
}

TEST_CASE("text is wrapped at word borders and graphemes stay whole") {
  using Lines = std::vector<std::string>;
  struct Row {
    std::string text;
    std::size_t width;
    Lines lines;
    const char* reason;
  };
  const Row rows[] = {
      {"", 10, {}, "nothing"},
      {"   ", 10, {}, "only white space"},
      {"قوات قتالية", 20, {"قوات قتالية"}, "fits"},
      {"قوات قتالية", 11, {"قوات قتالية"}, "fits exactly"},
      {"قوات قتالية", 10, {"قوات", "قتالية"}, "one too narrow"},
      {"لِلقُوَّاتِ القِتالِيَّة", 16, {"لِلقُوَّاتِ القِتالِيَّة"}, "marks take no room"},
      {"  قوات   قتالية  ", 40, {"قوات   قتالية"}, "edges are trimmed"},
      {"aaaa     bb", 4, {"aaaa", "bb"}, "white space at a line's end takes no room"},
      {"abcdefghij", 4, {"abcd", "efgh", "ij"}, "a word wider than a line"},
      {"ab cdefghij kl", 4, {"ab", "cdef", "ghij", "kl"}, "between others"},
      {"قُوَّقُوَّ", 2, {"قُوَّ", "قُوَّ"}, "marks stay with their letters"},
      {"中文中文", 5, {"中文", "中文"}, "wide characters"},
      {"中文", 1, {"中", "文"}, "one grapheme is the least"},
      {"👨\u200D👩\u200D👧a", 1, {"👨\u200D👩\u200D👧", "a"}, "a family is one grapheme"},
      {"في «القوات»، قال", 9, {"في", "«القوات»،", "قال"}, "punctuation stays with its word"},
  };
  for (const auto& row : rows) {
    INFO(row.text << " in " << row.width << ": " << row.reason);
    CHECK(wrapped(row.text, row.width) == row.lines);
  }
}

TEST_CASE("wrapping loses nothing but white space, on random text") {
  std::mt19937 random(7);
  const std::string pieces[] = {"ق", "وات", "ُ", " ", " ", "،", "F-16", "中", "ـ", "😀", "\u200D", "-", "\u00A0", "٢٠"};
  for (int round = 0; round < 3'000; ++round) {
    std::string text;
    for (auto left = random() % 40; left > 0; --left) text += pieces[random() % std::size(pieces)];
    const std::size_t width = 1 + random() % 12;
    INFO("<" << text << "> in " << width);
    std::size_t behind = 0;
    for (const auto& line : wrap(text, width)) {
      REQUIRE(line.begin >= behind);
      REQUIRE(line.end > line.begin);
      const std::string gap = text.substr(behind, line.begin - behind);
      REQUIRE(wrap(gap, 80).empty());
      behind = line.end;
    }
    REQUIRE(wrap(text.substr(behind), 80).empty());
  }
}

}  // namespace diwan::text
