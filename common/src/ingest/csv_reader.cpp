// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/csv_reader.hpp"

#include "ingest/limits.hpp"
#include "ingest/plain_text.hpp"
#include "ingest/record.hpp"
#include "ingest/whole_file.hpp"

#include <algorithm>
#include <set>
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
      if (quote == std::string_view::npos) break;
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

void read_csv(ByteStream& bytes, FileOutput& output) {
  const auto text = read_text_or_refuse(bytes, largest_text_file, output);
  if (!text) return;
  std::string_view table = *text;
  std::size_t comments = 0;
  while (table.starts_with('#')) {
    const auto end = table.find('\n');
    table.remove_prefix(end == std::string_view::npos ? table.size() : end + 1);
    ++comments;
  }
  CsvRows rows(table, find_delimiter(table));
  RecordOutput records(output);
  auto row = rows.next();
  if (row.empty()) return output.refuse("empty");
  std::vector<std::string> names;
  if (looks_like_names(row)) {
    for (const auto& cell : row) names.emplace_back(trim(cell));
    row = rows.next();
    if (row.empty()) return output.refuse("no row below the header");
  }
  for (; !row.empty() && records.wants_more(); row = rows.next()) {
    const auto number = std::to_string(rows.line() + comments);
    std::vector<Field> values;
    for (std::size_t i = 0; i < row.size(); ++i) {
      values.push_back({i < names.size() ? names[i] : std::to_string(i + 1), std::move(row[i]), Field::Kind::text});
    }
    records.add(std::move(values), number, "line " + number);
  }
}

}  // namespace diwan::ingest
