// SPDX-License-Identifier: GPL-2.0-or-later
#include "render/json_writer.hpp"

#include <array>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "render/numbers.hpp"
#include "text/classes.hpp"
#include "text/utf8.hpp"

namespace diwan::rendering {
namespace {

using nlohmann::json;

/// A JSON string that is also safe to look at: the library escapes C0 only, but C1 and bidi controls steer terminals
/// too. Inside a JSON document such characters stand in strings alone, so escaping them afterwards is sound.
std::string quoted(std::string_view value) {
  const std::string plain = json(value).dump(-1, ' ', false, json::error_handler_t::replace);
  std::string safe;
  safe.reserve(plain.size());
  for (std::size_t i = 0; i < plain.size();) {
    const std::size_t begin = i;
    const char32_t c = text::next_code_point(plain, i);
    const bool steers = text::is_control(c) || text::is_bidi_control(c) || c == 0x2028 || c == 0x2029;
    if (steers) {
      std::array<char, 8> escape{};
      std::snprintf(escape.data(), escape.size(), "\\u%04x", static_cast<unsigned>(c) & 0xFFFFU);
      safe += escape.data();
    } else {
      safe.append(plain, begin, i - begin);
    }
  }
  return safe;
}

bool is_json_number(std::string_view value) {
  return value.find_first_not_of("+-.0123456789eE") == std::string_view::npos && json::accept(value);
}

}  // namespace

JsonWriter& JsonWriter::key(std::string_view name) {
  separate();
  out_ << quoted(name) << (layout_ == Layout::indented ? ": " : ":");
  behind_key_ = true;
  return *this;
}

JsonWriter& JsonWriter::string(std::string_view value) { return raw(quoted(value)); }

JsonWriter& JsonWriter::number(std::uint64_t value) { return raw(decimal(value)); }

JsonWriter& JsonWriter::number(double value) { return raw(json(value).dump()); }

JsonWriter& JsonWriter::boolean(bool value) { return raw(value ? "true" : "false"); }

JsonWriter& JsonWriter::date(const std::optional<Date>& value) {
  return value ? string(to_string(*value)) : raw("null");
}

JsonWriter& JsonWriter::ranges(const std::vector<Range>& values) {
  json pairs = json::array();
  for (const auto& range : values) pairs.push_back({range.begin, range.end});
  return raw(pairs.dump());
}

JsonWriter& JsonWriter::fields(const std::vector<Field>& values) {
  begin_object();
  for (const auto& field : values) {
    key(field.name);
    field_value(field);
  }
  return end_object();
}

JsonWriter& JsonWriter::strings(const std::vector<std::string>& values) {
  begin_array();
  for (const auto& value : values) string(value);
  return end_array();
}

void JsonWriter::field_value(const Field& field) {
  const bool as_it_is = (field.kind == Field::Kind::number && is_json_number(field.value)) ||
                        (field.kind == Field::Kind::boolean && (field.value == "true" || field.value == "false"));
  if (as_it_is) {
    raw(field.value);
  } else {
    string(field.value);
  }
}

JsonWriter& JsonWriter::open(char bracket) {
  separate();
  out_ << bracket;
  has_members_.push_back(false);
  return *this;
}

JsonWriter& JsonWriter::close(char bracket) {
  const bool had_members = has_members_.back();
  has_members_.pop_back();
  if (had_members) break_line();
  out_ << bracket;
  return *this;
}

JsonWriter& JsonWriter::raw(std::string_view value) {
  separate();
  out_ << value;
  return *this;
}

void JsonWriter::separate() {
  if (behind_key_) {
    behind_key_ = false;
    return;
  }
  if (has_members_.empty()) return;
  if (has_members_.back()) out_ << ',';
  has_members_.back() = true;
  break_line();
}

void JsonWriter::break_line() {
  if (layout_ == Layout::indented) out_ << '\n' << std::string(2 * has_members_.size(), ' ');
}

}  // namespace diwan::rendering
