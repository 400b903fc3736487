// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "ingest/byte_stream.hpp"
#include "ingest/file_output.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace diwan::ingest {

/// Rows of a table as RFC 4180 has it: cells may be quoted, and hold line breaks, the delimiter and `""` then. A
/// quotation mark that is never closed is a sign like others.
class CsvRows {
 public:
  /// `text` outlives this; its first line is number `line` of the table.
  CsvRows(std::string_view text, char delimiter, std::size_t line = 1)
      : rest_(text), delimiter_(delimiter), next_line_(line) {}

  /// The cells of the next row that is not blank; none at the end.
  std::vector<std::string> next();
  /// The line in which that row begins, from 1.
  std::size_t line() const { return line_; }
  /// What is behind that row, and its number.
  std::string_view rest() const { return rest_; }
  std::size_t next_line() const { return next_line_; }
  /// Whether a quotation mark of that row was not closed before the text's end.
  bool is_open() const { return is_open_; }

 private:
  std::string take_cell();
  void take_line_end();

  std::string_view rest_;
  char delimiter_;
  std::size_t line_ = 0;
  std::size_t next_line_;
  bool is_open_ = false;
};

/// The delimiter that the first line uses: tab, semicolon, comma or bar, whichever comes most often.
char find_delimiter(std::string_view text);

/// A table: one article a row, columns named by the first row where it looks like names, else by their numbers. Lines
/// in front of it that begin with `#` are comments; a line `sep=;` behind them names the delimiter.
void read_csv(ByteStream& bytes, FileOutput& output);

}  // namespace diwan::ingest
