// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace diwan::ingest {

/// The character that HTML 4 gives a name, such as `eacute`; 0 where it gives none.
char32_t html_character(std::string_view name);

/// A text in which references to characters (`&nbsp;`, `&#1575;`, `&#x627;`), closed by their semicolon and known to
/// HTML 4, are those characters. Everything else stays byte for byte.
std::string with_characters(std::string_view text);

}  // namespace diwan::ingest
