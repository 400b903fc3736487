// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/xml_record.hpp"

#include "core/field_table.hpp"
#include "ingest/html_text.hpp"
#include "ingest/html_tree.hpp"
#include "ingest/plain_text.hpp"

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <ranges>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace diwan::ingest {
namespace {

std::vector<const xmlNode*> elements_in(const xmlNode& parent) {
  std::vector<const xmlNode*> elements;
  for (const xmlNode* child = parent.children; child != nullptr; child = child->next) {
    if (child->type == XML_ELEMENT_NODE) elements.push_back(child);
  }
  return elements;
}

bool is_feed_name(const std::string& name) { return name == "item" || name == "entry"; }

/// Of a TEI document, now and in TEI P4.
bool is_document_name(const std::string& name) { return name == "tei" || name == "tei.2"; }

/// Elements of one name, all as deep in the document, that have elements in them.
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

/// Whether a record has a value under a name that is known for one of the fields.
bool knows(const Group& records, std::initializer_list<std::string_view> fields, const ReadOptions& options) {
  constexpr std::size_t enough = 8;
  return std::ranges::any_of(records | std::views::take(enough), [&](const xmlNode* record) {
    return std::ranges::any_of(elements_in(*record), [&](const xmlNode* child) {
      return std::ranges::find(fields, known_field(local_name(*child), options)) != fields.end();
    });
  });
}

/// The elements that are records: most of those below some parents, all of one name, with elements in them. What holds
/// no text of its own, but such elements with a text, is no record (feeds or exports put together).
Group find_elements(const Group& parents, const ReadOptions& options, int depth = 0) {
  constexpr int deepest_parent = 4;
  if (depth == deepest_parent) return {};
  std::vector<const xmlNode*> children;
  for (const auto* const parent : parents) std::ranges::copy(elements_in(*parent), std::back_inserter(children));
  const auto groups = groups_of(children);
  const auto is_feed = [](const Group& group) { return is_feed_name(local_name(*group.front())); };
  if (const auto feed = std::ranges::find_if(groups, is_feed); feed != groups.end()) return *feed;
  const auto best = std::ranges::max_element(groups, {}, &Group::size);
  if (best == groups.end()) return {};
  if (best->size() == 1) return find_elements(*best, options, depth + 1);
  if (best->size() * 2 <= children.size()) return {};
  if (knows(*best, {fields::text}, options)) return *best;
  auto inner = find_elements(*best, options, depth + 1);
  if (inner.empty()) return *best;
  const bool is_text = is_feed(inner) ? knows(inner, {fields::text, fields::title, "description"}, options)
                                      : knows(inner, {fields::text}, options);
  return is_text ? inner : *best;
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

std::vector<Field> values_of(const xmlNode& record) {
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
  return values;
}

void add_field(Article& article, std::string_view name, const xmlNode* element) {
  if (element == nullptr) return;
  auto value = collapse_white_space(xml_text(*element));
  if (value.empty()) value = attribute(*element, "when");
  if (!value.empty()) article.fields.push_back({std::string(name), std::move(value), Field::Kind::text});
}

/// The TEI documents of a corpus, none inside of another.
std::vector<const xmlNode*> find_documents(const xmlNode& root) {
  std::vector<const xmlNode*> documents;
  bool enter = true;
  for (const xmlNode* node = &root; node != nullptr; node = next_node(node, &root, enter)) {
    enter = node->type != XML_ELEMENT_NODE || !is_document_name(local_name(*node));
    if (!enter) documents.push_back(node);
  }
  return documents;
}

std::vector<Field> values_of_document(const xmlNode& document) {
  auto article = read_xml_document(document);
  std::vector<Field> values = std::move(article.fields);
  values.push_back({std::string(fields::id), attribute(document, "id"), {}});
  values.push_back({std::string(fields::title), std::move(article.title), Field::Kind::text});
  values.push_back({std::string(fields::text), std::move(article.text), Field::Kind::text});
  return values;
}

}  // namespace

bool has_element(const xmlNode& node) {
  for (const xmlNode* child = node.children; child != nullptr; child = child->next) {
    if (child->type == XML_ELEMENT_NODE) return true;
  }
  return false;
}

XmlRecords find_xml_records(const xmlNode& root, const ReadOptions& options) {
  using Kind = XmlRecords::Kind;
  if (find_element(root, "teiheader") == nullptr) {
    auto elements = find_elements({&root}, options);
    return {elements.empty() ? Kind::none : Kind::elements, std::move(elements)};
  }
  auto documents = find_documents(root);
  const bool is_corpus = documents.size() > 1 || (documents.size() == 1 && local_name(root) == "teicorpus");
  if (!is_corpus) return {};
  return {Kind::documents, std::move(documents)};
}

void add_xml_record(XmlRecords::Kind kind, const xmlNode& record, std::size_t number, RecordOutput& records) {
  auto values = kind == XmlRecords::Kind::documents ? values_of_document(record) : values_of(record);
  const auto name = std::to_string(number);
  records.add(std::move(values), name, "record " + name);
}

Article read_xml_document(const xmlNode& root) {
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

}  // namespace diwan::ingest
