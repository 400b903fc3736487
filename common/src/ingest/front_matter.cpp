// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/front_matter.hpp"

#include "core/field_table.hpp"
#include "ingest/limits.hpp"
#include "ingest/plain_text.hpp"
#include "ingest/whole_file.hpp"

#include <algorithm>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

namespace diwan::ingest {
namespace {

std::string_view take_line(std::string_view& text) {
  const auto end = text.find('\n');
  auto line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

std::string_view unquoted(std::string_view value) {
  value = trim(value);
  const bool is_quoted =
      value.size() > 1 && (value.front() == '"' || value.front() == '\'') && value.back() == value.front();
  return is_quoted ? value.substr(1, value.size() - 2) : value;
}

/// `[a, "b"]` as `a, b`; anything else unquoted.
std::string value_of(std::string_view value) {
  value = trim(value);
  if (!value.starts_with('[') || !value.ends_with(']')) return std::string(unquoted(value));
  value = value.substr(1, value.size() - 2);
  std::string joined;
  while (!value.empty()) {
    const auto end = std::min(value.find(','), value.size());
    const auto element = unquoted(value.substr(0, end));
    if (!element.empty()) joined += (joined.empty() ? "" : ", ") + std::string(element);
    value.remove_prefix(std::min(end + 1, value.size()));
  }
  return joined;
}

/// Takes the fields from the front of a text; leaves a text as it is where they do not end.
std::vector<Field> take_front_matter(std::string_view& text) {
  auto rest = text;
  if (trim(take_line(rest)) != "---") return {};
  std::vector<Field> fields;
  while (!rest.empty()) {
    const auto line = take_line(rest);
    const auto bare = trim(line);
    if (bare == "---" || bare == "...") {
      text = rest;
      return fields;
    }
    if (bare.starts_with('#') || bare.empty()) continue;
    const bool is_inside = line.front() == ' ' || line.front() == '\t' || line.front() == '-';
    if (is_inside) {
      const auto element = value_of(bare.starts_with("- ") ? bare.substr(2) : bare);
      if (!fields.empty()) fields.back().value += (fields.back().value.empty() ? "" : ", ") + element;
      continue;
    }
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return {};
    fields.push_back({std::string(unquoted(line.substr(0, colon))), value_of(line.substr(colon + 1)), {}});
  }
  return {};
}

std::string find_heading(std::string_view text) {
  std::string first;
  while (!text.empty()) {
    auto line = trim(take_line(text));
    if (line.empty()) continue;
    if (first.empty()) first = line;
    if (!line.starts_with('#')) continue;
    line.remove_prefix(std::min(line.find_first_not_of('#'), line.size()));
    if (!trim(line).empty()) return std::string(trim(line));
  }
  return first;
}

}  // namespace

void read_markdown(ByteStream& bytes, FileOutput& output) {
  const auto all = read_text_or_refuse(bytes, largest_text_file, output);
  if (!all) return;
  std::string_view text = *all;
  Article article;
  std::unordered_set<std::string> taken{std::string(fields::id), std::string(fields::text), std::string()};
  for (auto& field : take_front_matter(text)) {
    if (field.name == fields::title) {
      article.title = std::move(field.value);
    } else if (!field.value.empty() && taken.insert(field.name).second) {
      article.fields.push_back(std::move(field));
    }
  }
  article.text = text;
  if (is_blank(article.title)) article.title = find_heading(text);
  if (is_blank(article.title) && is_blank(article.text)) return output.refuse("empty");
  output.whole_file(std::move(article));
}

}  // namespace diwan::ingest
