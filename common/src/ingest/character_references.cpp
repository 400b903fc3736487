// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/character_references.hpp"

#include "text/encoding.hpp"
#include "text/utf8.hpp"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>

namespace diwan::ingest {
namespace {

/// The character that a reference such as `&lrm;` or `&#x200E;` names; 0 where it names none.
char32_t referenced(std::string_view name) {
  if (name == "apos") return '\'';
  if (!name.starts_with('#')) return html_character(name);
  const bool is_hex = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
  name.remove_prefix(is_hex ? 2 : 1);
  std::uint32_t value = 0;
  const auto [end, fault] = std::from_chars(name.data(), name.data() + name.size(), value, is_hex ? 16 : 10);
  const bool is_number = fault == std::errc() && end == name.data() + name.size();
  // Numbers of Windows-1252, as browsers take them.
  if (is_number && value >= 0x80 && value < 0xA0) {
    const auto decoded = text::decode(std::string(1, static_cast<char>(value)), "windows-1252");
    std::size_t at = 0;
    return decoded && decoded->replaced == 0 ? text::next_code_point(decoded->text, at) : 0;
  }
  const bool is_character = value >= ' ' && value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
  return is_number && is_character ? value : 0;
}

}  // namespace

char32_t html_character(std::string_view name) {
  const auto* const known = htmlEntityLookup(reinterpret_cast<const xmlChar*>(std::string(name).c_str()));
  return known == nullptr ? 0 : static_cast<char32_t>(known->value);
}

std::string with_characters(std::string_view rest) {
  constexpr std::size_t longest_name = 10;
  std::string text;
  while (!rest.empty()) {
    const auto sign = std::min(rest.find('&'), rest.size());
    text += rest.substr(0, sign);
    rest.remove_prefix(sign);
    if (rest.empty()) break;
    const auto end = rest.substr(0, longest_name + 2).find(';');
    const char32_t character = end == std::string_view::npos ? 0 : referenced(rest.substr(1, end - 1));
    if (character == 0) {
      text += '&';
    } else {
      text::append_utf8(text, character);
    }
    rest.remove_prefix(character == 0 ? 1 : end + 1);
  }
  return text;
}

}  // namespace diwan::ingest
