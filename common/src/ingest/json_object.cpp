// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/json_object.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <utility>

#include "ingest/plain_text.hpp"

namespace diwan::ingest {
namespace {

// long double: a number that a double cannot hold (1e400) is a good number all the same; only its digits are kept.
using Json = nlohmann::basic_json<std::map, std::vector, std::string, bool, std::int64_t, std::uint64_t, long double>;

/// Collects the members of the outermost object while the parser goes through the text.
class ObjectCollector final : public nlohmann::json_sax<Json> {
 public:
  bool null() override { return scalar(JsonMember::Kind::null, {}); }
  bool boolean(bool value) override { return scalar(JsonMember::Kind::boolean, value ? "true" : "false"); }
  bool number_integer(number_integer_t value) override {
    // The parser calls this for numbers with a minus sign only, so that 0 was written -0.
    return scalar(JsonMember::Kind::number, value == 0 ? "-0" : std::to_string(value));
  }
  bool number_unsigned(number_unsigned_t value) override {
    return scalar(JsonMember::Kind::number, std::to_string(value));
  }
  bool number_float(number_float_t /*value*/, const string_t& digits) override {
    // The parser puts the decimal sign of the global locale into the digits.
    std::string written = digits;
    for (char& c : written) {
      if (std::string_view("0123456789+-eE").find(c) == std::string_view::npos) c = '.';
    }
    return scalar(JsonMember::Kind::number, std::move(written));
  }
  bool string(string_t& value) override { return scalar(JsonMember::Kind::text, std::move(value)); }
  bool binary(binary_t& /*value*/) override { return false; }  // not in JSON texts

  bool start_object(std::size_t /*size*/) override {
    if (depth_ == 1) begin(JsonMember::Kind::object);
    if (depth_ == 2) nest();
    ++depth_;
    return true;
  }
  bool key(string_t& name) override {
    (depth_ == 1 ? name_ : inner_name_) = std::move(name);
    return true;
  }
  bool end_object() override { return end(); }
  bool start_array(std::size_t /*size*/) override {
    if (depth_ == 0) return fail("not a JSON object");
    if (depth_ == 1) begin(JsonMember::Kind::list);
    if (depth_ == 2) nest();
    ++depth_;
    return true;
  }
  bool end_array() override { return end(); }

  bool parse_error(std::size_t position, const std::string& /*token*/, const Json::exception& error) override {
    // what() is "[json.exception...] parse error at line 1, column 5: REASON; last read: '...'".
    const std::string_view what = error.what();
    auto reason = what.substr(0, what.find("; last read"));
    if (const auto column = reason.find("column "); column != std::string_view::npos) {
      reason.remove_prefix(std::min(reason.find(": ", column), reason.size() - 2) + 2);
    } else {
      reason.remove_prefix(std::min(reason.find("] "), reason.size() - 2) + 2);
    }
    return fail("not valid JSON (column " + std::to_string(position) + "): " + std::string(reason));
  }

  std::vector<JsonMember> take_members() { return std::move(members_); }
  const std::string& fault() const { return fault_; }

 private:
  /// The list that is being read holds more than scalars, or an object holds something.
  void nest() {
    if (current_.kind != JsonMember::Kind::list) return;
    current_.kind = JsonMember::Kind::nested_list;
    current_.label = current_.value;
  }

  bool fail(std::string fault) {
    fault_ = std::move(fault);
    return false;
  }

  void begin(JsonMember::Kind kind) {
    current_ = {std::move(name_), kind, {}, {}};
    inner_name_.clear();
    elements_ = 0;
  }

  bool scalar(JsonMember::Kind kind, std::string value) {
    if (depth_ == 0) return fail("not a JSON object");
    if (depth_ == 1) {
      current_ = {std::move(name_), kind, std::move(value), {}};
      store();
    } else if (depth_ == 2 && current_.kind == JsonMember::Kind::list) {
      if (kind == JsonMember::Kind::null) return true;
      if (elements_++ > 0) current_.value += ", ";
      current_.value += value;
    } else {
      nested_scalar(kind, value);
    }
    return true;
  }

