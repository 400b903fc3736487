// SPDX-License-Identifier: GPL-2.0-or-later
#include "text/classes.hpp"

#include <catch2/catch.hpp>
#include <initializer_list>
#include <string>

namespace diwan::text {

TEST_CASE("a text has a word when a letter or digit is in it, also inside a symbol") {
  struct Row {
    std::string text;
    bool expected;
    const char* reason;
  };
  const Row rows[] = {
      {"قوات", true, "Arabic letters"},
      {"،؟«»…—", false, "Arabic and typographic punctuation"},
      {"٢٠٢١", true, "Arabic-Indic digits"},
      {"﷼", true, "the rial sign stands for a word"},
      {"ﷲ", true, "a ligature is letters"},
      {"½", true, "a fraction is digits"},
      {"+-=", false, "operators"},
      {"\u064B\u0651", false, "marks without a letter"},
      {"\u200F\u200B", false, "characters that show nothing"},
      {"😀", false, "a symbol that stands for no word"},
      {std::string(3, '\0'), false, "NULs"},
      {"\xFF\xFE", false, "broken bytes"},
      {"", false, "empty"},
  };
  for (const auto& row : rows) {
    INFO(row.reason);
    CHECK(has_word(row.text) == row.expected);
  }
}

TEST_CASE("white space, controls and ignorable characters") {
  for (const auto c : std::initializer_list<char32_t>{0x20, 0x09, 0x0A, 0x85, 0xA0, 0x2028, 0x202F, 0x3000})
    CHECK(is_white_space(c));
  for (const auto c : std::initializer_list<char32_t>{0x00, 0x200B, 0xFEFF, 0x640, 0x180E})
    CHECK_FALSE(is_white_space(c));
  for (const auto c : std::initializer_list<char32_t>{0x00, 0x1B, 0x7F, 0x9B}) CHECK(is_control(c));
  for (const auto c : std::initializer_list<char32_t>{0x20, 0xA0, 0x200F, 0x2028}) CHECK_FALSE(is_control(c));
  for (const auto c : std::initializer_list<char32_t>{0x061C, 0x200E, 0x200F, 0x202B, 0x2067, 0xFEFF, 0x200B, 0x200C,
                                                      0x200D, 0x2060, 0xAD}) {
    CHECK(is_ignorable(c));
  }
  for (const auto c : std::initializer_list<char32_t>{0x20, 0x2D, 0x640, 0x627, 0x651, 0xFFFD, 0x00})
    CHECK_FALSE(is_ignorable(c));
}

}  // namespace diwan::text
