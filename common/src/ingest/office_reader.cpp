// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/office_reader.hpp"

#include "ingest/epub.hpp"
#include "ingest/office_metadata.hpp"
#include "ingest/office_parts.hpp"
#include "ingest/office_text.hpp"
#include "ingest/plain_text.hpp"
#include "ingest/unpacker.hpp"
#include "ingest/xml_document.hpp"
#include "text/utf8.hpp"

#include <string>
#include <utility>

namespace diwan::ingest {
namespace {

constexpr std::string_view docx_text = "word/document.xml";
constexpr std::string_view odf_text = "content.xml";
constexpr std::string_view odf_manifest = "META-INF/manifest.xml";
constexpr std::string_view epub_container = "META-INF/container.xml";

void describe_from(Article& article, OfficeParts& parts, std::string_view name) {
  if (const auto document = parts.xml(name)) describe(article, *xmlDocGetRootElement(document.get()));
}

std::string text_of(OfficeParts& parts, std::string_view name) {
  const auto document = parts.xml(name);
  return document == nullptr ? std::string() : office_text(*xmlDocGetRootElement(document.get()));
}

Article read_docx(OfficeParts& parts) {
  Article article;
  describe_from(article, parts, "docProps/core.xml");
  article.text = text_of(parts, docx_text);
  for (const char* const notes : {"word/footnotes.xml", "word/endnotes.xml", "word/comments.xml"})
    add_lines(article.text, text_of(parts, notes));
  std::string running;
  for (const char* const kind : {"word/header", "word/footer"}) {
    for (const auto& name : parts.names(kind, ".xml")) add_lines(running, text_of(parts, name));
  }
  add_lines(article.text, each_line_once(running));
  return article;
}

Article read_odf(OfficeParts& parts) {
  Article article;
  describe_from(article, parts, "meta.xml");
  const auto content = parts.xml(odf_text);
  if (content == nullptr) return article;
  auto& root = *xmlDocGetRootElement(content.get());
  article.text = office_text(root);
  const auto styles = is_office_text(root) ? parts.xml("styles.xml") : nullptr;
  if (styles != nullptr) add_lines(article.text, office_headers(*xmlDocGetRootElement(styles.get())));
  return article;
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
  auto parts = OfficeParts::unpack(zip, output);
  if (!parts) return output.refuse(parts.error().message);
  const auto manifest = parts->text(odf_manifest);
  if (manifest && manifest->find("encryption-data") != std::string::npos) return output.refuse("encrypted");
  auto article = parts->has(docx_text)  ? Result<Article>(read_docx(*parts))
                 : parts->has(odf_text) ? Result<Article>(read_odf(*parts))
                                        : read_epub(*parts, output);
  if (!article) return output.refuse(article.error().message);
  parts->warn();
  give(std::move(article).value(), output);
}

bool is_flat_document(std::string_view xml) {
  const auto tag = root_tag(xml);
  return tag.starts_with("<office:document") &&
         (tag.size() == 16 || is_white_space(static_cast<unsigned char>(tag[16])));
}

void read_flat_document(std::string_view xml, FileOutput& output) {
  const auto document = parse_xml(without_pictures(xml));
  if (!document) return output.refuse(document.error().message);
  xmlNode& root = *xmlDocGetRootElement(document->get());
  Article article;
  if (const auto* const about = find_element(root, "meta")) describe(article, *about);
  article.text = office_text(root);
  if (is_office_text(root)) add_lines(article.text, office_headers(root));
  give(std::move(article), output);
}

}  // namespace diwan::ingest
