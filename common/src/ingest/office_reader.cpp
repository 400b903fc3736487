// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/office_reader.hpp"

#include "core/field_table.hpp"
#include "ingest/html_text.hpp"
#include "ingest/html_tree.hpp"
#include "ingest/limits.hpp"
#include "ingest/plain_text.hpp"
#include "ingest/unpacker.hpp"
#include "ingest/xhtml.hpp"
#include "ingest/xml_document.hpp"
#include "text/utf8.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

namespace diwan::ingest {
namespace {

using Parts = std::map<std::string, std::string, std::less<>>;

constexpr std::string_view docx_text = "word/document.xml";
constexpr std::string_view odf_text = "content.xml";
constexpr std::string_view odf_manifest = "META-INF/manifest.xml";
constexpr std::string_view epub_container = "META-INF/container.xml";

/// XML and HTML parts; pictures and fonts are left packed.
bool is_wanted(std::string_view name) {
  const auto lower = to_ascii_lower(name);
  return lower.ends_with("ml") || lower.ends_with(".opf") || lower == "mimetype" || lower.ends_with(".htm");
}

/// The parts with text of a document, or the reason why they cannot be read.
Result<Parts> unpack(std::string_view zip) {
  Parts parts;
  Unpacker archive(zip);
  std::size_t size = 0;
  for (;;) {
    switch (archive.next()) {
      case Unpacker::Outcome::end:
        return parts;
      case Unpacker::Outcome::failed:
        return Error{Code::malformed, archive.fault(), {}};
      case Unpacker::Outcome::member: {
        if (archive.is_encrypted()) return Error{Code::malformed, "encrypted", {}};
        if (!is_wanted(archive.name())) break;
        auto bytes = read_all(archive.bytes(), largest_html_file);
        if (!bytes) return bytes.error();
        size += bytes->size();
        if (size > largest_document) return Error{Code::malformed, "larger than the limit of 256 MiB", {}};
        parts[archive.name()] = std::move(bytes).value();
      }
    }
  }
}

XmlFlow office_flow(std::string_view name) {
  constexpr std::string_view lines[] = {"p", "h", "tr", "table-row", "list-item", "br", "cr", "line-break", "footnote"};
  constexpr std::string_view spaces[] = {"tab", "s", "tc", "table-cell", "note"};
  // What was deleted, what fields compute, the second version of a drawing for old programs, and pictures.
  constexpr std::string_view skipped[] = {"deltext", "instrtext", "fallback",   "tracked-changes",
                                          "ppr",     "rpr",       "binary-data"};
  if (std::ranges::find(lines, name) != std::end(lines)) return XmlFlow::line;
  if (std::ranges::find(spaces, name) != std::end(spaces)) return XmlFlow::space;
  return std::ranges::find(skipped, name) != std::end(skipped) ? XmlFlow::skip : XmlFlow::run_on;
}

/// The text of the body: formats of numbers in front of it hold text too.
std::string body_text(const xmlNode& root) {
  const auto* const body = find_element(root, "body");
  return xml_text(body == nullptr ? root : *body, office_flow);
}

std::string text_of(const Parts& parts, std::string_view name) {
  const auto part = parts.find(name);
  if (part == parts.end()) return {};
  const auto document = parse_xml(part->second);
  return document ? body_text(*xmlDocGetRootElement(document->get())) : std::string();
}

void add_field(Article& article, std::string_view name, const xmlNode& about, std::initializer_list<const char*> from) {
  for (const char* const element : from) {
    const auto* const found = find_element(about, element);
    auto value = found == nullptr ? std::string() : collapse_white_space(xml_text(*found));
    if (value.empty()) continue;
    article.fields.push_back({std::string(name), std::move(value), Field::Kind::text});
    return;
  }
}

/// Title and fields by Dublin Core, which all three formats use.
void describe(Article& article, const xmlNode& about) {
  if (const auto* const title = find_element(about, "title")) article.title = collapse_white_space(xml_text(*title));
  // The name of a template says nothing.
  const auto lower = to_ascii_lower(article.title);
  if (lower.ends_with(".dot") || lower.ends_with(".dotx") || lower.ends_with(".dotm")) article.title.clear();
  add_field(article, fields::date, about, {"created", "creation-date", "date", "modified"});
  add_field(article, fields::author, about, {"initial-creator", "creator"});
  add_field(article, fields::language, about, {"language"});
}

void describe(Article& article, const Parts& parts, std::string_view name) {
  const auto part = parts.find(name);
  if (part == parts.end()) return;
  if (const auto document = parse_xml(part->second)) describe(article, *xmlDocGetRootElement(document->get()));
}

/// `%20` and the like as bytes.
std::string decode_address(std::string_view address) {
  const auto digit = [](char c) { return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10; };
  const auto is_digit = [](char c) {
    return std::string_view("0123456789abcdefABCDEF").find(c) != std::string_view::npos;
  };
  std::string bytes;
  for (std::size_t i = 0; i < address.size(); ++i) {
    if (address[i] == '%' && i + 2 < address.size() && is_digit(address[i + 1]) && is_digit(address[i + 2])) {
      bytes += static_cast<char>(digit(address[i + 1]) * 16 + digit(address[i + 2]));
      i += 2;
    } else {
      bytes += address[i];
    }
  }
  return bytes;
}

std::string chapter_text(const std::string& chapter) {
  if (text::find_invalid_utf8(chapter)) return {};
  const auto tree = HtmlTree::parse(xhtml_as_html(chapter));
  return tree ? extract_html_text(tree->document()) : std::string();
}

void read_epub(const Parts& parts, Article& article) {
  const auto container = parse_xml(parts.find(epub_container)->second);
  if (!container) return;
  const auto* const root_file = find_element(*xmlDocGetRootElement(container->get()), "rootfile");
  const auto package_path = root_file == nullptr ? std::string() : attribute(*root_file, "full-path");
  const auto package_part = parts.find(package_path);
  if (package_part == parts.end()) return;
  const auto package = parse_xml(package_part->second);
  if (!package) return;
  const xmlNode& root = *xmlDocGetRootElement(package->get());
  describe(article, root);
  const auto folder = package_path.substr(0, package_path.rfind('/') + 1);
  std::map<std::string, std::string> manifest;
  for (const xmlNode* node = next_node(&root, &root, true); node != nullptr; node = next_node(node, &root, true)) {
    if (node->type != XML_ELEMENT_NODE) continue;
    const auto name = local_name(*node);
    if (name == "item") manifest[attribute(*node, "id")] = decode_address(attribute(*node, "href"));
    if (name != "itemref") continue;
    const auto chapter = parts.find(folder + manifest[attribute(*node, "idref")]);
    if (chapter == parts.end()) continue;
    const auto text = chapter_text(chapter->second);
    if (!text.empty()) article.text += (article.text.empty() ? "" : "\n\n") + text;
  }
}

/// Gives a document its title at the least, or says what is wrong with it.
void give(Article article, FileOutput& output) {
  if (text::find_invalid_utf8(article.text) || text::find_invalid_utf8(article.title))
    return output.refuse("damaged: its text is not UTF-8");
  if (is_blank(article.text) && is_blank(article.title)) return output.refuse("no text in it");
  if (is_blank(article.title)) article.title = output.name();
  output.whole_file(std::move(article));
}

/// The start tag of the root element, as far as it is there.
std::string_view root_tag(std::string_view xml) {
  drop_byte_order_mark(xml);
  for (;;) {
    xml = trim(xml);
    const bool is_comment = xml.starts_with("<!--");
    if (!is_comment && !xml.starts_with("<?") && !xml.starts_with("<!")) return xml.substr(0, xml.find('>'));
    const auto end = xml.find(is_comment ? "-->" : ">");
    if (end == std::string_view::npos) return {};
    xml.remove_prefix(end + (is_comment ? 3 : 1));
  }
}

/// A flat document without what stands for its pictures: they may be larger than a parser takes.
std::string without_pictures(std::string_view xml) {
  constexpr std::string_view begin = "<office:binary-data>";
  constexpr std::string_view end = "</office:binary-data>";
  std::string rest;
  rest.reserve(xml.size());
  for (;;) {
    const auto at = xml.find(begin);
    const auto after = at == std::string_view::npos ? at : xml.find(end, at);
    rest += xml.substr(0, after == std::string_view::npos ? after : at);
    if (after == std::string_view::npos) return rest;
    xml.remove_prefix(after + end.size());
  }
}

}  // namespace

bool is_office_document(std::string_view zip) {
  if (!zip.starts_with("PK")) return false;
  bool has_type = false;      // the member that names the document's type, in whatever place
  bool has_manifest = false;  // of OpenDocument
  bool has_content = false;
  bool has_container = false;
  bool has_package = false;  // of an EPUB
  Unpacker archive(zip);
  // Of a damaged file what can be listed counts.
  while (archive.next() == Unpacker::Outcome::member) {
    const std::string_view name = archive.name();
    if (name == docx_text) return true;
    has_type = has_type || name == "mimetype";
    has_manifest = has_manifest || name == odf_manifest;
    has_content = has_content || name == odf_text;
    has_container = has_container || name == epub_container;
    has_package = has_package || to_ascii_lower(name).ends_with(".opf");
  }
  return (has_content && (has_manifest || has_type)) || (has_container && (has_package || has_type));
}

void read_office_document(std::string_view zip, FileOutput& output) {
  const auto parts = unpack(zip);
  if (!parts) return output.refuse(parts.error().message);
  const auto manifest = parts->find(odf_manifest);
  if (manifest != parts->end() && manifest->second.find("encryption-data") != std::string::npos)
    return output.refuse("encrypted");
  Article article;
  if (parts->contains(docx_text)) {
    describe(article, *parts, "docProps/core.xml");
    article.text = text_of(*parts, docx_text);
    for (const char* const notes : {"word/footnotes.xml", "word/endnotes.xml"}) {
      const auto text = text_of(*parts, notes);
      if (!text.empty()) article.text += "\n" + text;
    }
  } else if (parts->contains(odf_text)) {
    describe(article, *parts, "meta.xml");
    article.text = text_of(*parts, odf_text);
  } else if (parts->contains(epub_container)) {
    read_epub(*parts, article);
  }
  give(std::move(article), output);
}

bool is_flat_document(std::string_view xml) {
  const auto tag = root_tag(xml);
  return tag.starts_with("<office:document") &&
         (tag.size() == 16 || is_white_space(static_cast<unsigned char>(tag[16])));
}

void read_flat_document(std::string_view xml, FileOutput& output) {
  const auto document = parse_xml(without_pictures(xml));
  if (!document) return output.refuse(document.error().message);
  const xmlNode& root = *xmlDocGetRootElement(document->get());
  Article article;
  if (const auto* const about = find_element(root, "meta")) describe(article, *about);
  article.text = body_text(root);
  give(std::move(article), output);
}

}  // namespace diwan::ingest
