// SPDX-License-Identifier: GPL-2.0-or-later
#include "text/utf8.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <cstdint>

namespace diwan::text {
namespace {

constexpr char32_t replacement = 0xFFFD;

}  // namespace

std::optional<std::size_t> find_invalid_utf8(std::string_view text) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto size = static_cast<std::int64_t>(text.size());
  for (std::int64_t i = 0; i < size;) {
    const auto start = i;
    if (bytes[i] < 0x80) {
      ++i;
      continue;
    }
    UChar32 c = 0;
    U8_NEXT(bytes, i, size, c);
    if (c < 0) return static_cast<std::size_t>(start);
  }
  return std::nullopt;
}

char32_t next_code_point(std::string_view text, std::size_t& offset) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  UChar32 c = 0;
  U8_NEXT(bytes, offset, text.size(), c);
  return c < 0 ? replacement : static_cast<char32_t>(c);
}

char32_t previous_code_point(std::string_view text, std::size_t& offset) {
  // Step back over at most three trailing bytes; when no character ends exactly here, one byte is one broken character.
  const std::size_t behind = offset;
  for (std::size_t start = behind; start > 0 && behind - start < U8_MAX_LENGTH;) {
    --start;
    if (U8_IS_TRAIL(static_cast<std::uint8_t>(text[start]))) continue;
    std::size_t end = start;
    const char32_t c = next_code_point(text.substr(0, behind), end);
    if (end != behind) break;
    offset = start;
    return c;
  }
  offset = behind - 1;
  return replacement;
}

void append_utf8(std::string& text, char32_t code_point) {
  std::uint8_t bytes[U8_MAX_LENGTH];
  std::int32_t size = 0;
  UBool failed = false;
  U8_APPEND(bytes, size, U8_MAX_LENGTH, static_cast<UChar32>(code_point), failed);
  if (failed) return append_utf8(text, replacement);
  text.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
}

std::u32string code_points(std::string_view text) {
  std::u32string all;
  for (std::size_t i = 0; i < text.size();) all += next_code_point(text, i);
  return all;
}

std::string utf8(std::u32string_view code_points) {
  std::string text;
  for (const char32_t c : code_points) append_utf8(text, c);
  return text;
}

std::size_t count_code_points(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++count) next_code_point(text, i);
  return count;
}

bool is_bidi_control(char32_t code_point) {
  return u_hasBinaryProperty(static_cast<UChar32>(code_point), UCHAR_BIDI_CONTROL) != 0;
}

}  // namespace diwan::text
