// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/xml_document.hpp"

#include "ingest/character_references.hpp"
#include "ingest/plain_text.hpp"
#include "text/classes.hpp"
#include "text/utf8.hpp"

#include <libxml/SAX2.h>
#include <libxml/parser.h>

#include <algorithm>
#include <array>
#include <limits>
#include <new>
#include <unordered_map>

namespace diwan::ingest {
namespace {

std::string_view view(const xmlChar* text) {
  return text == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(text));
}

/// Of HTML, TEI, DocBook and JATS.
constexpr auto block_names = std::to_array<std::string_view>({
    "ab",    "bibl",    "blockquote", "br",       "caption", "cb",   "cell",     "div",   "dd", "dl", "dt",   "endnote",
    "entry", "figure",  "fn",         "footnote", "gb",      "h1",   "h2",       "h3",    "h4", "h5", "h6",   "head",
    "item",  "l",       "lb",         "lg",       "li",      "list", "listitem", "note",  "ol", "p",  "para", "pb",
    "row",   "section", "sp",         "speaker",  "table",   "td",   "th",       "title", "tr", "ul",
});

/// What may be part of a word.
constexpr auto letter_names = std::to_array<std::string_view>({
    "a",        "am", "b",     "bdi",  "bdo",       "bold", "bookmark", "c",    "em", "emph",
    "emphasis", "ex", "g",     "hi",   "hyperlink", "i",    "italic",   "link", "m",  "mark",
    "pc",       "r",  "small", "span", "strong",    "sub",  "sup",      "t",    "u",  "underline",
});

/// Of TEI: where a line, a page, a column or the like ends.
constexpr auto break_names = std::to_array<std::string_view>({"cb", "gb", "lb", "milestone", "pb"});

constexpr std::string_view opening_signs[] = {"(", "[", "{", "«", "“", "‘", "‹", "﴿", "¿", "¡"};
constexpr std::string_view closing_signs[] = {")", "]", "}", "»", "”", "’", "›", "﴾", ".", ",", ";", ":",
                                              "!", "?", "،", "؛", "؟", "…", "٪", "%", "٬", "٫", "۔"};

constexpr auto phrase_names = std::to_array<std::string_view>({
    "abbr",    "choice",    "cite",     "code",    "corr",    "date",    "expan",      "firstname",
    "foreign", "forename",  "name",     "num",     "orgname", "orig",    "personname", "persname",
    "phrase",  "placename", "q",        "quote",   "ref",     "reg",     "roletitle",  "s",
    "seg",     "sic",       "supplied", "surname", "term",    "unclear", "w",          "xref",
});

template <class Names>
bool is_in(const Names& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

/// Whether letters are in a text: digits and signs, such as those of a note, are none.
bool has_letters(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const auto next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0U;
    const bool is_arabic_digit = (byte == 0xD9 && next >= 0xA0 && next <= 0xA9) ||  // U+0660..
                                 (byte == 0xDB && next >= 0xB0 && next <= 0xB9);    // U+06F0..
    if (is_arabic_digit) {
      ++i;
    } else if (byte >= 128 || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z')) {
      return true;
    }
  }
  return false;
}

/// How a word or a sign of punctuation stands among others.
XmlFlow flow_of_token(const xmlNode& element, bool is_sign) {
  const auto join = attribute(element, "join");
  if (join == "both") return XmlFlow::inside;
  if (join == "left") return XmlFlow::to_left;
  if (join == "right") return XmlFlow::to_right;
  if (!is_sign || !join.empty() || element.children == nullptr) return XmlFlow::space;
  const auto sign = trim(view(element.children->content));
  const auto begins_with = [&](std::string_view one) { return !one.empty() && sign.starts_with(one); };
  if (std::ranges::any_of(opening_signs, begins_with)) return XmlFlow::to_right;
  return std::ranges::any_of(closing_signs, begins_with) ? XmlFlow::to_left : XmlFlow::space;
}

/// The flow of documents, as xml_document.hpp has it.
class DocumentFlow {
 public:
  explicit DocumentFlow(const xmlNode& root) : root_(root) {}

