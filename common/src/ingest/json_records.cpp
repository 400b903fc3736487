// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/json_records.hpp"

#include "core/field_table.hpp"
#include "ingest/json_object.hpp"
#include "ingest/limits.hpp"
#include "ingest/record.hpp"
#include "ingest/whole_file.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace diwan::ingest {
namespace {

constexpr std::string_view white_space = " \t\r\n";
constexpr int deepest_list = 4;

/// Behind the string that begins at `at`.
std::size_t end_of_string(std::string_view json, std::size_t at) {
  for (++at; at < json.size(); ++at) {
    if (json[at] == '\\') {
      ++at;
    } else if (json[at] == '"') {
      return at + 1;
    }
  }
  return json.size();
}

/// Behind the value that begins at `at`: at least one byte on.
std::size_t end_of_value(std::string_view json, std::size_t at) {
  if (json[at] == '"') return end_of_string(json, at);
  if (json[at] != '{' && json[at] != '[') {
    const auto end = std::min(json.find_first_of(" \t\r\n,]}", at), json.size());
    return std::max(end, at + 1);
  }
  std::size_t depth = 0;
  while (at < json.size()) {
    const char c = json[at];
    if (c == '"') {
      at = end_of_string(json, at);
      continue;
    }
    ++at;
    if (c == '{' || c == '[') ++depth;
    if ((c == '}' || c == ']') && --depth == 0) break;
  }
  return at;
}

/// The values inside of an array or, the names left out, of an object.
std::vector<std::string_view> elements_of(std::string_view value) {
  const bool is_object = value.front() == '{';
  std::vector<std::string_view> elements;
  bool is_name = is_object;
  for (std::size_t at = 1; at < value.size();) {
    at = value.find_first_not_of(" \t\r\n,", at);
    if (at == std::string_view::npos || value[at] == ']' || value[at] == '}') break;
    if (value[at] == ':') {
      is_name = false;
      ++at;
      continue;
    }
    const auto end = end_of_value(value, at);
    if (!is_name) elements.push_back(value.substr(at, end - at));
    is_name = is_object;
    at = end;
  }
  return elements;
}

bool has_text(std::string_view object) {
  const auto members = parse_json_object(object);
  return members && std::ranges::any_of(*members, [](const JsonMember& member) {
           return member.kind == JsonMember::Kind::text &&
                  (member.name == fields::title || member.name == fields::text || member.name == fields::body);
         });
}

void find_in(std::string_view value, int depth, std::vector<std::string_view>& records) {
  if (value.front() == '[') {
    for (const auto element : elements_of(value)) {
      if (element.front() == '{') records.push_back(element);
    }
  } else if (value.front() == '{' && depth < deepest_list && (depth > 0 || !has_text(value))) {
    for (const auto element : elements_of(value)) find_in(element, depth + 1, records);
  }
}

}  // namespace

std::vector<std::string_view> find_json_records(std::string_view json) {
  std::vector<std::string_view> records;
  for (auto at = json.find_first_not_of(white_space); at != std::string_view::npos;) {
    const auto end = end_of_value(json, at);
    const auto value = json.substr(at, end - at);
    const auto before = records.size();
    find_in(value, 0, records);
    if (records.size() == before && value.front() != '[') records.push_back(value);
    at = json.find_first_not_of(white_space, end);
  }
  return records;
}

void read_json(ByteStream& bytes, FileOutput& output) {
  const auto text = read_text_or_refuse(bytes, largest_text_file, output);
  if (!text) return;
  const auto found = find_json_records(*text);
  if (found.empty()) return output.refuse("no record in it");
  RecordOutput records(output);
  std::size_t number = 0;
  for (const auto json : found) {
    const auto name = std::to_string(++number);
    const auto place = "record " + name;
    auto members = parse_json_object(json);
    if (!members) {
      output.refuse(members.error().message, place);
      // Text that is no JSON at all is refused once.
      if (json.front() != '{') return;
      continue;
    }
    records.add(fields_of(std::move(*members)), name, place);
    if (!records.wants_more()) return;
  }
}

}  // namespace diwan::ingest
