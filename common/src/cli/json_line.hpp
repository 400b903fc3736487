// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace diwan::cli {

using JsonCounts = std::map<std::string, std::uint64_t>;  ///< an object of numbers
using JsonMember = std::pair<std::string, std::variant<std::string, bool, std::uint64_t, JsonCounts, std::nullptr_t>>;

/// A JSON object in one line, without the line break; bytes that are not UTF-8 are replaced.
std::string json_line(const std::vector<JsonMember>& members);

}  // namespace diwan::cli
