// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/plain_text.hpp"

#include "text/utf8.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace diwan::ingest {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::string_view ascii_white_space = "\t\n\f\r ";

void append_escaped(std::string& text, char c) {
  constexpr std::array digits{'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'};
  const auto byte = static_cast<unsigned char>(c);
  text += {'\\', 'x', digits.at(byte >> 4U), digits.at(byte & 0xFU)};
}

}  // namespace

bool is_white_space(char32_t c) {
  switch (c) {
    case 0x0020:  // SPACE
    case 0x0085:  // NEXT LINE
    case 0x00A0:  // NO-BREAK SPACE
    case 0x1680:  // OGHAM SPACE MARK
    case 0x2028:  // LINE SEPARATOR
    case 0x2029:  // PARAGRAPH SEPARATOR
    case 0x202F:  // NARROW NO-BREAK SPACE
    case 0x205F:  // MEDIUM MATHEMATICAL SPACE
    case 0x3000:  // IDEOGRAPHIC SPACE
    case 0xFEFF:  // ZERO WIDTH NO-BREAK SPACE, the byte order mark
      return true;
    default:
      return (c >= 0x0009 && c <= 0x000D) || (c >= 0x2000 && c <= 0x200A);
  }
}

std::string_view trim(std::string_view text) {
  while (!text.empty()) {
    std::size_t after = 0;
    if (!is_white_space(text::next_code_point(text, after))) break;
    text.remove_prefix(after);
  }
  while (!text.empty()) {
    std::size_t before = text.size();
    if (!is_white_space(text::previous_code_point(text, before))) break;
    text = text.substr(0, before);
  }
  return text;
}

std::string collapse_white_space(std::string_view text) {
  std::string line;
  for (std::size_t at = 0;;) {
    at = text.find_first_not_of(ascii_white_space, at);
    if (at == std::string_view::npos) return line;
    const auto end = std::min(text.find_first_of(ascii_white_space, at), text.size());
    if (!line.empty()) line += ' ';
    line += text.substr(at, end - at);
    at = end;
  }
}

bool is_blank(std::string_view text) { return trim(text).empty(); }

std::size_t drop_byte_order_mark(std::string_view& text) {
  if (!text.starts_with(byte_order_mark)) return 0;
  text.remove_prefix(byte_order_mark.size());
  return byte_order_mark.size();
}

std::optional<std::string> find_text_fault(std::string_view bytes, std::size_t offset, bool with_line) {
  const auto invalid = text::find_invalid_utf8(bytes);
  const auto nul = bytes.find('\0');
  if (!invalid && nul == std::string_view::npos) return std::nullopt;
  const auto at = std::min(invalid.value_or(std::string_view::npos), nul);
  std::string place = "byte " + std::to_string(offset + at);
  if (with_line) place += ", line " + std::to_string(1 + std::ranges::count(bytes.substr(0, at), '\n'));
  if (at == nul) return "a NUL byte (" + place + "): binary data, or text in UTF-16";
  return "not UTF-8 (" + place + "); convert it first, for instance with iconv";
}

std::string escape_invalid(std::string_view bytes) {
  std::string escaped;
  while (!bytes.empty()) {
    const auto invalid = text::find_invalid_utf8(bytes);
    escaped += bytes.substr(0, invalid.value_or(bytes.size()));
    if (!invalid) break;
    append_escaped(escaped, bytes[*invalid]);
    bytes.remove_prefix(*invalid + 1);
  }
  return escaped;
}

std::string one_line(std::string_view text) {
  std::string line;
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x20) {
      append_escaped(line, c);
    } else {
      line += c;
    }
  }
  return line;
}

std::string each_line_once(std::string_view text) {
  std::set<std::string_view> seen;
  std::string kept;
  while (!text.empty()) {
    const auto line = text.substr(0, text.find('\n'));
    if (seen.insert(line).second) (kept += line) += '\n';
    text.remove_prefix(std::min(text.size(), line.size() + 1));
  }
  return kept;
}

std::string to_ascii_lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

}  // namespace diwan::ingest