  XmlFlow operator()(const xmlNode& element) {
    // What stands beside the root does not matter: a record may have very many values.
    if (&element == &root_) return XmlFlow::run_on;
    const auto name = local_name(element);
    if (is_in(break_names, name) && attribute(element, "break") == "no") return XmlFlow::broken;
    const bool is_mixed = element.parent != nullptr && holds_text(*element.parent);
    if (name == "title" && is_mixed) return XmlFlow::run_on;  // of a book, in a sentence
    if (is_in(block_names, name)) return XmlFlow::line;
    if (!is_mixed && (name == "pc" || name == "w")) return flow_of_token(element, name == "pc");
    if (is_in(letter_names, name)) return XmlFlow::run_on;
    if (is_mixed) return may_join(element) ? XmlFlow::run_on : XmlFlow::space;
    return is_in(phrase_names, name) ? XmlFlow::space : XmlFlow::line;
  }

 private:
  bool holds_text(const xmlNode& parent) {
    const auto [place, is_new] = holds_text_.try_emplace(&parent, false);
    if (is_new) place->second = has_own_text(parent);
    return place->second;
  }

  static bool may_join(const xmlNode& element) {
    if (element.children == nullptr) return false;
    return element.children != element.last || has_letters(view(element.children->content)) ||
           element.children->type == XML_ELEMENT_NODE;
  }

  const xmlNode& root_;
  std::unordered_map<const xmlNode*, bool> holds_text_;
};

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
      if (!text_.empty() && space_ && !break_ && !glue_) text_ += ' ';
      break_ = space_ = glue_ = false;
      text_ += c;
    }
  }

  void begin(XmlFlow flow) {
    switch (flow) {
      case XmlFlow::line:
        break_ = true;
        break;
      case XmlFlow::space:
      case XmlFlow::to_right:
        space_ = true;
        break;
      case XmlFlow::to_left:
        space_ = false;
        break;
      case XmlFlow::broken:
        drop_hyphen();
        glue_ = true;
        break;
      case XmlFlow::inside:
        glue_ = true;
        break;
      case XmlFlow::run_on:
      case XmlFlow::skip:
        break;
    }
  }

  void end(XmlFlow flow) {
    break_ = break_ || flow == XmlFlow::line;
    space_ = space_ || flow == XmlFlow::space || flow == XmlFlow::to_left;
    glue_ = glue_ || flow == XmlFlow::to_right || flow == XmlFlow::inside || flow == XmlFlow::broken;
  }

  std::string take() { return std::move(text_); }

 private:
  /// The one by which a line ends; behind a digit it is more.
  void drop_hyphen() {
    if (break_) return;
    for (const std::string_view hyphen : {"-", "\u00AD", "\u2010", "¬"}) {
      if (!text_.ends_with(hyphen)) continue;
      auto end = text_.size() - hyphen.size();
      const auto before = std::string_view(text_).substr(0, end);
      if (end != 0 && text::is_digit(text::previous_code_point(before, end))) return;
      text_.resize(before.size());
      return;
    }
  }

  std::string text_;
  bool space_ = false;
  bool break_ = false;
  bool glue_ = false;  ///< no space stands in front of what comes next
};

