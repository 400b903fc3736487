// SPDX-License-Identifier: GPL-2.0-or-later
#include "render/lines.hpp"

#include <algorithm>

#include "text/classes.hpp"
#include "text/terminal.hpp"
#include "text/utf8.hpp"

namespace diwan::rendering {
namespace {

constexpr std::string_view bold = "\x1B[1m";
constexpr std::string_view highlight = "\x1B[1;31m";
constexpr std::string_view reset = "\x1B[0m";
/// Behind the ASCII at the beginning of a line: gives the line its direction also where a terminal knows no isolates.
constexpr std::string_view left_to_right_mark = "\u200E";
constexpr std::size_t least_columns = 20;
constexpr std::size_t item_gap = 2;

void append_collapsed(std::string& out, std::string_view text) {
  for (const char c : text::neutralize(text)) {
    if (c == ' ' && (out.empty() || out.back() == ' ')) continue;
    out += c;
  }
}

bool is_blank(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    if (!text::is_white_space(text::next_code_point(text, i))) return false;
  }
  return true;
}

}  // namespace

Passage make_passage(std::string_view text, const std::vector<Range>& highlights) {
  Passage passage;
  std::size_t done = 0;
  for (const auto& range : highlights) {
    if (range.begin < done || range.end <= range.begin || range.end > text.size()) continue;
    append_collapsed(passage.text, text.substr(done, range.begin - done));
    const std::size_t begin = passage.text.size();
    append_collapsed(passage.text, text.substr(range.begin, range.end - range.begin));
    if (passage.text.size() > begin) passage.highlights.push_back({begin, passage.text.size()});
    done = range.end;
  }
  append_collapsed(passage.text, text.substr(done));
  return is_blank(passage.text) ? Passage{} : passage;
}

Passage title_passage(std::string_view title, const std::vector<Range>& highlights) {
  Passage passage = make_passage(title, highlights);
  return passage.text.empty() ? make_passage("(no title)") : passage;
}

std::string date_field(const std::optional<Date>& date) { return date ? to_string(*date) : "unknown"; }

std::string inline_field(std::string_view value) {
  const std::string neutral = text::neutralize(value);
  return text::has_right_to_left(neutral) ? text::isolate(neutral) : neutral;
}

std::size_t LinePrinter::room_beside(std::size_t taken) const {
  return std::max(least_columns, width_ > taken ? width_ - taken : 0);
}

bool LinePrinter::has_room_behind(std::string_view first) const {
  return text::display_width(first) + least_columns <= width_;
}

void LinePrinter::items(std::string_view first, std::string_view next, const std::vector<Item>& items) {
  std::string_view prefix = first;
  std::string line;         // behind the prefix
  std::size_t used = 0;     // columns of it
  std::size_t padding = 0;  // that another item on this line would have in front
  const auto finish_line = [&] {
    if (!line.empty()) {
      out_ << prefix << line << '\n';
      prefix = next;
    }
    line.clear();
    used = padding = 0;
  };
  for (const auto& item : items) {
    const std::string shown = item.label + inline_field(item.value);
    const std::size_t width = text::display_width(shown);
    if (used + padding + width > room_beside(text::display_width(prefix))) finish_line();
    if (width > room_beside(text::display_width(prefix))) {
      const std::string labelled = std::string(prefix) + item.label;
      passage(labelled, next, make_passage(item.value));
      prefix = next;
      continue;
    }
    if (line.empty() && item.label.empty() && text::has_right_to_left(shown)) line = left_to_right_mark;
    line.append(padding, ' ') += shown;
    used += padding + width;
    padding = item_gap + (item.columns > width ? item.columns - width : 0);
  }
  finish_line();
}

void LinePrinter::passage(std::string_view first, std::string_view next, const Passage& passage, Weight weight) {
  const bool isolated = text::has_right_to_left(passage.text);
  const auto direction = text::direction_of(passage.text);
  const std::size_t taken = std::max(text::display_width(first), text::display_width(next));
  const std::size_t room = room_beside(taken);
  std::string_view prefix = first;
  for (const Range line : text::wrap(passage.text, room)) {
    const std::string_view plain = std::string_view(passage.text).substr(line.begin, line.end - line.begin);
    const bool is_bold = color_ && weight == Weight::bold;
    out_ << prefix << (isolated ? left_to_right_mark : "") << (is_bold ? bold : "");
    if (isolated) out_ << text::isolate_opening(plain, direction);
    out_ << painted(passage, line, weight);
    if (isolated) out_ << text::isolate_closing;
    out_ << (is_bold ? reset : "") << '\n';
    prefix = next;
  }
}

std::string LinePrinter::painted(const Passage& passage, Range line, Weight weight) const {
  std::string out;
  std::size_t done = line.begin;
  const auto plain_up_to = [&](std::size_t end) {
    out.append(passage.text, done, end - done);
    done = end;
  };
  for (const auto& range : passage.highlights) {
    const std::size_t begin = std::max(range.begin, line.begin);
    const std::size_t end = std::min(range.end, line.end);
    if (!color_ || begin >= end) continue;
    plain_up_to(begin);
    out += highlight;
    plain_up_to(end);
    out += reset;
    if (weight == Weight::bold) out += bold;
  }
  plain_up_to(line.end);
  return out;
}

}  // namespace diwan::rendering
