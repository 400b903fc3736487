// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/json_records.hpp"

#include "ingest/json_finder.hpp"
#include "ingest/json_scan.hpp"
#include "ingest/limits.hpp"
#include "ingest/record.hpp"
#include "ingest/text_window.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace diwan::ingest {
namespace {

/// Reads JSON texts of any size one after the other. What fits into the bound is read as find_json_records() has it; of
/// a larger text the elements of its arrays are records, each held alone.
class JsonReader {
 public:
  JsonReader(ByteStream& bytes, FileOutput& output) : window_(bytes, output), output_(output), records_(output) {}

  void read() {
    while (!is_over_ && skip_blanks(json_white_space)) {
      if (const auto value = whole_value()) {
        for (const auto record : find_json_records(*value, output_.options())) add(record);
        window_.pass(value->size());
      } else {
        read_large(0);
      }
    }
    if (number_ == 0 && !has_failed_) output_.refuse(is_blank_file_ ? "empty" : "no record in it");
  }

 private:
  bool fill() {
    if (window_.fill()) return true;
    if (!window_.failure().empty() && !has_failed_) {
      output_.refuse(window_.failure(), number_ == 0 ? std::string() : "record " + std::to_string(number_ + 1));
      has_failed_ = is_over_ = true;
    }
    return false;
  }

  /// Goes to the next sign that is none of `blanks`; false at the end.
  bool skip_blanks(std::string_view blanks) {
    do {
      window_.pass(window_.rest().find_first_not_of(blanks));
    } while (window_.rest().empty() && fill());
    is_blank_file_ = is_blank_file_ && window_.rest().empty();
    return !window_.rest().empty() && !is_over_;
  }

  /// The value at hand where it fits into the bound.
  std::optional<std::string_view> whole_value() {
    for (;;) {
      const auto json = window_.rest();
      const auto end = end_of_value(json, 0);
      if (end > largest_record) return std::nullopt;
      if (end < json.size() || window_.has_ended()) return json.substr(0, end);
      if (json.size() >= largest_record) return std::nullopt;
      if (!fill() && is_over_) return std::nullopt;
    }
  }

  void add(std::string_view json) {
    if (is_over_) return;
    const auto name = std::to_string(++number_);
    const auto place = "record " + name;
    auto record = read_json_record(json, output_.options());
    if (!record) {
      output_.refuse(record.error().message, place);
      // Text that is no JSON at all is refused once.
      is_over_ = is_over_ || json.front() != '{';
      return;
    }
    records_.add(std::move(*record), name, place);
    is_over_ = is_over_ || !records_.wants_more();
  }

  /// A value that is larger than the bound: what it holds.
  void read_large(int depth) {
    const char kind = window_.rest().front();
    const bool is_list = kind == '[';
    if (is_over_ || (!is_list && (kind != '{' || depth >= deepest_list))) return pass_over_value();
    window_.pass(1);
    for (bool is_name = !is_list; !is_over_ && skip_blanks(" \t\r\n,");) {
      const char c = window_.rest().front();
      if (c == ']' || c == '}') return window_.pass(1);
      if (c == ':') {
        is_name = false;
        window_.pass(1);
        continue;
      }
      read_element(is_list, is_name, depth);
      is_name = !is_list;
    }
  }

  void read_element(bool is_list, bool is_name, int depth) {
    const auto value = whole_value();
    if (is_over_) return;
    if (value) {
      const auto size = value->size();
      if (is_list && value->front() == '{') {
        add(*value);
      } else if (!is_list && !is_name) {
        std::vector<std::string_view> found;
        find_json_records_in(*value, depth + 1, output_.options(), found);
        for (const auto record : found) add(record);
      }
      window_.pass(size);
    } else if (!is_list && !is_name) {
      read_large(depth + 1);
    } else {
      if (is_list && window_.rest().front() == '{') {
        const auto place = "record " + std::to_string(++number_);
        output_.refuse("longer than the limit of " + std::to_string(largest_record >> 20) + " MiB", place);
      }
      pass_over_value();
    }
  }

  /// Goes behind a value that is too large to be held.
  void pass_over_value() {
    if (std::string_view("\"{[").find(window_.rest().front()) == std::string_view::npos) {
      window_.pass(1);
      do {
        window_.pass(window_.rest().find_first_of(" \t\r\n,]}"));
      } while (window_.rest().empty() && fill());
      return;
    }
    std::size_t depth = 0;
    for (bool is_text = false; !window_.rest().empty() || fill();) {
      const char c = window_.rest().front();
      window_.pass(1);
      if (is_text && c == '\\') {
        if (window_.rest().empty()) fill();
        window_.pass(1);
      } else if (c == '"') {
        is_text = !is_text;
      } else if (!is_text && (c == '{' || c == '[')) {
        ++depth;
      } else if (!is_text && (c == '}' || c == ']') && depth > 0) {
        --depth;
      }
      if (!is_text && depth == 0) return;
    }
  }

  TextWindow window_;
  FileOutput& output_;
  RecordOutput records_;
  std::size_t number_ = 0;
  bool is_blank_file_ = true;
  bool has_failed_ = false;
  bool is_over_ = false;
};

}  // namespace

void read_json(ByteStream& bytes, FileOutput& output) { JsonReader(bytes, output).read(); }

}  // namespace diwan::ingest
