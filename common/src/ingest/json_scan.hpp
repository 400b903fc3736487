// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace diwan::ingest {

// Where values of a JSON text begin and end, told without parsing them, whether they are good JSON or not. Uses no
// stack in proportion to the nesting.

inline constexpr std::string_view json_white_space = " \t\r\n";

/// Behind the value that begins at `at`: at least one byte on, at most the end of the text.
std::size_t end_of_value(std::string_view json, std::size_t at);

/// One value inside of an array or an object.
struct JsonPart {
  std::string_view name;  ///< of an object's member, as it is written, with its quotation marks; else empty
  std::string_view value;
};

/// What is inside of an array or an object, in order. Views into `value`.
std::vector<JsonPart> parts_of(std::string_view value);

/// A name of a part as it is meant; empty where it is not good JSON.
std::string unescaped_name(std::string_view name);

}  // namespace diwan::ingest