  void nested_scalar(JsonMember::Kind kind, const std::string& value) {
    const bool is_text = kind == JsonMember::Kind::text;
    if (is_text) append(current_.value, "\n", value);
    const auto element_depth = current_.kind == JsonMember::Kind::object ? 2U : 3U;
    const bool is_direct = depth_ == element_depth;
    if (!is_text) {
      if (kind == JsonMember::Kind::number && is_direct && number_.empty()) number_ = value;
    } else if (depth_ < element_depth) {
      append(current_.label, ", ", value);
    } else if (is_direct && to_ascii_lower(inner_name_) == "name") {
      element_name_ = value;
    } else if (inner_name_ != "@type" && inner_name_ != "@id" && value.find("://") == std::string::npos) {
      append(element_texts_, " ", value);
    }
  }

  static void append(std::string& list, std::string_view separator, std::string_view value) {
    if (value.empty()) return;
    if (!list.empty()) list += separator;
    list += value;
  }

  void end_element() {
    const auto& named = !element_name_.empty() ? element_name_ : element_texts_;
    append(current_.label, ", ", named.empty() ? number_ : named);
    element_name_.clear();
    element_texts_.clear();
    number_.clear();
  }

  bool end() {
    --depth_;
    inner_name_.clear();
    if (depth_ == (current_.kind == JsonMember::Kind::object ? 1U : 2U)) end_element();
    if (depth_ != 1) return true;
    if (current_.kind == JsonMember::Kind::list && elements_ == 0) current_.kind = JsonMember::Kind::nested_list;
    store();
    return true;
  }

  void store() {
    const auto [place, is_new] = places_.try_emplace(current_.name, members_.size());
    if (is_new) {
      members_.push_back(std::move(current_));
    } else {
      members_[place->second] = std::move(current_);
    }
  }

  std::vector<JsonMember> members_;
  std::unordered_map<std::string, std::size_t> places_;
  std::string name_;
  JsonMember current_;
  std::string inner_name_;  ///< of the innermost member at hand
  // Of the element at hand of a nested list, or of the object:
  std::string element_name_;
  std::string element_texts_;
  std::string number_;
  std::size_t elements_ = 0;  ///< of the list that is being read
  std::size_t depth_ = 0;
  std::string fault_;
};

}  // namespace

Result<std::vector<JsonMember>> parse_json_object(std::string_view json) {
  ObjectCollector collector;
  if (!Json::sax_parse(json, &collector)) {
    return Error{Code::malformed, collector.fault(), {}};
  }
  return collector.take_members();
}

std::vector<Field> fields_of(std::vector<JsonMember> members, std::span<const std::string_view> labelled) {
  std::vector<Field> fields;
  for (auto& member : members) {
    switch (member.kind) {
      case JsonMember::Kind::text:
      case JsonMember::Kind::list:
        fields.push_back({std::move(member.name), std::move(member.value), Field::Kind::text});
        break;
      case JsonMember::Kind::number:
        fields.push_back({std::move(member.name), std::move(member.value), Field::Kind::number});
        break;
      case JsonMember::Kind::boolean:
        fields.push_back({std::move(member.name), std::move(member.value), Field::Kind::boolean});
        break;
      case JsonMember::Kind::nested_list:
      case JsonMember::Kind::object:
        if (!member.label.empty() && std::ranges::find(labelled, member.name) != labelled.end())
          fields.push_back({std::move(member.name), std::move(member.label), Field::Kind::text});
        break;
      case JsonMember::Kind::null:
        break;
    }
  }
  return fields;
}

Record record_of(std::vector<JsonMember> members) {
  Record record;
  for (auto& member : members) {
    if (member.kind == JsonMember::Kind::nested_list || member.kind == JsonMember::Kind::object)
      record.nested.push_back({std::move(member.name), std::move(member.value), std::move(member.label)});
  }
  std::erase_if(members, [](const JsonMember& member) {
    return member.kind == JsonMember::Kind::nested_list || member.kind == JsonMember::Kind::object;
  });
  record.values = fields_of(std::move(members));
  return record;
}

}  // namespace diwan::ingest
