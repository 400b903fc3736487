// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/xml_roots.hpp"

#include "ingest/plain_text.hpp"
#include "ingest/xml_tags.hpp"

#include <cstddef>

namespace diwan::ingest {
namespace {

using Kind = XmlTags::Tag::Kind;

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

}  // namespace diwan::ingest
