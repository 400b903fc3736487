// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/subtitle_reader.hpp"

#include "core/field_table.hpp"
#include "ingest/limits.hpp"
#include "ingest/plain_text.hpp"
#include "ingest/whole_file.hpp"
#include "text/utf8.hpp"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
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

/// The character that a reference such as `&lrm;` or `&#x200E;` names; 0 where it names none.
char32_t referenced(std::string_view name) {
  if (!name.starts_with('#')) {
    const auto* const known = htmlEntityLookup(reinterpret_cast<const xmlChar*>(std::string(name).c_str()));
    return known == nullptr ? 0 : static_cast<char32_t>(known->value);
  }
  const bool is_hex = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
  name.remove_prefix(is_hex ? 2 : 1);
  std::uint32_t value = 0;
  const auto [end, fault] = std::from_chars(name.data(), name.data() + name.size(), value, is_hex ? 16 : 10);
  const bool is_number = fault == std::errc() && end == name.data() + name.size();
  const bool is_character = value >= ' ' && value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
  return is_number && is_character ? value : 0;
}

std::string with_characters(std::string_view line) {
  constexpr std::size_t longest_name = 10;
  std::string text;
  while (!line.empty()) {
    const auto sign = std::min(line.find('&'), line.size());
    text += line.substr(0, sign);
    line.remove_prefix(sign);
    if (line.empty()) break;
    const auto end = line.substr(0, longest_name + 2).find(';');
    const char32_t character = end == std::string_view::npos ? 0 : referenced(line.substr(1, end - 1));
    if (character == 0) {
      text += '&';
    } else {
      text::append_utf8(text, character);
    }
    line.remove_prefix(character == 0 ? 1 : end + 1);
  }
  return text;
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
