// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/article.hpp>
#include <diwan/result.hpp>

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
    nested_list,  ///< an array that holds an array or an object, or nothing but nulls; no value
    object,       ///< no value
  };

  std::string name;
  Kind kind = Kind::null;
  std::string value;

  bool operator==(const JsonMember&) const = default;
};

/// The members of one JSON object in their order; names are unique, the last value of a name stands in the first one's
/// place. Uses no stack in proportion to the nesting. Fails with malformed, in one line. `json` must not hold NUL
/// bytes.
Result<std::vector<JsonMember>> parse_json_object(std::string_view json);

/// The members that can be fields of an article: texts, numbers, booleans and joined lists.
std::vector<Field> fields_of(std::vector<JsonMember> members);

}  // namespace diwan::ingest
