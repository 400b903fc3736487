// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace diwan::ingest {

/// What a page states about itself in JSON-LD: a property of schema.org in lower case and its text; of a person or an
/// organisation its name. A plain value.
struct LinkedStatement {
  std::string name;
  std::string value;

  bool operator==(const LinkedStatement&) const = default;
};

/// The texts of the outermost objects, or of those in their `@graph` or `mainEntity`, in order; what a page tells of
/// its comments, videos and other articles is left out. Of broken JSON, what stands before the fault. Uses no stack in
/// proportion to the nesting. `script` is the text of a <script>, UTF-8.
std::vector<LinkedStatement> read_json_ld(std::string_view script);

}  // namespace diwan::ingest
