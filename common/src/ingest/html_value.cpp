// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/html_value.hpp"

#include "ingest/html_text.hpp"
#include "ingest/html_tree.hpp"

#include <gumbo.h>

#include <set>
#include <utility>

namespace diwan::ingest {
namespace {

constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ123456";

GumboTag tag_at(std::string_view name) {
  name = name.substr(0, name.find_first_not_of(letters));
  return name.empty() ? GUMBO_TAG_UNKNOWN : gumbo_tagn_enum(name.data(), static_cast<unsigned>(name.size()));
}

}  // namespace

bool holds_html(std::string_view text) {
  if (text.find("</") == std::string_view::npos) return false;
  std::set<GumboTag> opened;
  for (auto at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1)) {
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
  if (!holds_html(value)) return value;
  const auto& reader = output.html_reader();
  auto text = reader ? reader(value) : text_of_html(value);
  if (text) return std::move(*text);
  output.warn("no text can be read from the HTML of a value; it stays as it is", place);
  return value;
}

}  // namespace diwan::ingest
