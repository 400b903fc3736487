// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/csv_reader.hpp"

#include "ingest/limits.hpp"
#include "ingest/plain_text.hpp"
#include "ingest/record.hpp"
#include "ingest/text_chunks.hpp"

#include <algorithm>
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
  TableRows(ByteStream& bytes, FileOutput& output) : chunks_(bytes, output), output_(output) {}

  /// Passes over comments and finds the delimiter; false when there is nothing else.
  bool begin() {
    for (;;) {
      const auto end = window_.find('\n', at_);
      const bool is_comment = at_ < window_.size() && window_[at_] == '#';
      if (end == std::string::npos && window_.size() - at_ < largest_record && fill()) continue;
      if (!is_comment) break;
      at_ = end == std::string::npos ? window_.size() : end + 1;
      ++line_;
    }
    delimiter_ = find_delimiter(std::string_view(window_).substr(at_));
    return !fault_ && !is_blank(std::string_view(window_).substr(at_)) ? true : fill_until_words();
  }

  /// The next row; none at the end. A row that is longer than the bound is refused.
  std::vector<std::string> next() {
    for (;;) {
      CsvRows rows(std::string_view(window_).substr(at_), delimiter_, line_);
      auto row = rows.next();
      const bool is_whole = !row.empty() && !rows.rest().empty() && !rows.is_open();
      const bool is_full = window_.size() - at_ >= largest_record;
      if (!is_whole && !is_full && fill()) continue;
      if (is_full && !is_whole && !has_ended_ && rows.rest().empty()) {
        pass_over_line();
        continue;
      }
      row_line_ = rows.line();
      line_ = rows.next_line();
      at_ = window_.size() - rows.rest().size();
      return row;
    }
  }

  std::size_t line() const { return row_line_; }
  bool has_failed() const { return fault_; }

 private:
  /// Reads as much again as is held, so that a long row is looked at a few times only.
  bool fill() {
    if (has_ended_) return false;
    window_.erase(0, std::exchange(at_, 0));
    const auto more = chunks_.append_to(window_, std::max(window_.size(), std::size_t{1}));
    if (!more) {
      output_.refuse(more.error().message, line_ > 1 ? "line " + std::to_string(line_) : std::string());
      fault_ = true;
    }
    has_ended_ = !more || !*more;
    return !has_ended_;
  }

  bool fill_until_words() {
    while (fill()) {
      if (!is_blank(window_)) {
        delimiter_ = find_delimiter(window_);
        return true;
      }
    }
    return !is_blank(std::string_view(window_).substr(at_));
  }

  void pass_over_line() {
    output_.refuse("longer than the limit of " + std::to_string(largest_record >> 20) + " MiB",
                   "line " + std::to_string(line_));
    for (auto end = window_.find('\n', at_);; end = window_.find('\n', at_)) {
      at_ = end == std::string::npos ? window_.size() : end + 1;
      if (end != std::string::npos || !fill()) break;
    }
    ++line_;
  }

  TextChunks chunks_;
  FileOutput& output_;
  std::string window_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  std::size_t row_line_ = 0;
  char delimiter_ = ',';
  bool has_ended_ = false;
  bool fault_ = false;
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
