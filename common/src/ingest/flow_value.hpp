// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace diwan::ingest {

/// A value of front matter: a scalar, or a list or a table in one text. A plain value.
struct FrontValue {
  std::string text;   ///< elements joined with ", ", those of a table with their names
  std::string label;  ///< how it is called in a few words: of a table its `name`, if it has one, else the text
};

/// What the escapes of a quoted text of YAML, TOML or JSON stand for.
std::string unescaped(std::string_view text);

/// Behind the closing mark of a text that `text` begins with a quotation mark, or nothing where there is none.
std::optional<std::size_t> end_of_quoted(std::string_view text);

/// A text in quotation marks without them, with its escapes read; others as they are, trimmed.
std::string unquoted(std::string_view text);

/// Behind the list or table in brackets that `text` begins with, or nothing where it does not end.
std::optional<std::size_t> end_of_flow(std::string_view text);

/// A list `[a, "b"]` or a table `{name: a}` (in TOML `=` stands for the colon), nested too. At most 16 deep: what is
/// deeper stays as it is written.
FrontValue read_flow(std::string_view text, char separator);

}  // namespace diwan::ingest
