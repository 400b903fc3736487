// SPDX-License-Identifier: GPL-2.0-or-later
#include <diwan/article.hpp>

#include <algorithm>

namespace diwan {

std::string_view Article::field(std::string_view name) const {
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const Field& field) { return field.name == name; });
  return found == fields.end() ? std::string_view{} : std::string_view{found->value};
}

}  // namespace diwan
