// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "ingest/record.hpp"

#include <diwan/article.hpp>
#include <diwan/result.hpp>

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace diwan::ingest {

/// One member of a JSON object, flattened. A plain value.
struct JsonMember {
  enum class Kind {
    null,
    text,
    number,       ///< `value` has the digits as written
    boolean,      ///< "true" or "false"
    list,         ///< scalars only, joined with ", "; without its nulls
    nested_list,  ///< an array that holds an array or an object, or nothing but nulls; its strings, a line each
    object,       ///< its strings, a line each
  };

  std::string name;
  Kind kind = Kind::null;
  std::string value;
  /// Of a nested list or an object: how it is called, as a person or a place is in a few words. Its elements are joined
  /// with ", ": of an object its member `name`, else all of its strings but addresses and types of JSON-LD, else its
  /// first number.
  std::string label;

  bool operator==(const JsonMember&) const = default;
};

/// The members of one JSON object in their order; names are unique, the last value of a name stands in the first one's
/// place. Uses no stack in proportion to the nesting. Fails with malformed, in one line. `json` must not hold NUL
/// bytes.
Result<std::vector<JsonMember>> parse_json_object(std::string_view json);

/// The members that can be fields of an article: texts, numbers, booleans and joined lists. Those of `labelled` names
/// that are nested are so by their labels.
std::vector<Field> fields_of(std::vector<JsonMember> members, std::span<const std::string_view> labelled = {});

/// All of them.
Record record_of(std::vector<JsonMember> members);

}  // namespace diwan::ingest
