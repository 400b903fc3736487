// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace diwan::cli {

using JsonMember = std::pair<std::string, std::variant<std::string, bool, std::uint64_t>>;

/// A JSON object in one line, without the line break; bytes that are not UTF-8 are replaced.
std::string json_line(const std::vector<JsonMember>& members);

}  // namespace diwan::cli
