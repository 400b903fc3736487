// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/jsonl_reader.hpp"

#include "ingest/html_value.hpp"
#include "ingest/json_article.hpp"
#include "ingest/json_finder.hpp"
#include "ingest/limits.hpp"
#include "ingest/line_reader.hpp"
#include "ingest/plain_text.hpp"
#include "ingest/record.hpp"

#include <string>
#include <utility>

namespace diwan::ingest {
namespace {

/// Blank as JSON means it.
bool is_blank_line(std::string_view line) { return line.find_first_not_of(" \t\r") == std::string_view::npos; }

void read_line(const LineReader& lines, FileOutput& output, RecordOutput& records) {
  if (lines.dropped() == 0 && !output.begin_record(lines.line())) return;
  const std::string place = "line " + std::to_string(lines.number());
  if (const auto fault = find_text_fault(lines.line(), lines.dropped(), false)) return output.refuse(*fault, place);
  const auto number = std::to_string(lines.number());
  auto read = parse_json_article(lines.line());
  const bool lacks_names = !read && read.error().code == Code::not_found;
  if (lacks_names || !output.options().fields.empty()) {
    if (auto record = read_json_record(lines.line(), output.options())) {
      output.forget_record();
      return records.add(std::move(*record), number, place);
    }
  }
  if (!read) return output.refuse(read.error().message, place);
  auto [id, article] = std::move(read).value();
  if (id.empty()) {
    output.forget_record();
    id = output.path() + '#' + number;
  }
  auto title = without_markup(article.title, output, place);
  if (title != article.title) article.title = collapse_white_space(title);
  article.text = without_markup(std::move(article.text), output, place);
  if (is_blank(article.title) && is_blank(article.text)) return output.refuse("neither a title nor a text", place);
  output.member(std::move(id), std::move(article), place);
}

}  // namespace

void read_json_lines(ByteStream& bytes, FileOutput& output) {
  LineReader lines(bytes, longest_json_line);
  RecordOutput records(output);
  bool empty = true;
  for (;;) {
    const auto outcome = lines.next();
    switch (outcome) {
      case LineReader::Outcome::line:
        if (is_blank_line(lines.line())) continue;
        read_line(lines, output, records);
        if (!output.wants_more()) return;
        break;
      case LineReader::Outcome::too_long:
        output.refuse("longer than the limit of " + std::to_string(longest_json_line >> 20) + " MiB",
                      "line " + std::to_string(lines.number()));
        break;
      case LineReader::Outcome::failed:
        return output.refuse(lines.error().message, "line " + std::to_string(lines.number()));
      case LineReader::Outcome::end:
        if (empty) output.refuse("empty");
        return;
    }
    empty = false;
  }
}

}  // namespace diwan::ingest
