// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/results.hpp>

#include <cstdint>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace diwan::rendering {

/// The version of every JSON object that diwan writes: docs/output-json.md. It changes when a key changes its meaning
/// or goes; new keys do not change it.
constexpr std::uint64_t json_version = 1;

/// Writes one JSON value piece by piece. A document built in memory could not keep the digits of foreign numbers
/// (1.10, or twenty digits of an account number); strings and their escapes are the JSON library's all the same.
/// Borrows the stream. A key comes before each value inside an object.
class JsonWriter {
 public:
  enum class Layout { one_line, indented };

  JsonWriter(std::ostream& out, Layout layout) : out_(out), layout_(layout) {}

  JsonWriter& begin_object() { return open('{'); }
  JsonWriter& end_object() { return close('}'); }
  JsonWriter& begin_array() { return open('['); }
  JsonWriter& end_array() { return close(']'); }
  JsonWriter& key(std::string_view name);

  JsonWriter& string(std::string_view value);
  JsonWriter& number(std::uint64_t value);
  JsonWriter& number(double value);
  JsonWriter& boolean(bool value);
  JsonWriter& date(const std::optional<Date>& value);    ///< "YYYY-MM-DD" or null
  JsonWriter& ranges(const std::vector<Range>& values);  ///< [[begin,end],...] on one line
  JsonWriter& fields(const std::vector<Field>& values);  ///< an object; numbers keep their digits
  JsonWriter& strings(const std::vector<std::string>& values);

 private:
  JsonWriter& open(char bracket);
  JsonWriter& close(char bracket);
  JsonWriter& raw(std::string_view value);
  void field_value(const Field& field);
  void separate();
  void break_line();

  std::ostream& out_;
  Layout layout_;
  std::vector<bool> has_members_;  ///< one for each open bracket
  bool behind_key_ = false;
};

}  // namespace diwan::rendering
