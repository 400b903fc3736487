// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/html_metadata.hpp"

#include "core/field_table.hpp"
#include "ingest/html_text.hpp"
#include "ingest/html_tree.hpp"
#include "ingest/json_ld.hpp"
#include "ingest/plain_text.hpp"
#include "text/read_date.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace diwan::ingest {
namespace {

/// One name under which pages state a field. The names of one field stand best first.
struct NameRow {
  std::string_view field;
  std::string_view name;  ///< lower case: of <meta name, property, http-equiv or itemprop>, of any itemprop or of
                          ///< JSON-LD; or one of the places below
};

constexpr std::string_view time_element = "<time datetime>";
constexpr std::string_view html_language = "<html lang>";
constexpr std::string_view canonical_link = "<link rel=canonical>";
constexpr std::string_view author_link = "rel=author";

constexpr NameRow names[] = {
    {fields::date, "date"},
    {fields::date, "article:published_time"},
    {fields::date, "og:article:published_time"},
    {fields::date, "dcterms.date"},
    {fields::date, "dc.date"},
    {fields::date, "dcterms.issued"},
    {fields::date, "dc.date.issued"},
    {fields::date, "datepublished"},
    {fields::date, "citation_publication_date"},
    {fields::date, "citation_date"},
    {fields::date, "publication_date"},
    {fields::date, "publish-date"},
    {fields::date, "pubdate"},
    {fields::date, "dcterms.created"},
    {fields::date, "dc.date.created"},
    {fields::date, "datecreated"},
    {fields::date, time_element},
    {fields::author, "author"},
    {fields::author, "dc.creator"},
    {fields::author, "dcterms.creator"},
    {fields::author, "citation_author"},
    {fields::author, "article:author"},
    {fields::author, author_link},
    {fields::language, html_language},
    {fields::language, "content-language"},
    {fields::language, "dc.language"},
    {fields::language, "dcterms.language"},
    {fields::language, "language"},
    {fields::language, "inlanguage"},
    {fields::language, "og:locale"},
    {fields::url, canonical_link},
    {fields::url, "og:url"},
    {fields::source, "og:site_name"},
    {fields::source, "application-name"},
    {fields::source, "dc.publisher"},
    {fields::source, "dcterms.publisher"},
    {fields::source, "publisher"},
    {fields::category, "article:section"},
    {fields::category, "articlesection"},
    {fields::category, "category"},
    {fields::category, "dc.subject"},
    {fields::category, "dcterms.subject"},
    {"description", "description"},
    {"description", "og:description"},
    {"description", "dc.description"},
    {"description", "dcterms.description"},
};

constexpr std::string_view field_order[] = {fields::date, "author",   "language",   "url",
                                            "source",     "category", "description"};

std::string attribute_text(const GumboNode& node, const char* name) {
  const char* const value = attribute_of(node, name);
  return value == nullptr ? std::string() : collapse_white_space(value);
}

bool is_web_address(std::string_view text) {
  const auto lower = to_ascii_lower(text.substr(0, 8));
  return lower.starts_with("http://") || lower.starts_with("https://");
}

/// A tag of BCP 47 from what pages write: the first of a list, with hyphens (ar_SA, "ar, en").
std::string language_tag(std::string_view text) {
  std::string tag(trim(text.substr(0, text.find_first_of(",;"))));
  std::ranges::replace(tag, '_', '-');
  return tag;
}

/// Everything that the page states under the names of the table.
class StatementCollector final : public HtmlVisitor {
 public:
  struct Statement {
    std::size_t row;  ///< of `names`
    std::string value;
  };

  bool enter(const GumboNode& node) override {
    if (node.type == GUMBO_NODE_DOCUMENT) return true;
    const auto tag = tag_of(node);
    switch (tag) {
      case GUMBO_TAG_LAST:
        return false;
      case GUMBO_TAG_HTML:
        state(html_language, attribute_text(node, "lang"));
        state(html_language, attribute_text(node, "xml:lang"));
        break;
      case GUMBO_TAG_TITLE:
        if (title_.empty() && node.v.element.tag_namespace == GUMBO_NAMESPACE_HTML)
          title_ = collapse_white_space(own_text(node));
        break;
      case GUMBO_TAG_H1:
        if (heading_.empty()) heading_ = short_text(node);
        break;
      case GUMBO_TAG_META:
        for (const char* const attribute : {"name", "property", "http-equiv", "itemprop"}) {
          state(to_ascii_lower(attribute_text(node, attribute)), attribute_text(node, "content"));
        }
        break;
      case GUMBO_TAG_SCRIPT:
        if (to_ascii_lower(attribute_text(node, "type")) == "application/ld+json") state_linked(node);
        break;
      case GUMBO_TAG_LINK:
        if (to_ascii_lower(attribute_text(node, "rel")) == "canonical") {
          state(canonical_link, attribute_text(node, "href"));
        }
        break;
      default:
        state_item(node);
    }
    if (tag == GUMBO_TAG_TIME) state(time_element, attribute_text(node, "datetime"));
    if (tag == GUMBO_TAG_A && to_ascii_lower(attribute_text(node, "rel")) == "author") {
      state(author_link, short_text(node));
    }
    return tag != GUMBO_TAG_TEMPLATE;
  }

