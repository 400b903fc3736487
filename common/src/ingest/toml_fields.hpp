// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "ingest/yaml_fields.hpp"

#include <optional>
#include <string_view>

namespace diwan::ingest {

/// The fields of front matter in TOML. What stands in a table has its own name; its `name` has that of the table.
/// Nothing where a line is not TOML.
std::optional<FrontFields> toml_fields(std::string_view toml);

}  // namespace diwan::ingest