template <class Flow>
std::string gather_text(const xmlNode& root, Flow flow) {
  TextGatherer gatherer;
  const xmlNode* node = &root;
  // No recursion: the nesting is the file's choice.
  for (bool enter = true; node != nullptr;) {
    const auto kind = node->type == XML_ELEMENT_NODE ? flow(*node) : XmlFlow::run_on;
    if (enter && (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE))
      gatherer.add(view(node->content));
    if (enter) gatherer.begin(kind);
    const bool is_left = !enter || node->children == nullptr || kind == XmlFlow::skip;
    if (is_left) gatherer.end(kind);
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

/// Notes, while it lives, what makes libxml2 give up: what it gives lacks something then.
class ErrorWatch {
 public:
  ErrorWatch() { xmlSetStructuredErrorFunc(this, note); }
  ~ErrorWatch() { xmlSetStructuredErrorFunc(nullptr, ignore); }
  ErrorWatch(const ErrorWatch&) = delete;
  ErrorWatch& operator=(const ErrorWatch&) = delete;

  bool lacked_memory() const { return lacked_memory_; }
  bool expanded_too_far() const { return expanded_too_far_; }

 private:
  static void ignore(void* /*context*/, xmlError* /*error*/) {}
  static void note(void* context, xmlError* error) {
    auto* const watch = static_cast<ErrorWatch*>(context);
    if (error->code == XML_ERR_NO_MEMORY) watch->lacked_memory_ = true;
    if (error->code == XML_ERR_ENTITY_LOOP) watch->expanded_too_far_ = true;
  }

  bool lacked_memory_ = false;
  bool expanded_too_far_ = false;
};

/// Declares an entity. One outside of the file is declared as nothing, so that no file is ever opened for it.
void declare_entity(void* context, const xmlChar* name, int type, const xmlChar* public_id, const xmlChar* system_id,
                    xmlChar* content) {
  if (type == XML_INTERNAL_GENERAL_ENTITY || type == XML_INTERNAL_PARAMETER_ENTITY) {
    xmlSAX2EntityDecl(context, name, type, public_id, system_id, content);
    return;
  }
  const bool is_parameter = type == XML_EXTERNAL_PARAMETER_ENTITY;
  xmlChar nothing[] = "";
  xmlSAX2EntityDecl(context, name, is_parameter ? XML_INTERNAL_PARAMETER_ENTITY : XML_INTERNAL_GENERAL_ENTITY, nullptr,
                    nullptr, nothing);
}

/// What nobody declares: the character that HTML names so, else the reference as it is written.
std::string undeclared(std::string_view name) {
  const auto known = html_character(name);
  if (known == 0) return "&amp;" + std::string(name) + ";";
  std::string character;
  text::append_utf8(character, known);
  return character;
}

xmlEntity* find_entity(void* context, const xmlChar* name) {
  if (auto* const declared = xmlSAX2GetEntity(context, name)) return declared;
  auto* const document = static_cast<xmlParserCtxt*>(context)->myDoc;
  if (document == nullptr) return nullptr;
  if (document->intSubset == nullptr) xmlCreateIntSubset(document, name, nullptr, nullptr);
  return xmlAddDocEntity(document, name, XML_INTERNAL_GENERAL_ENTITY, nullptr, nullptr,
                         reinterpret_cast<const xmlChar*>(undeclared(view(name)).c_str()));
}

struct FreeContext {
  void operator()(xmlParserCtxt* context) const { xmlFreeParserCtxt(context); }
};

}  // namespace

Result<XmlDocument> parse_xml(std::string_view xml) {
  if (xml.size() > static_cast<std::size_t>(std::numeric_limits<int>::max()))
    return Error{Code::malformed, "too large for an XML document", {}};
  const ErrorWatch watch;
  constexpr int options = XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                          XML_PARSE_NOCDATA | XML_PARSE_COMPACT | XML_PARSE_NOENT;
  const std::unique_ptr<xmlParserCtxt, FreeContext> context(xmlNewParserCtxt());
  if (context == nullptr) throw std::bad_alloc();
  context->sax->entityDecl = declare_entity;
  context->sax->getEntity = find_entity;
  XmlDocument document(
      xmlCtxtReadMemory(context.get(), xml.data(), static_cast<int>(xml.size()), nullptr, "UTF-8", options));
  if (watch.lacked_memory()) throw std::bad_alloc();
  if (watch.expanded_too_far()) return Error{Code::malformed, "its entities hold themselves, or expand too far", {}};
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

bool has_own_text(const xmlNode& element) {
  for (const xmlNode* child = element.children; child != nullptr; child = child->next) {
    const bool is_text = child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE;
    if (is_text && child->content != nullptr && !is_blank(view(child->content))) return true;
  }
  return false;
}

std::string xml_text(const xmlNode& root, XmlFlow (*flow)(std::string_view local_name)) {
  return gather_text(root, [flow](const xmlNode& element) { return flow(local_name(element)); });
}

std::string xml_text(const xmlNode& root) { return gather_text(root, DocumentFlow(root)); }

}  // namespace diwan::ingest
