// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/json_scan.hpp"

#include "ingest/json_object.hpp"

#include <algorithm>
#include <utility>

namespace diwan::ingest {
namespace {

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

}  // namespace

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

std::vector<JsonPart> parts_of(std::string_view value) {
  const bool is_object = value.front() == '{';
  std::vector<JsonPart> parts;
  std::string_view name;
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
    if (is_name) {
      name = value.substr(at, end - at);
    } else {
      parts.push_back({std::exchange(name, {}), value.substr(at, end - at)});
    }
    is_name = is_object;
    at = end;
  }
  return parts;
}

std::string unescaped_name(std::string_view name) {
  if (name.size() < 2 || name.front() != '"' || name.back() != '"') return {};
  if (name.find('\\') == std::string_view::npos) return std::string(name.substr(1, name.size() - 2));
  auto members = parse_json_object("{" + std::string(name) + ":0}");
  return members && members->size() == 1 ? std::move(members->front().name) : std::string();
}

}  // namespace diwan::ingest
