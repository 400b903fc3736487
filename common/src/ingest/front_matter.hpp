// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "ingest/yaml_fields.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace diwan::ingest {

/// What stands in front of a text of Markdown about it. A plain value.
struct FrontMatter {
  FrontFields fields;
  std::size_t size = 0;  ///< how many bytes of the text it is; 0 where there is none
  std::string fault;     ///< why what looks like one is none; else empty
};

/// The front matter of a text: YAML between lines of `---` (or up to `...`), TOML between lines of `+++`, or an object
/// of JSON, alone or between lines of `---`. A line of `---` before a blank line is a rule, and so is one before a
/// text: where the first line that is no comment is not a field whose name has no spaces. An indented line is no end.
/// Up to 256 KiB.
FrontMatter find_front_matter(std::string_view text);

}  // namespace diwan::ingest
