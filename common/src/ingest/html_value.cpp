// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/html_value.hpp"

#include "ingest/character_references.hpp"
#include "ingest/html_text.hpp"
#include "ingest/html_tree.hpp"
#include "ingest/plain_text.hpp"

#include <gumbo.h>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <set>
#include <utility>

namespace diwan::ingest {
namespace {

constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ123456";

GumboTag tag_at(std::string_view name) {
  name = name.substr(0, name.find_first_not_of(letters));
  return name.empty() ? GUMBO_TAG_UNKNOWN : gumbo_tagn_enum(name.data(), static_cast<unsigned>(name.size()));
}

/// What stands behind a sign `<` or `</` as the name of a tag.
std::string_view name_at(std::string_view text) { return text.substr(0, text.find_first_of(" \t\r\n\f/<>")); }

GumboTag known_tag(std::string_view name) {
  return name.find_first_not_of(letters) == std::string_view::npos ? tag_at(name) : GUMBO_TAG_UNKNOWN;
}

/// Whether what follows a name ends a tag as HTML has it: `>`, ` />`, ` clear="all">`, ` hidden>`. Words that are no
/// attributes, or a next sign `<`, make none: `<p and q>`, `a<b ثم <i>`.
bool ends_tag(std::string_view rest) {
  constexpr std::string_view between = " \t\r\n\f/";
  const auto end = rest.find_first_of("<>");
  if (end == std::string_view::npos || rest[end] == '<') return false;
  const auto inside = rest.substr(0, end);
  const auto begin = inside.find_first_not_of(between);
  if (begin == std::string_view::npos) return true;
  if (static_cast<unsigned char>(inside[begin]) >= 0x80) return false;  // names of attributes are Latin
  const auto word_end = inside.find_first_of(between, begin);
  const bool is_one_word = inside.find_first_not_of(between, word_end) == std::string_view::npos;
  return is_one_word || inside.find('=') != std::string_view::npos;
}

/// Whether a value of an attribute is open where the next sign `<` stands: `<a title="س < ص">`.
bool opens_quotation(std::string_view rest) {
  const auto inside = rest.substr(0, rest.find_first_of("<>"));
  const auto is_open = [&](std::string_view sign) {
    return inside.find(sign) != std::string_view::npos && std::ranges::count(inside, sign.back()) % 2 == 1;
  };
  return is_open("=\"") || is_open("='");
}

/// The tag of a line or a paragraph that a text begins with: `<br>`, `<BR clear="all">`, `<p>`, `</p>`.
std::optional<GumboTag> line_tag_at(std::string_view text) {
  text.remove_prefix(text.starts_with("</") ? 2 : 1);
  const auto name = name_at(text);
  const auto tag = known_tag(name);
  const bool is_one = (tag == GUMBO_TAG_BR || tag == GUMBO_TAG_P) && ends_tag(text.substr(name.size()));
  return is_one ? std::optional(tag) : std::nullopt;
}

/// How many line feeds a tag of a line or a paragraph stands for between two texts: none at the ends of a value, and
/// those that are there already do for it, as in the `<br />` before each line feed that PHP's nl2br() writes.
std::size_t missing_breaks(GumboTag tag, std::string_view before, std::string_view behind) {
  if (before.empty() || behind.empty()) return 0;
  const std::size_t wanted = tag == GUMBO_TAG_P ? 2 : 1;
  std::size_t there = 0;
  while (there < wanted && (behind.starts_with('\n') || behind.starts_with("\r\n"))) {
    behind.remove_prefix(behind.find('\n') + 1);
    ++there;
  }
  while (tag == GUMBO_TAG_P && there < wanted && before.ends_with('\n')) {
    before.remove_suffix(before.ends_with("\r\n") ? 2 : 1);
    ++there;
  }
  return wanted - there;
}

/// A text whose tags of lines and paragraphs are line feeds and whose references to characters are these; all else
/// stays byte for byte. None where it has no such tag.
std::optional<std::string> without_line_tags(std::string_view rest) {
  std::string text;
  bool found = false;
  while (!rest.empty()) {
    const auto sign = std::min(rest.find('<'), rest.size());
    text += rest.substr(0, sign);
    rest.remove_prefix(sign);
    if (rest.empty()) break;
    const auto tag = line_tag_at(rest);
    if (!tag) {
      text += '<';
      rest.remove_prefix(1);
      continue;
    }
    found = true;
    rest.remove_prefix(rest.find('>') + 1);
    text.append(missing_breaks(*tag, text, rest), '\n');
  }
  return found ? std::optional(with_characters(text)) : std::nullopt;
}

std::set<std::string, std::less<>> closed_names(std::string_view html) {
  std::set<std::string, std::less<>> names;
  for (auto at = html.find("</"); at != std::string_view::npos; at = html.find("</", at + 2)) {
    names.insert(to_ascii_lower(name_at(html.substr(at + 2))));
  }
  return names;
}

}  // namespace

std::string with_bare_signs_escaped(std::string_view html) {
  const auto closed = closed_names(html);
  const auto opens_tag = [&](std::string_view behind) {
    if (behind.empty()) return false;
    if (std::string_view("/!?").find(behind.front()) != std::string_view::npos) return true;
    const auto name = name_at(behind);
    const auto rest = behind.substr(name.size());
    if (known_tag(name) == GUMBO_TAG_UNKNOWN && !closed.contains(to_ascii_lower(name))) return false;
    return ends_tag(rest) || opens_quotation(rest);
  };
  std::string text;
  while (!html.empty()) {
    const auto sign = std::min(html.find('<'), html.size());
    text += html.substr(0, sign);
    html.remove_prefix(sign);
    if (html.empty()) break;
    html.remove_prefix(1);
    text += opens_tag(html) ? "<" : "&lt;";
  }
  return text;
}

bool holds_html(std::string_view text) {
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
  if (value.find('<') == std::string::npos) return with_characters(value);
  if (!holds_html(value)) {
    auto text = without_line_tags(value);
    return text ? std::move(*text) : std::move(value);
  }
  const auto html = with_bare_signs_escaped(value);
  const auto& reader = output.html_reader();
  auto text = reader ? reader(html) : text_of_html(html);
  if (text) return std::move(*text);
  output.warn("no text can be read from the HTML of a value; it stays as it is", place);
  return value;
}

}  // namespace diwan::ingest
