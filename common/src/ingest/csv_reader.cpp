// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/csv_reader.hpp"

#include "ingest/limits.hpp"
#include "ingest/plain_text.hpp"
#include "ingest/record.hpp"
#include "ingest/text_window.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace diwan::ingest {
namespace {

bool has_digits_only(std::string_view cell) {
  return !cell.empty() && cell.find_first_not_of("0123456789.,+-% ") == std::string_view::npos;
}

/// A header: names, each once, none of them a number, an address or a sentence.
bool looks_like_names(const std::vector<std::string>& row) {
  constexpr std::size_t longest_name = 64;
  std::set<std::string_view> seen;
  for (const auto& cell : row) {
    const auto name = trim(cell);
    if (name.empty() || name.size() > longest_name || has_digits_only(name) || !seen.insert(name).second) return false;
    if (name.find("://") != std::string_view::npos || name.find('\n') != std::string_view::npos) return false;
  }
  return row.size() > 1;
}

std::string_view first_line(std::string_view text) { return text.substr(0, text.find_first_of("\r\n")); }

}  // namespace

std::vector<std::string> CsvRows::next() {
  std::vector<std::string> cells;
  is_open_ = false;
  while (!rest_.empty()) {
    line_ = next_line_;
    for (;;) {
      cells.push_back(take_cell());
      if (rest_.empty() || rest_.front() != delimiter_) break;
      rest_.remove_prefix(1);
    }
    take_line_end();
    if (!std::ranges::all_of(cells, is_blank)) return cells;
    cells.clear();
  }
  return cells;
}

std::string CsvRows::take_cell() {
  if (rest_.starts_with('"')) {
    std::string cell;
    for (std::size_t at = 1;;) {
      const auto quote = rest_.find('"', at);
      if (quote == std::string_view::npos) {
        is_open_ = true;
        break;
      }
      cell += rest_.substr(at, quote - at);
      at = quote + 1;
      if (rest_.substr(at).starts_with('"')) {
        cell += '"';
        ++at;
        continue;
      }
      const auto behind = rest_.substr(at);
      if (behind.empty() || behind.front() == delimiter_ || behind.front() == '\n' || behind.front() == '\r') {
        next_line_ += static_cast<std::size_t>(std::ranges::count(rest_.substr(0, at), '\n'));
        rest_ = behind;
        return cell;
      }
      break;  // something stands behind the closing mark: the marks are signs
    }
  }
  const char ends[] = {delimiter_, '\r', '\n', '\0'};
  const auto cell = rest_.substr(0, rest_.find_first_of(ends));
  rest_.remove_prefix(cell.size());
  return std::string(cell);
}

void CsvRows::take_line_end() {
  if (rest_.empty()) return;
  rest_.remove_prefix(rest_.starts_with("\r\n") ? 2 : 1);
  ++next_line_;
}

char find_delimiter(std::string_view text) {
  const auto line = first_line(text);
  char best = ',';
  std::ptrdiff_t most = 0;
  for (const char delimiter : {'\t', ',', ';', '|'}) {
    const auto count = std::ranges::count(line, delimiter);
    if (count > most) {
      best = delimiter;
      most = count;
    }
  }
  return best;
}

namespace {

/// The rows of a table of any size. One row is held at a time.
class TableRows {
 public:
  TableRows(ByteStream& bytes, FileOutput& output) : window_(bytes, output), output_(output) {}

  /// Passes over comments and finds the delimiter; false when there is nothing else.
  bool begin() {
    for (;;) {
      const auto text = window_.rest();
      const auto end = text.find('\n');
      const bool is_comment = text.starts_with('#');
      if (end == std::string_view::npos && text.size() < largest_record && fill()) continue;
      if (!is_comment) break;
      window_.pass(std::min(end, text.size()) + 1);
      ++line_;
    }
    while (is_blank(window_.rest()) && fill()) continue;
    if (const auto named = take_named_delimiter()) {
      delimiter_ = *named;
      while (is_blank(window_.rest()) && fill()) continue;
    } else {
      delimiter_ = find_delimiter(window_.rest());
    }
    return !has_failed() && !is_blank(window_.rest());
  }

  /// The next row; none at the end. A row that is longer than the bound is refused.
  std::vector<std::string> next() {
    for (;;) {
      const auto text = window_.rest();
      CsvRows rows(text, delimiter_, line_);
      auto row = rows.next();
      const bool is_whole = !row.empty() && !rows.rest().empty() && !rows.is_open();
      const bool is_full = text.size() >= largest_record;
      if (!is_whole && !is_full && fill()) continue;
      if (is_full && !is_whole && !window_.has_ended() && rows.rest().empty()) {
        pass_over_line();
        continue;
      }
      row_line_ = rows.line();
      line_ = rows.next_line();
      window_.pass(text.size() - rows.rest().size());
      return row;
    }
  }

  std::size_t line() const { return row_line_; }
  bool has_failed() const { return !window_.failure().empty(); }

 private:
  bool fill() {
    const bool has_failed_before = has_failed();
    const bool has_more = window_.fill();
    if (has_failed() && !has_failed_before)
      output_.refuse(window_.failure(), line_ > 1 ? "line " + std::to_string(line_) : std::string());
    return has_more;
  }

  /// The line `sep=;` by which spreadsheets name the delimiter; none where there is no such line.
  std::optional<char> take_named_delimiter() {
    auto line = first_line(window_.rest());
    const bool is_quoted = line.size() > 2 && line.front() == '"' && line.back() == '"';
    if (is_quoted) line = line.substr(1, line.size() - 2);
    constexpr std::string_view name = "sep=";
    if (line.size() != name.size() + 1 || to_ascii_lower(line.substr(0, name.size())) != name) return std::nullopt;
    const char delimiter = line.back();
    if (delimiter == '"' || static_cast<unsigned char>(delimiter) >= 0x80) return std::nullopt;
    const auto end = window_.rest().find('\n');
    window_.pass(std::min(end, window_.rest().size()) + 1);
    ++line_;
    return delimiter;
  }

  void pass_over_line() {
    output_.refuse("longer than the limit of " + std::to_string(largest_record >> 20) + " MiB",
                   "line " + std::to_string(line_));
    for (bool is_over = false; !is_over;) {
      const auto end = window_.rest().find('\n');
      window_.pass(std::min(end, window_.rest().size()) + 1);
      is_over = end != std::string_view::npos || !fill();
    }
    ++line_;
  }

  TextWindow window_;
  FileOutput& output_;
  std::size_t line_ = 1;
  std::size_t row_line_ = 0;
  char delimiter_ = ',';
};

}  // namespace

void read_csv(ByteStream& bytes, FileOutput& output) {
  TableRows rows(bytes, output);
  const bool has_begun = rows.begin();
  if (rows.has_failed()) return;
  auto row = has_begun ? rows.next() : std::vector<std::string>();
  if (row.empty()) return output.refuse("empty");
  RecordOutput records(output);
  std::vector<std::string> names;
  if (looks_like_names(row)) {
    for (const auto& cell : row) names.emplace_back(trim(cell));
    row = rows.next();
    if (row.empty()) return output.refuse("no row below the header");
  }
  for (; !row.empty() && records.wants_more(); row = rows.next()) {
    const auto number = std::to_string(rows.line());
    std::vector<Field> values;
    for (std::size_t i = 0; i < row.size(); ++i) {
      values.push_back({i < names.size() ? names[i] : std::to_string(i + 1), std::move(row[i]), Field::Kind::text});
    }
    records.add(std::move(values), number, "line " + number);
  }
}

}  // namespace diwan::ingest
