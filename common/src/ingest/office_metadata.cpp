// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/office_metadata.hpp"

#include "core/field_table.hpp"
#include "ingest/html_text.hpp"
#include "ingest/plain_text.hpp"
#include "ingest/xml_document.hpp"

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace diwan::ingest {
namespace {

/// The values of all elements of a name, joined.
std::string values(const xmlNode& about, std::string_view element) {
  std::string all;
  for (const xmlNode* node = next_node(&about, &about, true); node != nullptr; node = next_node(node, &about, true)) {
    if (node->type != XML_ELEMENT_NODE || local_name(*node) != element) continue;
    const auto value = collapse_white_space(xml_text(*node));
    if (!value.empty()) (all += all.empty() ? "" : ", ") += value;
  }
  return all;
}

std::string first_value(const xmlNode& about, std::string_view element) {
  const auto* const found = find_element(about, element);
  return found == nullptr ? std::string() : collapse_white_space(xml_text(*found));
}

void add_field(Article& article, std::string_view name, const xmlNode& about, std::initializer_list<const char*> from,
               std::string (*value_of)(const xmlNode&, std::string_view)) {
  for (const char* const element : from) {
    auto value = value_of(about, element);
    if (value.empty()) continue;
    article.fields.push_back({std::string(name), std::move(value), Field::Kind::text});
    return;
  }
}

}  // namespace

void describe(Article& article, const xmlNode& about) {
  article.title = first_value(about, "title");
  // The name of a template says nothing.
  const auto lower = to_ascii_lower(article.title);
  if (lower.ends_with(".dot") || lower.ends_with(".dotx") || lower.ends_with(".dotm")) article.title.clear();
  add_field(article, fields::date, about, {"created", "creation-date", "date", "modified"}, first_value);
  add_field(article, fields::author, about, {"initial-creator", "creator"}, values);
  add_field(article, fields::language, about, {"language"}, first_value);
}

}  // namespace diwan::ingest
