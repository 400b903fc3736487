// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/line_reader.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

#include "unit/ingest/recorder.hpp"

namespace diwan::ingest {
namespace {

using test::MemoryBytes;

struct Line {
  std::size_t number;
  std::string text;

  bool operator==(const Line&) const = default;
};

std::vector<Line> lines_of(const std::string& bytes, std::size_t longest, std::size_t piece) {
  MemoryBytes stream(bytes, piece);
  LineReader reader(stream, longest);
  std::vector<Line> lines;
  for (;;) {
    switch (reader.next()) {
      case LineReader::Outcome::line:
        lines.push_back({reader.number(), std::string(reader.line())});
        break;
      case LineReader::Outcome::too_long:
        lines.push_back({reader.number(), "TOO LONG"});
        break;
      default:
        return lines;
    }
  }
}

TEST_CASE("lines are cut at line feeds, however the bytes arrive") {
  struct Row {
    std::string bytes;
    std::vector<Line> lines;
    const char* reason;
  };
  const Row rows[] = {
      {"", {}, "nothing"},
      {"a", {{1, "a"}}, "no line feed at the end"},
      {"a\n", {{1, "a"}}, "one at the end makes no further line"},
      {"\n\na\r\n", {{1, ""}, {2, ""}, {3, "a\r"}}, "empty lines count; CR stays"},
      {"\xEF\xBB\xBF"
       "a\n\xEF\xBB\xBF"
       "b",
       {{1, "a"},
        {2,
         "\xEF\xBB\xBF"
         "b"}},
       "a mark counts at the beginning only"},
      {"12345\n123456\n12345\n", {{1, "12345"}, {2, "TOO LONG"}, {3, "12345"}}, "five are allowed"},
      {"1234567890123", {{1, "TOO LONG"}}, "too long at the end"},
      {"قوات\n", {{1, "TOO LONG"}}, "the bound counts bytes"},
  };
  for (const auto& row : rows) {
    INFO(row.reason);
    for (const std::size_t piece : {std::size_t{1}, std::size_t{2}, std::size_t{3}, std::string::npos}) {
      CHECK(lines_of(row.bytes, 5, piece) == row.lines);
    }
  }
}

TEST_CASE("a failure is told with the line in which it happened, and is the end") {
  MemoryBytes stream("a\nb\ncut", 2, {Code::malformed, "gzip data is cut short", {}});
  LineReader reader(stream, 100);
  CHECK(reader.next() == LineReader::Outcome::line);
  CHECK(reader.next() == LineReader::Outcome::line);
  CHECK(reader.next() == LineReader::Outcome::failed);
  CHECK(reader.number() == 3);
  CHECK(reader.error().message == "gzip data is cut short");
}

}  // namespace
}  // namespace diwan::ingest
