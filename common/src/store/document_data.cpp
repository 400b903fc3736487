// SPDX-License-Identifier: GPL-2.0-or-later
#include "store/document_data.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

namespace diwan::store {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array kind_names{"text", "number", "boolean"};

std::optional<Field::Kind> kind_of(const std::string& name) {
  for (std::size_t i = 0; i < kind_names.size(); ++i) {
    if (name == kind_names[i]) return static_cast<Field::Kind>(i);
  }
  return std::nullopt;
}

/// Takes an article from document data as it is read, without a tree in between: each hit of a search is read so.
class DataReader {
 public:
  explicit DataReader(bool with_texts) {
    seen_[day] = true;  // undated articles have none
    seen_[title] = seen_[text] = !with_texts;
  }

  using number_integer_t = Json::number_integer_t;
  using number_unsigned_t = Json::number_unsigned_t;
  using number_float_t = Json::number_float_t;
  using string_t = Json::string_t;
  using binary_t = Json::binary_t;

  bool start_object(std::size_t) { return ++depth_ == object_depth && !in_object_ && (in_object_ = true); }
  bool end_object() { return depth_-- == object_depth; }
  bool key(string_t& name) {
    member_ = std::find(std::begin(members), std::end(members), name) - std::begin(members);
    const bool known = member_ < std::ssize(members);
    if (!known) return false;
    if (member_ == day) return !std::exchange(dated_, true);
    return !std::exchange(seen_[static_cast<std::size_t>(member_)], true);
  }
  bool start_array(std::size_t) {
    ++depth_;
    row_.clear();
    return member_ == fields && in_object_ && depth_ <= row_depth;
  }
  bool end_array() { return depth_-- == fields_depth || take_row(); }
  bool string(string_t& value) {
    if (depth_ == row_depth) {
      row_.push_back(std::move(value));
      return true;
    }
    if (depth_ != object_depth || member_ == fields) return false;
    if (member_ == day) return (article_.date = parse_iso_date(value)).has_value();
    *texts_[static_cast<std::size_t>(member_)] = std::move(value);
    return true;
  }

  bool null() { return false; }
  bool boolean(bool) { return false; }
  bool number_integer(number_integer_t) { return false; }
  bool number_unsigned(number_unsigned_t) { return false; }
  bool number_float(number_float_t, const string_t&) { return false; }
  bool binary(binary_t&) { return false; }
  template <class Failure>
  bool parse_error(std::size_t, const std::string&, const Failure&) {
    return false;
  }

  std::optional<Article> article() && {
    const bool whole = std::all_of(seen_.begin(), seen_.end(), [](bool each) { return each; });
    return whole ? std::optional(std::move(article_)) : std::nullopt;
  }

 private:
  static constexpr int object_depth = 1, fields_depth = 2, row_depth = 3;
  static constexpr std::string_view members[] = {"source", "path", "id", "title", "text", "day", "fields"};
  static constexpr std::ptrdiff_t title = 3, text = 4, day = 5, fields = 6;

  bool take_row() {
    if (row_.size() < 2 || row_.size() > 3) return false;
    const auto kind = row_.size() == 3 ? kind_of(row_[2]) : Field::Kind::text;
    if (!kind) return false;
    article_.fields.push_back({std::move(row_[0]), std::move(row_[1]), *kind});
    return true;
  }

  Article article_;
  std::array<std::string*, 5> texts_{&article_.identity.source, &article_.identity.path, &article_.identity.id,
                                     &article_.title, &article_.text};
  std::array<bool, std::size(members)> seen_{};
  std::ptrdiff_t member_ = std::ssize(members);
  std::vector<std::string> row_;
  int depth_ = 0;
  bool in_object_ = false;
  bool dated_ = false;
};

std::string to_json(const Article& article, bool with_texts) {
  Json data = {{"source", article.identity.source}, {"path", article.identity.path}, {"id", article.identity.id}};
  if (article.date) data["day"] = to_string(*article.date);
  if (with_texts) data["title"] = article.title;
  Json fields = Json::array();
  for (const auto& field : article.fields) {
    Json row = {field.name, field.value};
    if (field.kind != Field::Kind::text) row.push_back(kind_names[static_cast<std::size_t>(field.kind)]);
    fields.push_back(std::move(row));
  }
  data["fields"] = std::move(fields);
  if (with_texts) data["text"] = article.text;
  return data.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<Article> from_json(std::string_view data, bool with_texts) {
  DataReader reader(with_texts);
  if (!Json::sax_parse(data, &reader)) return std::nullopt;
  return std::move(reader).article();
}

}  // namespace

std::string to_document_data(const Article& article) { return to_json(article, false); }
std::optional<Article> from_document_data(std::string_view data) { return from_json(data, false); }

std::string to_dump_line(const Article& article) { return to_json(article, true); }
std::optional<Article> from_dump_line(std::string_view line) { return from_json(line, true); }

}  // namespace diwan::store
