// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/printable.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

TEST_CASE("Foreign text becomes one harmless line") {
  struct Row {
    std::string input;
    std::string expected;
    const char* reason;
  };
  const std::vector<Row> rows{
      {"", "", "empty"},
      {"بيان مشترك.txt", "بيان مشترك.txt", "Arabic stays"},
      {"قُوّاتٌ", "قُوّاتٌ", "marks stay"},
      {"a\x1B[31mb", "a\\x1B[31mb", "an escape sequence does not colour the terminal"},
      {"a\nb\tc\rd", "a\\x0Ab\\x09c\\x0Dd", "no second line"},
      {std::string("a\0b", 3),
       "a\\x00"
       "b",
       "NUL"},
      {"a\x7F", "a\\x7F", "delete"},
      {"a\xC2\x9B"
       "31m",
       "a\\u009B31m", "the C1 form of the escape"},
      {"\xE2\x80\xAE"
       "txt",
       "\\u202Etxt", "right-to-left override"},
      {"\xE2\x81\xA6x\xE2\x81\xA9", "\\u2066x\\u2069", "isolates"},
      {"a\xE2\x80\xA8"
       "b",
       "a\\u2028b", "line separator"},
      {"\xE2\x80\x8C", "\xE2\x80\x8C", "the zero-width non-joiner belongs to Persian words"},
      {"a\xFF"
       "b\xC3",
       "a\\xFF"
       "b\\xC3",
       "broken UTF-8, at the end too"},
      {"\xEF\xBF\xBD", "\xEF\xBF\xBD", "a replacement character that was in the text"},
  };
  for (const auto& row : rows) {
    INFO(row.reason);
    CHECK(diwan::cli::printable(row.input) == row.expected);
    CHECK(diwan::cli::printable(row.expected) == row.expected);
  }
}

TEST_CASE("Text from the outside is UTF-8 or is not") {
  CHECK(diwan::cli::is_utf8(""));
  CHECK(diwan::cli::is_utf8("قوات"));
  CHECK_FALSE(diwan::cli::is_utf8("\xE3\xE6"));      // Windows-1256
  CHECK_FALSE(diwan::cli::is_utf8("\xED\xA0\x80"));  // a surrogate
  CHECK_FALSE(diwan::cli::is_utf8("\xC0\xAF"));      // overlong
  CHECK_FALSE(diwan::cli::is_utf8("\xD9"));          // cut short
}
