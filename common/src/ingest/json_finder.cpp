// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/json_finder.hpp"

#include "core/field_table.hpp"
#include "ingest/json_scan.hpp"
#include "ingest/plain_text.hpp"

#include <algorithm>
#include <string>
#include <unordered_set>
#include <utility>

namespace diwan::ingest {
namespace {

/// Four words or more, told by the spaces between them.
bool has_sentence(std::string_view text) { return std::ranges::count(text, ' ') >= 3; }

/// A string with something in it, or an object of nothing deeper that holds one: `{"rendered": "..."}`.
bool is_text(std::string_view value) {
  if (value.front() == '"') return value.size() > 2;
  if (value.front() != '{') return false;
  bool has_string = false;
  for (const auto& part : parts_of(value)) {
    if (part.value.front() == '{' || part.value.front() == '[') return false;
    has_string = has_string || (part.value.front() == '"' && part.value.size() > 2);
  }
  return has_string;
}

/// What an object is, by its members alone.
struct Look {
  bool has_title = false;
  bool has_text = false;
  bool has_sentence = false;
  std::size_t lists = 0;         ///< bytes of its arrays of objects
  std::size_t titled_lists = 0;  ///< of those whose first object has a title
};

Look look_at(const std::vector<JsonPart>& parts, const ReadOptions& options, bool with_lists) {
  Look look;
  for (const auto& [name, value] : parts) {
    if (is_text(value)) {
      const auto field = known_field(unescaped_name(name), options);
      look.has_title = look.has_title || field == fields::title;
      look.has_text = look.has_text || field == fields::text;
      look.has_sentence = look.has_sentence || (value.front() == '"' && has_sentence(value));
    } else if (with_lists && value.front() == '[') {
      const auto elements = parts_of(value);
      if (elements.empty() || elements.front().value.front() != '{') continue;
      look.lists += value.size();
      if (look_at(parts_of(elements.front().value), options, false).has_title) look.titled_lists += value.size();
    }
  }
  return look;
}

bool is_record(std::string_view object, const std::vector<JsonPart>& parts, const ReadOptions& options) {
  const auto look = look_at(parts, options, true);
  if (look.has_text) return true;
  if (look.has_title) return look.titled_lists * 2 <= object.size();
  return look.has_sentence && look.lists * 2 <= object.size();
}

bool is_map_of_records(const std::vector<JsonPart>& parts, const ReadOptions& options) {
  return parts.size() > 1 && std::ranges::all_of(parts, [&](const JsonPart& part) {
           if (part.value.front() != '{') return false;
           const auto look = look_at(parts_of(part.value), options, false);
           return look.has_title || look.has_text;
         });
}

/// How well an object inside of another would be the record: not at all with 0.
int quality_of(std::string_view value, const ReadOptions& options) {
  if (value.front() != '{') return 0;
  const auto look = look_at(parts_of(value), options, false);
  return (look.has_text ? 2 : 0) + (look.has_title ? 1 : 0);
}

void find_below(const std::vector<JsonPart>& parts, int depth, const ReadOptions& options,
                std::vector<std::string_view>& records) {
  for (const auto& part : parts) find_json_records_in(part.value, depth + 1, options, records);
}

/// The object in it of which a record is nothing but the wrapping; its name is empty where there is none.
JsonPart wrapped_in(std::string_view record, const ReadOptions& options) {
  JsonPart best;
  int best_quality = 0;
  for (const auto& part : parts_of(record)) {
    const int quality = quality_of(part.value, options);
    if (quality > best_quality) best = part;
    best_quality = std::max(quality, best_quality);
  }
  return best;
}

/// Whether it is a member of the object itself.
bool is_part(std::string_view value, std::string_view object) {
  return object.front() == '{' &&
         std::ranges::any_of(parts_of(object), [&](const JsonPart& part) { return part.value.data() == value.data(); });
}

bool is_wrapping(const std::vector<JsonMember>& members, const ReadOptions& options) {
  bool has_object = false;
  for (const auto& member : members) {
    has_object = has_object || member.kind == JsonMember::Kind::object;
    if (member.kind == JsonMember::Kind::text && has_sentence(member.value)) return false;
    const auto field = known_field(member.name, options);
    if ((field == fields::title || field == fields::text) && !is_blank(member.value)) return false;
  }
  return has_object;
}

}  // namespace

void find_json_records_in(std::string_view value, int depth, const ReadOptions& options,
                          std::vector<std::string_view>& records) {
  if (value.front() != '[' && value.front() != '{') return;
  const auto parts = parts_of(value);
  if (value.front() == '[' || is_map_of_records(parts, options)) {
    for (const auto& part : parts) {
      if (part.value.front() == '{') records.push_back(part.value);
    }
  } else if (is_record(value, parts, options)) {
    records.push_back(value);
  } else if (depth < deepest_list) {
    find_below(parts, depth, options, records);
  }
}

std::vector<std::string_view> find_json_records(std::string_view json, const ReadOptions& options) {
  std::vector<std::string_view> records;
  for (auto at = json.find_first_not_of(json_white_space); at != std::string_view::npos;) {
    const auto end = end_of_value(json, at);
    const auto value = json.substr(at, end - at);
    const auto before = records.size();
    find_json_records_in(value, 0, options, records);
    if (records.size() == before + 1 && is_part(records.back(), value)) records.back() = value;
    if (records.size() == before && value.front() != '[') records.push_back(value);
    at = json.find_first_not_of(json_white_space, end);
  }
  return records;
}

Result<Record> read_json_record(std::string_view json, const ReadOptions& options) {
  auto members = parse_json_object(json);
  if (!members) return std::move(members).error();
  if (!is_wrapping(*members, options)) return record_of(std::move(*members));
  const auto wrapped = wrapped_in(json, options);
  if (wrapped.value.empty()) return record_of(std::move(*members));
  auto inner = parse_json_object(wrapped.value);
  if (!inner) return std::move(inner).error();
  std::unordered_set<std::string> names{unescaped_name(wrapped.name)};
  for (const auto& member : *inner) names.insert(member.name);
  for (auto& member : *members) {
    if (!names.contains(member.name)) inner->push_back(std::move(member));
  }
  return record_of(std::move(*inner));
}

}  // namespace diwan::ingest
