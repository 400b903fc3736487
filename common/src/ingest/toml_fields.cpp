// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/toml_fields.hpp"

#include "ingest/plain_text.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <unordered_map>
#include <utility>

namespace diwan::ingest {
namespace {

/// Its name may stand before that of each of its fields, so that it must be short.
constexpr std::size_t longest_table = 256;

/// The last part of a dotted name.
std::string last_name(std::string_view name) {
  name = trim(name);
  if (end_of_quoted(name) == name.size()) return unquoted(name);
  const auto dot = name.rfind('.');
  return unquoted(dot == std::string_view::npos ? name : name.substr(dot + 1));
}

class TomlReader {
 public:
  explicit TomlReader(std::string_view toml) : rest_(toml) {}

  std::optional<FrontFields> fields() {
    FrontFields fields;
    std::string table;
    std::unordered_map<std::string, std::string> paths;
    while (skip_space()) {
      if (rest_.starts_with('[')) {
        const auto line = rest_.substr(0, rest_.find('\n'));
        const auto begin = line.find_first_not_of('[');
        const auto end = line.find(']');
        if (begin == std::string_view::npos || end == std::string_view::npos || end < begin) return std::nullopt;
        table = trim(line.substr(begin, end - begin));
        if (table.size() > longest_table) return std::nullopt;
        rest_.remove_prefix(line.size());
        continue;
      }
      const auto equals = end_of_name();
      if (!equals) return std::nullopt;
      const auto written = trim(rest_.substr(0, *equals));
      auto name = last_name(written);
      rest_.remove_prefix(*equals + 1);
      auto value = take_value();
      if (!value || name.empty()) return std::nullopt;
      if (name == "name" && !table.empty()) name = last_name(table);
      // Of two tables the first has the short name, so that a menu's title is not that of the page.
      auto path = (table.empty() ? table : table + '.').append(written);
      const auto [first, is_new] = paths.try_emplace(name, path);
      if (!is_new && first->second != path) name = std::move(path);
      fields.emplace_back(std::move(name), std::move(*value));
    }
    return fields;
  }

 private:
  /// Comments too; false at the end.
  bool skip_space() {
    while (!rest_.empty()) {
      rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t\r\n"), rest_.size()));
      if (!rest_.starts_with('#')) break;
      rest_.remove_prefix(std::min(rest_.find('\n'), rest_.size()));
    }
    return !rest_.empty();
  }

  std::optional<std::size_t> end_of_name() const {
    const auto equals = rest_.find('=', end_of_quoted(rest_).value_or(0));
    const bool is_in_line = equals != std::string_view::npos && equals > 0 && equals < rest_.find('\n');
    return is_in_line ? std::optional(equals) : std::nullopt;
  }

  std::optional<FrontValue> take_value() {
    rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t"), rest_.size()));
    for (const std::string_view marks : {"\"\"\"", "'''"}) {
      if (rest_.starts_with(marks)) return take_lines(marks);
    }
    std::optional<std::size_t> end;
    const bool is_flow = rest_.starts_with('[') || rest_.starts_with('{');
    if (is_flow || rest_.starts_with('"') || rest_.starts_with('\'')) {
      end = is_flow ? end_of_flow(rest_) : end_of_quoted(rest_);
    } else {
      end = std::min(rest_.find_first_of("#\n"), rest_.size());
    }
    if (!end) return std::nullopt;
    const auto text = rest_.substr(0, *end);
    rest_.remove_prefix(*end);
    // Nothing but a comment may follow.
    const auto line = trim(rest_.substr(0, rest_.find('\n')));
    if (!line.empty() && !line.starts_with('#')) return std::nullopt;
    if (is_flow) return read_flow(text, '=');
    auto value = unquoted(text);
    if (value.empty() && trim(text).empty()) return std::nullopt;
    return FrontValue{value, value};
  }

  std::optional<FrontValue> take_lines(std::string_view marks) {
    auto end = rest_.find(marks, marks.size());
    while (end != std::string_view::npos && marks == "\"\"\"" && rest_[end - 1] == '\\')
      end = rest_.find(marks, end + 1);
    if (end == std::string_view::npos) return std::nullopt;
    const auto text = trim(rest_.substr(marks.size(), end - marks.size()));
    rest_.remove_prefix(end + marks.size());
    auto value = marks == "'''" ? std::string(text) : unescaped(text);
    return FrontValue{value, value};
  }

  std::string_view rest_;
};

}  // namespace

std::optional<FrontFields> toml_fields(std::string_view toml) { return TomlReader(toml).fields(); }

}  // namespace diwan::ingest
