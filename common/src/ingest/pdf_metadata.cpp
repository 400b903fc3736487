// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/pdf_metadata.hpp"

#include "core/field_table.hpp"
#include "ingest/document_title.hpp"
#include "ingest/pdf_string.hpp"
#include "ingest/plain_text.hpp"
#include "ingest/xml_document.hpp"
#include "text/utf8.hpp"

#include <PDFDoc.h>

#include <optional>
#include <string>
#include <utility>

namespace diwan::ingest {
namespace {

std::string stated(PDFDoc& document, const char* key) {
  const auto value = document.getDocInfoStringEntry(key);
  return value == nullptr ? std::string() : std::string(trim(pdf_string(*value)));
}

std::optional<XmlDocument> xmp_of(PDFDoc& document) {
  const auto bytes = document.readMetadata();
  if (bytes == nullptr) return std::nullopt;
  auto parsed = parse_xml(bytes->toStr());
  return parsed ? std::optional(std::move(parsed).value()) : std::nullopt;
}

std::string described(const std::optional<XmlDocument>& xmp, std::string_view element) {
  if (!xmp) return {};
  const xmlNode& root = *xmlDocGetRootElement(xmp->get());
  if (const auto* const found = find_element(root, element)) return collapse_white_space(xml_text(*found));
  // Simple values may also stand as attributes.
  for (const xmlNode* node = &root; node != nullptr; node = next_node(node, &root, true)) {
    if (node->type != XML_ELEMENT_NODE) continue;
    if (auto value = attribute(*node, element); !value.empty()) return value;
  }
  return {};
}

/// D:20210407120000+03'00' as 2021-04-07; other dates as they stand.
std::string day_of(std::string date) {
  std::string_view digits = date;
  if (digits.starts_with("D:")) digits.remove_prefix(2);
  constexpr std::size_t day_size = 8;
  const auto head = digits.substr(0, day_size);
  if (head.size() < day_size || head.find_first_not_of("0123456789") != std::string_view::npos) return date;
  return std::string(head.substr(0, 4)) + '-' + std::string(head.substr(4, 2)) + '-' + std::string(head.substr(6));
}

}  // namespace

void describe_pdf(PDFDoc& document, std::string_view file_name, Article& article) {
  const auto xmp = xmp_of(document);
  const auto add = [&](std::string_view name, std::string value) {
    if (!value.empty() && !text::find_invalid_utf8(value))
      article.fields.push_back({std::string(name), std::move(value), Field::Kind::text});
  };
  const auto first = [](std::string best, auto other) { return best.empty() ? other() : best; };

  article.title = real_title(stated(document, "Title"), file_name);
  if (article.title.empty()) article.title = real_title(described(xmp, "title"), file_name);
  if (text::find_invalid_utf8(article.title)) article.title.clear();
  add(fields::date, first(day_of(stated(document, "CreationDate")), [&] { return described(xmp, "createdate"); }));
  add(fields::author, first(stated(document, "Author"), [&] { return described(xmp, "creator"); }));
  std::string language;
  const auto catalog = document.getXRef()->getCatalog();
  if (catalog.isDict()) {
    const auto value = catalog.dictLookup("Lang");
    if (value.isString()) language = trim(pdf_string(*value.getString()));
  }
  add(fields::language, first(std::move(language), [&] { return described(xmp, "language"); }));
}

}  // namespace diwan::ingest
