// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "ingest/flow_value.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace diwan::ingest {

using FrontFields = std::vector<std::pair<std::string, FrontValue>>;

/// The fields of front matter in YAML: scalars, plain or quoted, in one line or several, block scalars (`|`, `>`),
/// lists and tables in lines of their own or in brackets. Anchors and aliases are not resolved, tags left out. Nothing
/// where a line is none of these: then it is no front matter.
std::optional<FrontFields> yaml_fields(std::string_view yaml);

}  // namespace diwan::ingest
