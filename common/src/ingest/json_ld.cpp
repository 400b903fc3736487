// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/json_ld.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

#include "ingest/plain_text.hpp"

namespace diwan::ingest {
namespace {

using Json = nlohmann::json;

class StatementCollector final : public nlohmann::json_sax<Json> {
 public:
  bool null() override { return true; }
  bool boolean(bool /*value*/) override { return true; }
  bool number_integer(number_integer_t /*value*/) override { return true; }
  bool number_unsigned(number_unsigned_t /*value*/) override { return true; }
  bool number_float(number_float_t /*value*/, const string_t& /*digits*/) override { return true; }
  bool binary(binary_t& /*value*/) override { return true; }

  bool string(string_t& value) override {
    const bool is_of_page = other_objects_ == 0;
    const bool is_name = other_objects_ == 1 && key_ == "name" && !is_page(levels_.back().key);
    if (is_of_page || is_name) statements_.push_back({is_name ? levels_.back().key : key_, std::move(value)});
    return true;
  }

  bool start_object(std::size_t /*size*/) override { return begin(is_page(key_) ? 0 : 1); }
  bool start_array(std::size_t /*size*/) override { return begin(0); }
  bool key(string_t& name) override {
    key_ = to_ascii_lower(name);
    return true;
  }
  bool end_object() override { return end(); }
  bool end_array() override { return end(); }

  bool parse_error(std::size_t /*position*/, const std::string& /*token*/, const Json::exception& /*error*/) override {
    return false;
  }

  std::vector<LinkedStatement> take() { return std::move(statements_); }

 private:
  /// An object or an array that is open.
  struct Level {
    std::string key;  ///< under which it stands; elements of an array stand under its own
    int other = 0;    ///< 1 for an object that is not the page
  };

  static bool is_page(std::string_view key) { return key.empty() || key == "@graph" || key == "mainentity"; }

  bool begin(int other) {
    levels_.push_back({key_, other});
    other_objects_ += other;
    return true;
  }
  bool end() {
    key_ = std::move(levels_.back().key);
    other_objects_ -= levels_.back().other;
    levels_.pop_back();
    return true;
  }

  std::string key_;
  std::vector<Level> levels_;
  int other_objects_ = 0;
  std::vector<LinkedStatement> statements_;
};

}  // namespace

std::vector<LinkedStatement> read_json_ld(std::string_view script) {
  // Old pages hide their scripts in comments or CDATA sections; what stands behind the JSON is a fault that comes too
  // late to matter.
  constexpr std::string_view section = "<![CDATA[";  // parse_html() puts the letters in lower case
  if (const auto at = script.find(section.substr(0, 3)); at < script.find('{'))
    script.remove_prefix(std::min(at + section.size(), script.size()));
  script.remove_prefix(std::min(script.find_first_of("{["), script.size()));
  StatementCollector collector;
  Json::sax_parse(script, &collector);
  return collector.take();
}

}  // namespace diwan::ingest
