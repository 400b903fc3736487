// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/xml_document.hpp"

#include "ingest/plain_text.hpp"

#include <libxml/parser.h>

#include <algorithm>
#include <array>
#include <limits>
#include <new>

namespace diwan::ingest {
namespace {

std::string_view view(const xmlChar* text) {
  return text == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(text));
}

/// Elements that run on inside of a line, in TEI, XHTML and office formats; every other one may begin a line.
constexpr std::array inline_names = std::to_array<std::string_view>({
    "a",   "abbr",     "b",        "bdi",       "bdo", "bookmark",  "choice",   "cite", "code",      "corr", "date",
    "em",  "emph",     "expan",    "foreign",   "g",   "hi",        "i",        "link", "m",         "mark", "name",
    "num", "orgname",  "persname", "placename", "q",   "quote",     "ref",      "reg",  "roletitle", "s",    "seg",
    "sic", "small",    "span",     "strong",    "sub", "sup",       "supplied", "term", "title",     "u",    "unclear",
    "w",   "forename", "surname",  "r",         "t",   "hyperlink", "pc",
});

/// Gathers words; a break stands between them once.
class TextGatherer {
 public:
  void add(std::string_view text) {
    for (const char c : text) {
      if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        space_ = true;
        continue;
      }
      if (!text_.empty() && break_) text_ += '\n';
      if (!text_.empty() && space_ && !break_) text_ += ' ';
      break_ = space_ = false;
      text_ += c;
    }
  }
  void begin(XmlFlow flow) {
    break_ = break_ || flow == XmlFlow::line;
    space_ = space_ || flow == XmlFlow::space;
  }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
  bool space_ = false;
  bool break_ = false;
};

/// Notes, while it lives, whether libxml2 had no memory for something: what it gives lacks that then.
class MemoryWatch {
 public:
  MemoryWatch() { xmlSetStructuredErrorFunc(this, note); }
  ~MemoryWatch() { xmlSetStructuredErrorFunc(nullptr, ignore); }
  MemoryWatch(const MemoryWatch&) = delete;
  MemoryWatch& operator=(const MemoryWatch&) = delete;

  bool has_lacked() const { return has_lacked_; }

 private:
  static void ignore(void* /*context*/, xmlError* /*error*/) {}
  static void note(void* watch, xmlError* error) {
    if (error->code == XML_ERR_NO_MEMORY) static_cast<MemoryWatch*>(watch)->has_lacked_ = true;
  }

  bool has_lacked_ = false;
};

}  // namespace

Result<XmlDocument> parse_xml(std::string_view xml) {
  if (xml.size() > static_cast<std::size_t>(std::numeric_limits<int>::max()))
    return Error{Code::malformed, "too large for an XML document", {}};
  const MemoryWatch memory;
  constexpr int options = XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                          XML_PARSE_NOCDATA | XML_PARSE_COMPACT;
  XmlDocument document(xmlReadMemory(xml.data(), static_cast<int>(xml.size()), nullptr, "UTF-8", options));
  if (memory.has_lacked()) throw std::bad_alloc();
  if (document == nullptr || xmlDocGetRootElement(document.get()) == nullptr)
    return Error{Code::malformed, "not XML: no element can be read", {}};
  return document;
}

std::string local_name(const xmlNode& element) { return to_ascii_lower(view(element.name)); }

std::string attribute(const xmlNode& element, std::string_view name) {
  for (const xmlAttr* attribute = element.properties; attribute != nullptr; attribute = attribute->next) {
    if (to_ascii_lower(view(attribute->name)) != name) continue;
    std::string value;
    for (const xmlNode* part = attribute->children; part != nullptr; part = part->next) value += view(part->content);
    return value;
  }
  return {};
}

const xmlNode* next_node(const xmlNode* node, const xmlNode* root, bool enter) {
  if (enter && node->children != nullptr && node->type == XML_ELEMENT_NODE) return node->children;
  while (node != nullptr && node != root) {
    if (node->next != nullptr) return node->next;
    node = node->parent;
  }
  return nullptr;
}

const xmlNode* find_element(const xmlNode& node, std::string_view name) {
  for (const xmlNode* next = next_node(&node, &node, true); next != nullptr; next = next_node(next, &node, true)) {
    if (next->type == XML_ELEMENT_NODE && local_name(*next) == name) return next;
  }
  return nullptr;
}

XmlFlow document_flow(std::string_view name) {
  return std::ranges::find(inline_names, name) != inline_names.end() ? XmlFlow::run_on : XmlFlow::line;
}

std::string xml_text(const xmlNode& root, XmlFlow (*flow)(std::string_view local_name)) {
  TextGatherer gatherer;
  const xmlNode* node = &root;
  // No recursion: the nesting is the file's choice.
  for (bool enter = true; node != nullptr;) {
    const auto kind = node->type == XML_ELEMENT_NODE ? flow(local_name(*node)) : XmlFlow::run_on;
    if (enter && (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE))
      gatherer.add(view(node->content));
    gatherer.begin(kind);
    if (enter && node->type == XML_ELEMENT_NODE && node->children != nullptr && kind != XmlFlow::skip) {
      node = node->children;
      continue;
    }
    if (node == &root) break;
    enter = node->next != nullptr;
    node = enter ? node->next : node->parent;
  }
  return gatherer.take();
}

}  // namespace diwan::ingest
