// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/xml_reader.hpp"

#include "core/field_table.hpp"
#include "ingest/declared_encoding.hpp"
#include "ingest/html_text.hpp"
#include "ingest/html_tree.hpp"
#include "ingest/limits.hpp"
#include "ingest/plain_text.hpp"
#include "ingest/record.hpp"
#include "ingest/whole_file.hpp"
#include "ingest/xml_document.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace diwan::ingest {
namespace {

std::vector<const xmlNode*> elements_in(const xmlNode& parent) {
  std::vector<const xmlNode*> elements;
  for (const xmlNode* child = parent.children; child != nullptr; child = child->next) {
    if (child->type == XML_ELEMENT_NODE) elements.push_back(child);
  }
  return elements;
}

bool has_element(const xmlNode& parent) {
  for (const xmlNode* child = parent.children; child != nullptr; child = child->next) {
    if (child->type == XML_ELEMENT_NODE) return true;
  }
  return false;
}

bool is_feed_name(const std::string& name) { return name == "item" || name == "entry"; }

/// Elements of one name in one parent that have elements in them.
using Group = std::vector<const xmlNode*>;

/// In order of the names' first appearance. The names are kept as long as the document: libxml2 keeps each one once.
std::vector<Group> groups_of(const std::vector<const xmlNode*>& children) {
  std::vector<Group> groups;
  std::unordered_map<std::string_view, std::size_t> places;
  for (const auto* const child : children) {
    if (!has_element(*child)) continue;
    const std::string_view name(reinterpret_cast<const char*>(child->name));
    const auto [place, is_new] = places.try_emplace(name, groups.size());
    if (is_new) groups.emplace_back();
    groups[place->second].push_back(child);
  }
  return groups;
}

/// The elements that are records: most of those in one parent, all of one name, with elements in them.
Group find_records(const xmlNode& root) {
  constexpr int deepest_parent = 4;
  const xmlNode* parent = &root;
  for (int depth = 0; depth < deepest_parent && parent != nullptr; ++depth) {
    const auto children = elements_in(*parent);
    const auto groups = groups_of(children);
    const auto feed =
        std::ranges::find_if(groups, is_feed_name, [](const Group& group) { return local_name(*group.front()); });
    if (feed != groups.end()) return *feed;
    const auto best = std::ranges::max_element(groups, {}, &Group::size);
    if (best == groups.end()) return {};
    if (best->size() > 1 && best->size() * 2 > children.size()) return *best;
    parent = best->size() == 1 ? best->front() : nullptr;
  }
  return {};
}

/// The text of an element; markup that it holds escaped is read as HTML.
std::string value_of(const xmlNode& element) {
  auto text = xml_text(element);
  const bool may_be_html = text.find("</") != std::string::npos || text.find("/>") != std::string::npos ||
                           text.find("<br") != std::string::npos || text.find("<p>") != std::string::npos;
  if (!may_be_html) return text;
  const auto tree = HtmlTree::parse(text);
  return tree ? extract_html_text(tree->document()) : text;
}

void add_record(const xmlNode& record, std::size_t number, RecordOutput& records) {
  std::vector<Field> values;
  for (const char* const name : {"id", "lang"}) {
    auto value = attribute(record, name);
    if (!value.empty()) values.push_back({name == std::string_view("lang") ? "language" : name, std::move(value), {}});
  }
  for (const auto* const child : elements_in(record)) {
    auto value = value_of(*child);
    if (value.empty()) value = attribute(*child, "href");
    if (!value.empty()) values.push_back({local_name(*child), std::move(value), Field::Kind::text});
  }
  const auto name = std::to_string(number);
  records.add(std::move(values), name, "record " + name);
}

void add_field(Article& article, std::string_view name, const xmlNode* element) {
  if (element == nullptr) return;
  auto value = collapse_white_space(xml_text(*element));
  if (value.empty()) value = attribute(*element, "when");
  if (!value.empty()) article.fields.push_back({std::string(name), std::move(value), Field::Kind::text});
}

Article read_document(const xmlNode& root) {
  Article article;
  const xmlNode* const header = find_element(root, "teiheader");
  const xmlNode* const body = header == nullptr ? nullptr : find_element(root, "text");
  const xmlNode& about = header != nullptr ? *header : root;
  if (const auto* const title = find_element(about, "title")) article.title = collapse_white_space(xml_text(*title));
  add_field(article, fields::author, find_element(about, header != nullptr ? "author" : "creator"));
  add_field(article, fields::date, find_element(about, "date"));
  if (auto language = attribute(root, "lang"); !language.empty())
    article.fields.push_back({std::string(fields::language), std::move(language), {}});
  article.text = xml_text(body != nullptr ? *body : root);
  return article;
}

/// One root around documents that follow each other.
std::string with_root(std::string text) {
  const auto lower = to_ascii_lower(std::string_view(text).substr(0, 64));
  const auto begin = trim(lower);
  if (!begin.starts_with("<doc>") && !begin.starts_with("<top>")) return text;
  // SGML leaves signs bare that XML does not.
  std::string wrapped = "<documents>";
  constexpr std::size_t longest_reference = 8;
  for (std::size_t i = 0; i < text.size(); ++i) {
    wrapped += text[i];
    const auto behind = std::string_view(text).substr(i, longest_reference + 1);
    if (text[i] == '&' && behind.find(';') == std::string_view::npos) wrapped += "amp;";
  }
  return wrapped + "</documents>";
}

}  // namespace

void read_xml(ByteStream& bytes, FileOutput& output) {
  auto text = read_text_or_refuse(bytes, largest_html_file, output, encoding_declared_by_xml);
  if (!text) return;
  const auto document = parse_xml(with_root(std::move(*text)));
  if (!document) return output.refuse(document.error().message);
  const xmlNode& root = *xmlDocGetRootElement(document->get());
  if (find_element(root, "teiheader") == nullptr) {
    const auto found = find_records(root);
    RecordOutput records(output);
    std::size_t number = 0;
    for (const auto* const record : found) {
      add_record(*record, ++number, records);
      if (!records.wants_more()) return;
    }
    if (!found.empty()) return;
  }
  auto article = read_document(root);
  if (article.title.empty() && article.text.empty()) return output.refuse("empty");
  if (article.title.empty()) article.title = output.name();
  output.whole_file(std::move(article));
}

}  // namespace diwan::ingest