  void leave(const GumboNode& /*node*/) override {}

  const std::string& title() const { return title_.empty() ? heading_ : title_; }
  const std::vector<Statement>& statements() const { return statements_; }

 private:
  static std::string own_text(const GumboNode& node) {
    std::string text;
    const auto& children = node.v.element.children;
    for (unsigned i = 0; i < children.length; ++i) text += text_of(*static_cast<const GumboNode*>(children.data[i]));
    return text;
  }

  /// schema.org in a script.
  void state_linked(const GumboNode& node) {
    for (const auto& [name, value] : read_json_ld(own_text(node))) state(name, collapse_white_space(value));
  }

  /// schema.org in the body: the value is in an attribute, or is the text.
  void state_item(const GumboNode& node) {
    const auto name = to_ascii_lower(attribute_text(node, "itemprop"));
    if (name.empty() || std::ranges::find(names, name, &NameRow::name) == std::end(names)) return;
    for (const char* const attribute : {"content", "datetime"}) {
      if (attribute_of(node, attribute) != nullptr) return state(name, attribute_text(node, attribute));
    }
    state(name, short_text(node));
  }

  /// The text of an element in one line; empty when it is too long for what is looked for here, or when the page has
  /// asked for more of these than a page of this world would (elements in elements: quadratic).
  std::string short_text(const GumboNode& node) {
    constexpr std::size_t longest_text = 1000;
    constexpr std::size_t most_texts = 100;
    if (++texts_ > most_texts) return {};
    auto text = collapse_white_space(extract_html_text(node));
    return text.size() > longest_text ? std::string() : text;
  }

  void state(std::string_view name, const std::string& value) {
    constexpr std::size_t most_statements = 1000;
    if (value.empty() || statements_.size() >= most_statements) return;
    for (std::size_t row = 0; row < std::size(names); ++row) {
      if (names[row].name == name) statements_.push_back({row, value});
    }
  }

  std::string title_;
  std::string heading_;
  std::vector<Statement> statements_;
  std::size_t texts_ = 0;
};

using Statement = StatementCollector::Statement;

/// The statements of a field, best first.
std::vector<Statement> statements_of(std::string_view field, const std::vector<Statement>& all) {
  std::vector<Statement> some;
  for (const auto& statement : all) {
    if (names[statement.row].field == field) some.push_back(statement);
  }
  std::ranges::stable_sort(some, {}, &Statement::row);
  return some;
}

/// All values under the best name; web addresses are no names of persons.
std::string authors(const std::vector<Statement>& statements) {
  std::vector<std::string_view> seen;
  std::size_t row = std::size(names);
  std::string joined;
  for (const auto& statement : statements) {
    if (is_web_address(statement.value) || std::ranges::count(seen, statement.value) > 0) continue;
    if (!seen.empty() && statement.row != row) break;
    row = statement.row;
    seen.push_back(statement.value);
    joined += (joined.empty() ? "" : ", ") + statement.value;
  }
  return joined;
}

/// The value of a field, or an empty string.
std::string choose(std::string_view field, const std::vector<Statement>& statements) {
  if (statements.empty()) return {};
  if (field == "author") return authors(statements);
  if (field == fields::language) return language_tag(statements.front().value);
  auto best = statements.begin();
  if (field == "date") {
    best = std::ranges::find_if(statements, [](const auto& one) { return text::read_date(one.value).has_value(); });
  } else if (field == "url") {
    best = std::ranges::find_if(statements, [](const auto& one) { return is_web_address(one.value); });
    if (best == statements.end()) return {};
  }
  return best == statements.end() ? statements.front().value : best->value;
}

}  // namespace

HtmlMetadata read_html_metadata(const GumboNode& document) {
  StatementCollector collector;
  walk_html(document, collector);
  HtmlMetadata metadata;
  metadata.title = collector.title();
  for (const auto field : field_order) {
    auto value = choose(field, statements_of(field, collector.statements()));
    if (value.empty()) continue;
    metadata.fields.push_back({std::string(field), std::move(value), Field::Kind::text});
  }
  return metadata;
}

}  // namespace diwan::ingest
