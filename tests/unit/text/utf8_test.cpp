// SPDX-License-Identifier: GPL-2.0-or-later
#include "text/utf8.hpp"

#include <catch2/catch.hpp>
#include <initializer_list>

#include <vector>

namespace diwan::text {

TEST_CASE("the first byte that is no UTF-8 is found") {
  struct Row {
    std::string text;
    std::optional<std::size_t> offset;
    const char* reason;
  };
  const Row rows[] = {
      {"", std::nullopt, "empty"},
      {"قوات قتالية", std::nullopt, "Arabic"},
      {std::string("a\0b", 3), std::nullopt, "NUL is a character"},
      {"😀 é", std::nullopt, "four bytes and two"},
      {"ab\xC7\xE1", 2, "Windows-1256"},
      {"\xC0\x80", 0, "an overlong NUL"},
      {"قو\xED\xA0\x80", 4, "a surrogate"},
      {"قو\xD8", 4, "cut in the middle"},
      {"\xF4\x90\x80\x80", 0, "past U+10FFFF"},
  };
  for (const auto& row : rows) {
    INFO(row.reason);
    CHECK(find_invalid_utf8(row.text) == row.offset);
  }
}

TEST_CASE("code points are read forwards and backwards and written back") {
  const std::string text = "قوّات F-16 ﻻ 😀";
  std::vector<char32_t> forwards;
  std::string copy;
  for (std::size_t i = 0; i < text.size();) {
    forwards.push_back(next_code_point(text, i));
    append_utf8(copy, forwards.back());
  }
  CHECK(copy == text);
  std::vector<char32_t> backwards;
  for (std::size_t i = text.size(); i > 0;) backwards.insert(backwards.begin(), previous_code_point(text, i));
  CHECK(backwards == forwards);
}

TEST_CASE("a broken byte reads as one replacement character") {
  const std::string text = "\xFFz";
  std::size_t i = 0;
  CHECK(next_code_point(text, i) == 0xFFFD);
  CHECK(next_code_point(text, i) == U'z');
  CHECK(i == text.size());
  CHECK(previous_code_point(text, i) == U'z');
  CHECK(previous_code_point(text, i) == 0xFFFD);
  CHECK(i == 0);
}

TEST_CASE("a text is as many code points as are read one by one") {
  const std::string text = "a\u00E9\u0642\U0001F54A\xFF";
  CHECK(code_points(text) == U"a\u00E9\u0642\U0001F54A\uFFFD");
  CHECK(count_code_points(text) == 5);
  CHECK(utf8(code_points("وزير")) == "وزير");
  CHECK(code_points("").empty());
}

TEST_CASE("bidi controls are told from other format characters") {
  for (const auto c : std::initializer_list<char32_t>{0x061C, 0x200E, 0x200F, 0x202A, 0x202E, 0x2066, 0x2069})
    CHECK(is_bidi_control(c));
  for (const auto c : std::initializer_list<char32_t>{0x200C, 0x200D, 0x00AD, 0x0640, 0x0627})
    CHECK_FALSE(is_bidi_control(c));
}

}  // namespace diwan::text
