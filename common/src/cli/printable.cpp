// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/printable.hpp"

#include <array>
#include <cstddef>
#include <cstdio>

#include "text/utf8.hpp"

namespace diwan::cli {
namespace {

void append_escaped(std::string& line, const char* format, unsigned value) {
  std::array<char, 16> escaped{};
  std::snprintf(escaped.data(), escaped.size(), format, value);
  line += escaped.data();
}

bool is_control(char32_t code_point) {
  return code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0) || code_point == 0x2028 || code_point == 0x2029;
}

}  // namespace

bool is_utf8(std::string_view text) { return !text::find_invalid_utf8(text); }

std::string printable(std::string_view text) {
  std::string line;
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = begin;
    const char32_t code_point = text::next_code_point(text, end);
    const std::string_view bytes = text.substr(begin, end - begin);
    if (text::find_invalid_utf8(bytes)) {
      for (const char byte : bytes) append_escaped(line, "\\x%02X", static_cast<unsigned char>(byte));
    } else if (is_control(code_point)) {
      append_escaped(line, code_point < 0x80 ? "\\x%02X" : "\\u%04X", static_cast<unsigned>(code_point));
    } else if (text::is_bidi_control(code_point)) {
      append_escaped(line, "\\u%04X", static_cast<unsigned>(code_point));
    } else {
      line += bytes;
    }
    begin = end;
  }
  return line;
}

}  // namespace diwan::cli
