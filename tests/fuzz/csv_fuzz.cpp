// SPDX-License-Identifier: GPL-2.0-or-later
// Any bytes as a table: each row gives an article or a refusal, all of it valid UTF-8; rows stand in the lines that
// are told; a table written from cells is read as these cells.
#include "ingest/csv_reader.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "fuzz/reader_check.hpp"
#include "ingest/plain_text.hpp"

namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows rows_of(std::string_view text, char delimiter) {
  const auto lines =
      1 + static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return c == '\n' || c == '\r'; }));
  diwan::ingest::CsvRows reader(text, delimiter);
  Rows rows;
  std::size_t last = 0;
  for (auto row = reader.next(); !row.empty(); row = reader.next()) {
    diwan::test::require(last < reader.line() && reader.line() <= lines, "rows stand in the lines of the text");
    last = reader.line();
    rows.push_back(std::move(row));
  }
  return rows;
}

std::string quoted(const Rows& rows, char delimiter) {
  std::string text;
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) text += delimiter;
      text += '"';
      for (const char c : row[i]) text.append(c == '"' ? 2 : 1, c);
      text += '"';
    }
    text += "\r\n";
  }
  return text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  diwan::test::check_reader(diwan::ingest::read_csv, "table.csv", data, size);
  diwan::test::check_reader(diwan::ingest::read_csv, "table.tsv", data, size,
                            {.encoding = "windows-1256", .fields = {{"text", "خبر"}, {"date", "2"}}});
  const auto text = diwan::test::view_of(data, size);
  if (diwan::text::find_invalid_utf8(text)) return 0;
  for (const char delimiter : {',', '\t', diwan::ingest::find_delimiter(text)}) {
    const auto rows = rows_of(text, delimiter);
    diwan::test::require(rows_of(quoted(rows, delimiter), delimiter) == rows, "what is written is read");
  }
  return 0;
}
