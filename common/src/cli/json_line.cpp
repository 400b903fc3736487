// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/json_line.hpp"

#include <nlohmann/json.hpp>

namespace diwan::cli {

std::string json_line(const std::vector<JsonMember>& members) {
  nlohmann::ordered_json object = nlohmann::ordered_json::object();
  for (const auto& [name, value] : members) {
    std::visit([&, &key = name](const auto& each) { object[key] = each; }, value);
  }
  return object.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace diwan::cli
