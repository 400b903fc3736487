// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/office_text.hpp"

#include "ingest/plain_text.hpp"
#include "ingest/xml_document.hpp"
#include "text/utf8.hpp"

#include <algorithm>
#include <charconv>
#include <string_view>

namespace diwan::ingest {
namespace {

XmlFlow office_flow(std::string_view name) {
  constexpr std::string_view lines[] = {"p",  "h",          "tr",       "table-row", "list-item", "br",
                                        "cr", "line-break", "footnote", "endnote",   "comment"};
  constexpr std::string_view spaces[] = {"tab", "ptab", "s", "tc", "table-cell", "ruby-text", "rt"};
  // What was deleted or moved elsewhere, what fields compute, the second version of a drawing for old programs,
  // pictures; and notes and comments, which stand behind the text.
  constexpr std::string_view skipped[] = {"deltext", "movefrom", "instrtext",   "fallback", "tracked-changes",
                                          "ppr",     "rpr",      "binary-data", "note",     "annotation"};
  if (std::ranges::find(lines, name) != std::end(lines)) return XmlFlow::line;
  if (std::ranges::find(spaces, name) != std::end(spaces)) return XmlFlow::space;
  return std::ranges::find(skipped, name) != std::end(skipped) ? XmlFlow::skip : XmlFlow::run_on;
}

void add_content(xmlNode& element, const std::string& text) {
  xmlNodeAddContent(&element, reinterpret_cast<const xmlChar*>(text.c_str()));
}

/// The sign that `w:sym` names. The signs of symbol fonts, in the private area, have no letters: a space.
std::string symbol(const xmlNode& element) {
  const auto digits = attribute(element, "char");
  unsigned code = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), code, 16);
  const bool is_sign = error == std::errc() && code > 0x20 && code < 0xD800;
  std::string text;
  text::append_utf8(text, is_sign ? static_cast<char32_t>(code) : U' ');
  return text;
}

/// Signs that are written as elements become text; names and descriptions of drawings stand apart.
void spell_out(xmlNode& root) {
  for (auto* node = &root; node != nullptr; node = const_cast<xmlNode*>(next_node(node, &root, true))) {
    if (node->type != XML_ELEMENT_NODE) continue;
    const auto name = local_name(*node);
    if (name == "nobreakhyphen") add_content(*node, "-");
    if (name == "sym") add_content(*node, symbol(*node));
    const bool is_of_drawing = node->ns != nullptr && node->ns->prefix != nullptr &&
                               std::string_view(reinterpret_cast<const char*>(node->ns->prefix)) == "svg";
    if (is_of_drawing && (name == "title" || name == "desc")) {
      add_content(*node, " ");
      xmlAddPrevSibling(node, xmlNewText(reinterpret_cast<const xmlChar*>(" ")));
    }
  }
}

/// What a note or comment says, without its number, author and date.
void add_aside(std::string& text, const xmlNode& aside) {
  for (const auto* node = aside.children; node != nullptr; node = node->next) {
    if (node->type != XML_ELEMENT_NODE) continue;
    const auto name = local_name(*node);
    if (name == "p" || name == "list" || name == "note-body") add_lines(text, xml_text(*node, office_flow));
  }
}

}  // namespace

void add_lines(std::string& text, std::string_view lines) {
  if (is_blank(lines)) return;
  if (!text.empty() && !text.ends_with('\n')) text += '\n';
  text += trim(lines);
}

std::string office_text(xmlNode& root) {
  spell_out(root);
  // Formats of numbers in front of the body hold text too.
  const auto* body = find_element(root, "body");
  if (body == nullptr) body = &root;
  auto text = xml_text(*body, office_flow);
  for (const auto* node = body; node != nullptr;) {
    const auto name = node->type == XML_ELEMENT_NODE ? local_name(*node) : std::string();
    if (name == "note" || name == "annotation") add_aside(text, *node);
    node = next_node(node, body, name != "tracked-changes");
  }
  return text;
}

std::string office_headers(xmlNode& root) {
  constexpr std::string_view names[] = {"header", "header-left", "header-first",
                                        "footer", "footer-left", "footer-first"};
  spell_out(root);
  std::string text;
  const auto* const styles = find_element(root, "master-styles");
  if (styles == nullptr) return text;
  for (const auto* node = styles; node != nullptr;) {
    const bool is_header =
        node->type == XML_ELEMENT_NODE && std::ranges::find(names, local_name(*node)) != std::end(names);
    if (is_header && attribute(*node, "display") != "false") add_lines(text, xml_text(*node, office_flow));
    node = next_node(node, styles, !is_header);
  }
  return each_line_once(text);
}

bool is_office_text(const xmlNode& root) {
  const auto* const body = find_element(root, "body");
  for (const auto* node = body == nullptr ? nullptr : body->children; node != nullptr; node = node->next) {
    if (node->type == XML_ELEMENT_NODE) return local_name(*node) == "text";
  }
  return false;
}

}  // namespace diwan::ingest
