// SPDX-License-Identifier: GPL-2.0-or-later
#include "analysis/dictionary_format.hpp"

#include "text/utf8.hpp"

namespace diwan::analysis {

std::optional<std::string> encode_letters(std::string_view key) {
  std::string codes;
  codes.reserve(key.size() / 2);
  for (std::size_t i = 0; i < key.size();) {
    const auto code = letter_code(text::next_code_point(key, i));
    if (code == 0) return std::nullopt;
    codes += static_cast<char>(code);
  }
  return codes;
}

std::string decode_letters(std::string_view codes) {
  std::string word;
  for (const char code : codes) text::append_utf8(word, coded_letter(static_cast<std::uint8_t>(code)));
  return word;
}

}  // namespace diwan::analysis
