// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "ingest/file_output.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace diwan::ingest {

/// The field that a value of this name is, or empty.
std::string_view known_field(const std::string& name, const ReadOptions& options);

/// Articles out of records: rows of a table, objects of a JSON array, elements of XML. Names of title, text, id and
/// fields are, in this order, those that the user maps (ReadOptions::fields), diwan's own, and those that standards use
/// (schema.org, Dublin Core, RSS, Atom), in any case. Where no text is among them, every text under a name that nobody
/// knows is the text, longest first, labels of a few words last, and the file is warned about once; beside a title,
/// addresses do not count, and a text that is there and empty is one.
class RecordOutput {
 public:
  explicit RecordOutput(FileOutput& output) : output_(output) {}

  /// One record: its values in order; of a name that comes twice the values are joined. `number` makes the id
  /// `path#number` where the record has none. Refuses one without a title and a text.
  void add(std::vector<Field> values, const std::string& number, const std::string& place);

  bool wants_more() const { return output_.wants_more(); }

 private:
  void warn_of_names(const std::string& longest, bool has_title);

  FileOutput& output_;
  bool has_warned_ = false;
};

}  // namespace diwan::ingest
