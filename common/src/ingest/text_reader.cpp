// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/text_reader.hpp"

#include "ingest/limits.hpp"
#include "ingest/plain_text.hpp"
#include "ingest/whole_file.hpp"

#include <string_view>
#include <utility>

namespace diwan::ingest {
namespace {

/// Takes the first line from the front of a text. A line ends with `\r\n`, `\n` or `\r`.
std::string_view take_line(std::string_view& text) {
  const auto end = text.find_first_of("\r\n");
  const auto line = text.substr(0, end);
  text.remove_prefix(line.size());
  if (!text.empty()) text.remove_prefix(text.starts_with("\r\n") ? 2 : 1);
  return line;
}

}  // namespace

void read_text(ByteStream& bytes, FileOutput& output) {
  const auto text = read_text_or_refuse(bytes, largest_text_file, output);
  if (!text) return;
  std::string_view rest = *text;
  Article article;
  article.title = trim(take_line(rest));
  article.text = rest;
  while (article.title.empty() && !rest.empty()) article.title = trim(take_line(rest));
  output.whole_file(std::move(article));
}

}  // namespace diwan::ingest
