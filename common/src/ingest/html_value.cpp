// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/html_value.hpp"

#include "ingest/character_references.hpp"
#include "ingest/html_text.hpp"
#include "ingest/html_tree.hpp"

#include <gumbo.h>

#include <algorithm>
#include <set>
#include <utility>

namespace diwan::ingest {
namespace {

constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ123456";

GumboTag tag_at(std::string_view name) {
  name = name.substr(0, name.find_first_not_of(letters));
  return name.empty() ? GUMBO_TAG_UNKNOWN : gumbo_tagn_enum(name.data(), static_cast<unsigned>(name.size()));
}

/// Whether a text begins with a whole tag of a line or a paragraph: `<br>`, `<br/>`, `<BR clear="all">`, `<p>`, `</p>`.
/// Words behind the name that are no attributes make none: `<p and q>`.
bool is_line_tag(std::string_view text) {
  constexpr std::size_t longest = 256;
  text.remove_prefix(text.starts_with("</") ? 2 : 1);
  const auto tag = tag_at(text);
  if (tag != GUMBO_TAG_BR && tag != GUMBO_TAG_P) return false;
  text.remove_prefix(std::min(text.find_first_not_of(letters), text.size()));
  const auto end = text.substr(0, longest).find_first_of("<>");
  if (end == std::string_view::npos || text[end] == '<') return false;
  const auto inside = text.substr(0, end);
  return inside.find_first_not_of(" \t\r\n/") == std::string_view::npos || inside.find('=') != std::string_view::npos;
}

}  // namespace

bool holds_html(std::string_view text) {
  std::set<GumboTag> opened;
  for (auto at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1)) {
    if (is_line_tag(text.substr(at))) return true;
    const auto behind = text.substr(at + 1);
    if (!behind.starts_with('/')) {
      opened.insert(tag_at(behind));
      continue;
    }
    const auto tag = tag_at(behind.substr(1));
    const auto end = behind.find_first_not_of(letters, 1);
    const bool is_closed = end != std::string_view::npos && behind.substr(end).starts_with('>');
    if (tag != GUMBO_TAG_UNKNOWN && is_closed && opened.contains(tag)) return true;
  }
  return false;
}

std::optional<std::string> text_of_html(const std::string& html) {
  const auto tree = HtmlTree::parse(html);
  if (!tree) return std::nullopt;
  return extract_html_text(tree->document());
}

std::string without_markup(std::string value, FileOutput& output, std::string_view place) {
  if (value.find('<') == std::string::npos) return with_characters(value);
  if (!holds_html(value)) return value;
  const auto& reader = output.html_reader();
  auto text = reader ? reader(value) : text_of_html(value);
  if (text) return std::move(*text);
  output.warn("no text can be read from the HTML of a value; it stays as it is", place);
  return value;
}

}  // namespace diwan::ingest
