// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace diwan::ingest {

/// White_Space of Unicode, and the byte order mark.
bool is_white_space(char32_t code_point);

/// The text without white space at both ends. Valid UTF-8 in and out.
std::string_view trim(std::string_view text);

/// Runs of ASCII white space as one space each, none at the ends: what a browser shows of one line.
std::string collapse_white_space(std::string_view text);

/// `text` without white space around it is empty.
bool is_blank(std::string_view text);

/// Takes a byte order mark from the front; says how many bytes that were.
std::size_t drop_byte_order_mark(std::string_view& text);

/// Why these bytes are not plain UTF-8 text, with the place of the first fault: bytes from 0 (counted from `offset`),
/// lines from 1 where `with_line`. Nothing when they are.
std::optional<std::string> find_text_fault(std::string_view bytes, std::size_t offset, bool with_line);

/// The bytes as UTF-8 for eyes: what is not valid becomes \xNN.
std::string escape_invalid(std::string_view bytes);

/// The text in one line: ASCII control characters become \xNN.
std::string one_line(std::string_view text);

/// Each line once, where it comes first; each ends with a line feed.
std::string each_line_once(std::string_view text);

/// Lower case of the ASCII letters, for names that are defined in ASCII (endings, HTML).
std::string to_ascii_lower(std::string_view text);

}  // namespace diwan::ingest
