// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "ingest/file_output.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace diwan::ingest {

/// The field that a name stands for: that which the user maps, else the best known one; empty where nobody knows it.
/// A `summary` stands for "description".
std::string_view known_field(const std::string& name, const ReadOptions& options);

/// A value that holds others, such as an object in an object. A plain value.
struct NestedValue {
  std::string name;
  std::string text;   ///< all strings in it, a line each
  std::string label;  ///< how it is called, in a few words
};

/// The values of one record, in order. A plain value.
struct Record {
  std::vector<Field> values;
  std::vector<NestedValue> nested;
};

/// Articles out of records: rows of a table, objects of a JSON array, elements of XML. Names of title, text, id and
/// fields are, in this order, those that the user maps (ReadOptions::fields), diwan's own, and those that standards use
/// (schema.org, Dublin Core, RSS, Atom), in any case. Where no text is among them, every text under a name that nobody
/// knows is the text, longest first, labels of a few words last, and the file is warned about once; beside a title,
/// addresses do not count, and a text that is there and empty is one.
/// A nested value of a known name is a text or else its label; under other names it is text where others are, no field.
class RecordOutput {
 public:
  explicit RecordOutput(FileOutput& output) : output_(output) {}

  /// One record: its values in order; of a name that comes twice the values are joined. `number` makes the id
  /// `path#number` where the record has none. Refuses one without a title and a text.
  void add(Record record, const std::string& number, const std::string& place);
  void add(std::vector<Field> values, const std::string& number, const std::string& place) {
    add(Record{std::move(values), {}}, number, place);
  }

  const ReadOptions& options() const { return output_.options(); }
  bool wants_more() const { return output_.wants_more(); }

 private:
  void warn_of_names(const std::string& longest, bool has_title);

  FileOutput& output_;
  bool has_warned_ = false;
};

}  // namespace diwan::ingest
