// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace diwan::text {

/// The offset of the first byte that is not part of valid UTF-8 (surrogates and overlong forms are not valid).
std::optional<std::size_t> find_invalid_utf8(std::string_view text);

/// The code point at `offset`, which moves behind it. A broken byte gives U+FFFD and moves one byte or the ill-formed
/// sequence on. `offset` must be inside the text.
char32_t next_code_point(std::string_view text, std::size_t& offset);

/// The code point that ends at `offset`, which moves in front of it. `offset` must not be 0.
char32_t previous_code_point(std::string_view text, std::size_t& offset);

void append_utf8(std::string& text, char32_t code_point);

/// All code points of a text, read as next_code_point() does, and a text of code points.
std::u32string code_points(std::string_view text);
std::string utf8(std::u32string_view code_points);
std::size_t count_code_points(std::string_view text);

/// U+061C, U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069: characters that only steer the direction of text.
bool is_bidi_control(char32_t code_point);

}  // namespace diwan::text
