// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/xml_roots.hpp"

#include "ingest/plain_text.hpp"
#include "ingest/xml_tags.hpp"

#include <algorithm>
#include <cstddef>

namespace diwan::ingest {
namespace {

using Kind = XmlTags::Tag::Kind;

bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

constexpr std::string_view section_begin = "<![CDATA[";

/// Goes behind the end of the root that begins with `first`; at the end of the text where it has none.
void pass_root(XmlTags& tags, const XmlTags::Tag& first) {
  const auto name = to_ascii_lower(first.name);
  std::size_t depth = first.kind == Kind::start ? 1 : 0;
  while (depth > 0) {
    const auto tag = tags.next();
    if (!tag) return;
    if (tag->kind == Kind::empty || to_ascii_lower(tag->name) != name) continue;
    if (tag->kind == Kind::start) {
      ++depth;
    } else {
      --depth;
    }
  }
}

/// Whether a text begins with a reference to a character or to an entity.
bool is_reference(std::string_view text) {
  constexpr std::size_t longest_name = 64;
  const auto end = text.substr(0, longest_name + 2).find(';');
  if (end == std::string_view::npos || end < 2) return false;
  auto name = text.substr(1, end - 1);
  if (name.starts_with('#')) {
    const bool is_hex = name.starts_with("#x");
    name.remove_prefix(is_hex ? 2 : 1);
    return !name.empty() &&
           name.find_first_not_of(is_hex ? "0123456789abcdefABCDEF" : "0123456789") == std::string_view::npos;
  }
  const auto may_begin = [](char c) { return is_ascii_letter(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80; };
  return may_begin(name.front()) && std::ranges::all_of(name, [&](char c) {
           return may_begin(c) || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == ':';
         });
}

/// The next sign from `at` on that is bare, or npos. `section` is where the next CDATA section begins, or npos.
std::size_t find_bare_sign(std::string_view xml, std::size_t at, std::size_t& section) {
  for (;;) {
    at = xml.find('&', at);
    if (at == std::string_view::npos) return at;
    if (section < at) {
      const auto end = xml.find("]]>", section);
      section = end == std::string_view::npos ? end : xml.find(section_begin, end);
      at = std::max(at, end);
    } else if (!is_reference(xml.substr(at))) {
      return at;
    } else {
      ++at;
    }
  }
}

}  // namespace

std::optional<std::string> with_shared_root(std::string_view xml) {
  XmlTags tags{std::string(xml)};
  std::string roots;
  std::size_t size = 0;  // of the root that is held
  const auto add_held = [&] { roots.append(tags.held().substr(0, size)) += '\n'; };
  while (const auto tag = tags.next()) {
    if (tag->kind == Kind::end) continue;
    if (size > 0) add_held();
    tags.hold();
    pass_root(tags, *tag);
    size = tags.held().size();
  }
  if (roots.empty()) return std::nullopt;
  add_held();
  const std::string name(shared_root);
  return tags.doctype() + "<" + name + ">\n" + roots + "</" + name + ">";
}

std::string escape_bare_signs(std::string xml) {
  auto section = xml.find(section_begin);
  std::size_t at = 0;
  auto sign = find_bare_sign(xml, at, section);
  if (sign == std::string::npos) return xml;
  std::string escaped;
  for (; sign != std::string::npos; sign = find_bare_sign(xml, at, section)) {
    escaped.append(xml, at, sign - at).append("&amp;");
    at = sign + 1;
  }
  return escaped.append(xml, at);
}

}  // namespace diwan::ingest
