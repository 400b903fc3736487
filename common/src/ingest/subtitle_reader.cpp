// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/subtitle_reader.hpp"

#include "core/field_table.hpp"
#include "ingest/character_references.hpp"
#include "ingest/limits.hpp"
#include "ingest/plain_text.hpp"
#include "ingest/whole_file.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace diwan::ingest {
namespace {

constexpr std::string_view language_head = "language:";

/// A line of a cue without `<i>`, `</c>`, `{\an8}` and the like.
std::string without_tags(std::string_view line) {
  std::string bare;
  while (!line.empty()) {
    const auto open = line.find_first_of("<{");
    bare += line.substr(0, open);
    if (open == std::string_view::npos) break;
    const bool is_brace = line[open] == '{';
    const auto close = line.find(is_brace ? '}' : '>', open);
    const bool is_tag = close != std::string_view::npos && (!is_brace || line.substr(open).starts_with("{\\"));
    if (!is_tag) bare += line[open];
    line.remove_prefix(is_tag ? close + 1 : open + 1);
  }
  return bare;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = std::min(text.find_first_of("\r\n"), text.size());
    lines.push_back(trim(text.substr(0, end)));
    text.remove_prefix(std::min(end + (text.substr(end).starts_with("\r\n") ? 2 : 1), text.size()));
  }
  return lines;
}

}  // namespace

void read_subtitles(ByteStream& bytes, FileOutput& output) {
  const auto all = read_text_or_refuse(bytes, largest_text_file, output);
  if (!all) return;
  Article article;
  article.title = output.name();
  bool in_cue = false;
  bool in_head = trim(*all).starts_with("WEBVTT");
  for (const auto line : lines_of(*all)) {
    if (line.find("-->") != std::string_view::npos) {
      in_cue = true;
    } else if (line.empty()) {
      in_cue = false;
      in_head = false;
    } else if (in_head && to_ascii_lower(line).starts_with(language_head)) {
      const auto language = trim(line.substr(language_head.size()));
      if (!language.empty()) article.fields.push_back({std::string(fields::language), std::string(language), {}});
    } else if (in_cue) {
      article.text += (article.text.empty() ? "" : "\n") + with_characters(without_tags(line));
    }
  }
  if (is_blank(article.text)) return output.refuse("no subtitle in it");
  output.whole_file(std::move(article));
}

}  // namespace diwan::ingest
