// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/xml_references.hpp"

#include "ingest/character_references.hpp"
#include "text/utf8.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <set>
#include <string_view>

namespace diwan::ingest {
namespace {

constexpr std::string_view section_begin = "<![CDATA[";
constexpr std::string_view declaration_begin = "<!ENTITY";
constexpr std::string_view blanks = " \t\r\n";
constexpr std::array<std::string_view, 5> predefined{"amp", "lt", "gt", "quot", "apos"};

using Names = std::set<std::string, std::less<>>;

bool may_begin_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

/// What stands between `&` and `;` where a text begins with a reference to a character or an entity, else nothing.
std::string_view reference_in(std::string_view text) {
  constexpr std::size_t longest_name = 64;
  const auto end = text.substr(0, longest_name + 2).find(';');
  if (end == std::string_view::npos || end < 2) return {};
  const auto name = text.substr(1, end - 1);
  if (name.starts_with('#')) {
    const bool is_hex = name.starts_with("#x");
    const auto digits = name.substr(is_hex ? 2 : 1);
    const bool is_number = digits.find_first_not_of(is_hex ? "0123456789abcdefABCDEF" : "0123456789") == digits.npos;
    return !digits.empty() && is_number ? name : std::string_view();
  }
  const bool is_name = may_begin_name(name.front()) && std::ranges::all_of(name, [](char c) {
                         return may_begin_name(c) || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == ':';
                       });
  return is_name ? name : std::string_view();
}

Names declared_in(std::string_view xml) {
  Names names;
  for (auto at = xml.find(declaration_begin); at != xml.npos; at = xml.find(declaration_begin, at)) {
    at = std::min(xml.find_first_not_of(blanks, at + declaration_begin.size()), xml.size());
    const auto name = xml.substr(at, xml.find_first_of(" \t\r\n\"'>", at) - at);
    if (!name.empty()) names.emplace(name);
  }
  return names;
}

bool is_for_the_parser(std::string_view name, const Names& declared) {
  return name.starts_with('#') || std::ranges::find(predefined, name) != predefined.end() || declared.contains(name);
}

/// The next `&` from `at` on outside of CDATA sections, or npos. `section` is where the next of them begins, or npos.
std::size_t find_sign(std::string_view xml, std::size_t at, std::size_t& section) {
  for (at = xml.find('&', at); at > section; at = xml.find('&', at)) {
    const auto end = xml.find("]]>", section);
    section = end == xml.npos ? end : xml.find(section_begin, end);
    if (end == xml.npos) return end;
    at = std::max(at, end);
  }
  return at;
}

}  // namespace

std::string settle_references(std::string xml) {
  const auto declared = declared_in(xml);
  auto section = xml.find(section_begin);
  std::string settled;
  std::size_t copied = 0;
  for (auto at = find_sign(xml, 0, section); at != xml.npos;) {
    const auto name = reference_in(std::string_view(xml).substr(at));
    auto next = at + 1;
    if (name.empty() || !is_for_the_parser(name, declared)) {
      settled.append(xml, copied, at - copied);
      const auto character = html_character(name);
      if (character == 0) {
        settled += "&amp;";
      } else {
        text::append_utf8(settled, character);
        next = at + name.size() + 2;
      }
      copied = next;
    }
    at = find_sign(xml, next, section);
  }
  if (copied == 0) return xml;
  return settled.append(xml, copied);
}

bool needs_declarations(std::string_view xml, std::string_view doctype) {
  if (doctype.find(declaration_begin) == doctype.npos) return false;
  std::optional<Names> declared;  // read once there is a name that may be
  auto section = xml.find(section_begin);
  for (auto at = find_sign(xml, 0, section); at != xml.npos; at = find_sign(xml, at + 1, section)) {
    const auto name = reference_in(xml.substr(at));
    if (name.empty() || is_for_the_parser(name, {})) continue;
    if (!declared) declared = declared_in(doctype);
    if (declared->contains(name)) return true;
  }
  return false;
}

}  // namespace diwan::ingest
