// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/xml_record.hpp"

#include "core/field_table.hpp"
#include "ingest/plain_text.hpp"
#include "ingest/xml_values.hpp"

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <span>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace diwan::ingest {
namespace {

bool is_feed_name(const std::string& name) { return name == "item" || name == "entry"; }

/// Of a TEI document, now and in TEI P4.
bool is_document_name(const std::string& name) { return name == "tei" || name == "tei.2"; }

/// Elements of one name, all as deep in the document, that have elements in them.
using Group = std::vector<const xmlNode*>;

/// In order of the names' first appearance. The names are kept as long as the document: libxml2 keeps each one once.
std::vector<Group> groups_of(const std::vector<const xmlNode*>& children, const ReadOptions& options) {
  std::vector<Group> groups;
  std::unordered_map<std::string_view, std::size_t> places;
  for (const auto* const child : children) {
    if (!may_be_record(*child, options)) continue;
    const std::string_view name(reinterpret_cast<const char*>(child->name));
    const auto [place, is_new] = places.try_emplace(name, groups.size());
    if (is_new) groups.emplace_back();
    groups[place->second].push_back(child);
  }
  return groups;
}

/// As many as tell what the others are like.
std::span<const xmlNode* const> some_of(const Group& records) {
  constexpr std::size_t enough = 8;
  return std::span(records).first(std::min(records.size(), enough));
}

/// Whether a record has a value under a name that is known for one of the fields.
bool knows(const Group& records, const std::vector<std::string_view>& fields, const ReadOptions& options) {
  return std::ranges::any_of(some_of(records), [&](const xmlNode* record) {
    return attribute_knows(*record, fields, options) ||
           std::ranges::any_of(elements_in(*record), [&](const xmlNode* child) {
             const auto is_one = [&](const std::string& name) {
               return std::ranges::find(fields, known_field(name, options)) != fields.end();
             };
             return is_one(local_name(*child)) || is_one(attribute(*child, "name"));
           });
  });
}

bool is_title_name(const std::string& name, const ReadOptions& options) {
  return name == "article-title" || known_field(name, options) == fields::title;
}

/// Whether a title stands in one of the elements that are not of the group.
bool has_title_beside(const std::vector<const xmlNode*>& elements, const Group& group, const ReadOptions& options) {
  return std::ranges::any_of(elements, [&](const xmlNode* element) {
    if (local_name(*element) == local_name(*group.front())) return false;
    const auto* node = element;
    while (node != nullptr && !(node->type == XML_ELEMENT_NODE && is_title_name(local_name(*node), options)))
      node = next_node(node, element, true);
    return node != nullptr;
  });
}

/// Paragraphs with elements between their words.
bool is_prose(const Group& group, const ReadOptions& options) {
  return !knows(group, {fields::title, fields::text}, options) &&
         std::ranges::any_of(some_of(group), [](const xmlNode* element) { return has_own_text(*element); });
}

/// Finds the elements that are records: most of those below some parents, all of one name, with values in them. What
/// has no text of its own, but holds such elements with a text, is no record (feeds or exports put together). A
/// document with a title of its own, of whose parts none is known as a text, is one article.
class ElementSearch {
 public:
  ElementSearch(const ReadOptions& options, bool may_be_one) : options_(options), may_be_one_(may_be_one) {}

  Group find(const Group& parents, bool is_titled = false, int depth = 0) const {
    constexpr int deepest_parent = 5;
    if (depth == deepest_parent) return {};
    std::vector<const xmlNode*> children;
    for (const auto* const parent : parents) std::ranges::copy(elements_in(*parent), std::back_inserter(children));
    const auto groups = groups_of(children, options_);
    const auto is_feed = [](const Group& group) { return is_feed_name(local_name(*group.front())); };
    const auto has_values = [&](const Group& group) {
      return is_feed(group) && knows(group, {fields::text, fields::title, "description"}, options_);
    };
    if (const auto feed = std::ranges::find_if(groups, has_values); feed != groups.end()) return *feed;
    if (const auto feed = std::ranges::find_if(groups, is_feed); feed != groups.end() && !is_titled) return *feed;
    const auto best = std::ranges::max_element(
        groups, {}, [](const Group& group) { return std::pair(group.size(), elements_in(*group.front()).size()); });
    if (best == groups.end()) return {};
    is_titled = is_titled || (may_be_one_ && has_title_beside(children, *best, options_));
    if (best->size() == 1) return find(*best, is_titled, depth + 1);
    if (best->size() * 2 <= children.size() || is_prose(*best, options_)) return {};
    if (knows(*best, {fields::text}, options_)) return *best;
    if (is_titled) return {};
    auto inner = find(*best, false, depth + 1);
    const bool has_text = !inner.empty() && (has_values(inner) || knows(inner, {fields::text}, options_));
    return has_text ? inner : *best;
  }

 private:
  const ReadOptions& options_;
  bool may_be_one_;
};

void add_field(Article& article, std::string_view name, std::string value) {
  if (!value.empty()) article.fields.push_back({std::string(name), std::move(value), Field::Kind::text});
}

/// The first element below a node, in document order, that has one of the names, or null.
const xmlNode* find_any(const xmlNode& root, std::initializer_list<std::string_view> names) {
  for (const auto* node = next_node(&root, &root, true); node != nullptr; node = next_node(node, &root, true)) {
    if (node->type == XML_ELEMENT_NODE && std::ranges::find(names, local_name(*node)) != names.end()) return node;
  }
  return nullptr;
}

std::string text_in_line(const xmlNode* element) {
  return element == nullptr ? std::string() : collapse_white_space(xml_text(*element));
}

/// As programs read it, where it says it so (TEI, JATS, NITF); else as it stands; else its parts.
std::string date_in(const xmlNode* element) {
  if (element == nullptr) return {};
  for (const auto* const name : {"when", "iso-8601-date", "norm", "datetime"}) {
    if (auto value = attribute(*element, name); !value.empty()) return value;
  }
  const auto year = text_in_line(find_element(*element, "year"));
  const auto month = text_in_line(find_element(*element, "month"));
  const auto day = text_in_line(find_element(*element, "day"));
  if (!year.empty() && !month.empty() && !day.empty()) return year + "-" + month + "-" + day;
  return text_in_line(element);
}

/// The name of a person, without address and degrees.
std::string person_in(const xmlNode* element) {
  if (element == nullptr) return {};
  const auto* const name = find_any(*element, {"string-name", "name", "personname", "persname"});
  return text_in_line(name == nullptr ? element : name);
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

bool may_be_record(const xmlNode& element, const ReadOptions& options) {
  if (!elements_in(element).empty()) return true;
  if (element.properties == nullptr) return false;
  return attribute_knows(element, {fields::title, fields::text}, options) ||
         (!has_own_text(element) && !attribute_texts(element).empty());
}

XmlRecords find_xml_records(const xmlNode& root, const ReadOptions& options, bool may_be_one) {
  using Kind = XmlRecords::Kind;
  if (find_element(root, "teiheader") == nullptr) {
    auto elements = ElementSearch(options, may_be_one).find({&root});
    return {elements.empty() ? Kind::none : Kind::elements, std::move(elements)};
  }
  auto documents = find_documents(root);
  const bool is_corpus = documents.size() > 1 || (documents.size() == 1 && local_name(root) == "teicorpus");
  if (!is_corpus) return {};
  return {Kind::documents, std::move(documents)};
}

std::string place_of_record(std::size_t number) { return "record " + std::to_string(number); }

void add_xml_record(XmlRecords::Kind kind, const xmlNode& record, std::size_t number, RecordOutput& records) {
  auto values =
      kind == XmlRecords::Kind::documents ? values_of_document(record) : values_of_record(record, records.options());
  const auto name = std::to_string(number);
  records.add(std::move(values), name, place_of_record(number));
}

Article read_xml_document(const xmlNode& root) {
  Article article;
  const xmlNode* const header = find_element(root, "teiheader");
  const xmlNode* const body = header == nullptr ? nullptr : find_element(root, "text");
  const xmlNode& about = header != nullptr ? *header : root;
  article.title = text_in_line(header != nullptr ? find_element(about, "title")
                                                 : find_any(about, {"title", "article-title", "headline"}));
  add_field(article, fields::author,
            person_in(header != nullptr ? find_element(about, "author")
                                        : find_any(about, {"creator", "author", "contrib", "byline"})));
  add_field(article, fields::date, date_in(find_any(about, {"date", "pub-date", "pubdate", "date.issue"})));
  add_field(article, fields::language, attribute(root, "lang"));
  article.text = xml_text(body != nullptr ? *body : root);
  return article;
}

}  // namespace diwan::ingest
