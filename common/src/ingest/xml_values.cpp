// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/xml_values.hpp"

#include "core/field_table.hpp"
#include "ingest/html_value.hpp"
#include "ingest/plain_text.hpp"
#include "ingest/record.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <set>
#include <unordered_map>
#include <utility>

namespace diwan::ingest {
namespace {

/// Markup that a value holds escaped is read as HTML.
std::string unescaped_text(std::string text) {
  const bool may_be_html = text.find("</") != std::string::npos || text.find("/>") != std::string::npos ||
                           text.find("<br") != std::string::npos || text.find("<p>") != std::string::npos;
  if (!may_be_html) return text;
  return text_of_html(with_bare_signs_escaped(text)).value_or(text);
}

std::vector<Field> attributes_of(const xmlNode& element) {
  std::vector<Field> values;
  for (const xmlAttr* next = element.properties; next != nullptr; next = next->next) {
    auto name = to_ascii_lower(reinterpret_cast<const char*>(next->name));
    if (name == "space" || name == "schemalocation" || name == "nonamespaceschemalocation") continue;
    std::string value;
    for (const xmlNode* part = next->children; part != nullptr; part = part->next) {
      if (part->content != nullptr) value += reinterpret_cast<const char*>(part->content);
    }
    values.push_back({name == "lang" ? std::string(fields::language) : std::move(name), std::move(value), {}});
  }
  return values;
}

/// What an element without text refers to.
std::string reference_of(const xmlNode& element) {
  constexpr auto names =
      std::to_array<std::string_view>({"href", "url", "term", "value", "content", "when", "resource"});
  for (const auto name : names) {
    if (auto value = attribute(element, name); !value.empty()) return value;
  }
  const auto all = attributes_of(element);
  return all.size() == 1 ? all.front().value : std::string();
}

/// How many elements have a name.
std::unordered_map<std::string, std::size_t> count_names(const std::vector<const xmlNode*>& elements) {
  std::unordered_map<std::string, std::size_t> counts;
  for (const auto* const element : elements) ++counts[local_name(*element)];
  return counts;
}

bool is_link(const xmlNode& element) {
  return local_name(element) == "link" && element.children == nullptr && !attribute(element, "href").empty();
}

/// Of the links of an entry of Atom, the one to its page: else the first; null where there are none.
const xmlNode* find_page_link(const std::vector<const xmlNode*>& elements) {
  const auto is_page = [](const xmlNode* element) {
    const auto relation = attribute(*element, "rel");
    return is_link(*element) && (relation.empty() || relation == "alternate");
  };
  auto link = std::ranges::find_if(elements, is_page);
  if (link == elements.end()) link = std::ranges::find_if(elements, [](const xmlNode* e) { return is_link(*e); });
  return link == elements.end() ? nullptr : *link;
}

/// The values of one record.
class Values {
 public:
  explicit Values(const ReadOptions& options) : options_(options) {}

  void add(Field value) {
    known_.insert(known_field(value.name, options_));
    const auto [place, is_new] = places_.try_emplace(value.name, values_.size());
    if (is_new) {
      values_.push_back(std::move(value));
      return;
    }
    // Paragraphs stand in lines of their own, labels in one.
    constexpr std::size_t longest_label = 80;
    auto& same = values_[place->second].value;
    const bool are_labels = std::max(same.size(), value.value.size()) <= longest_label;
    same += (are_labels ? ", " : "\n") + value.value;
  }

  void add_elements(const xmlNode& record) { add_elements_in(record, nullptr, 0); }

  /// The title inside of the text.
  void add_inner_title(const xmlNode& record) {
    if (known_.contains(fields::title)) return;
    for (const auto* const child : elements_in(record)) {
      if (known_field(local_name(*child), options_) != fields::text) continue;
      for (const auto* const inner : elements_in(*child)) {
        if (known_field(local_name(*inner), options_) != fields::title) continue;
        return add({std::string(fields::title), value_of(*inner, {}), {}});
      }
    }
  }

  bool is_known(const std::string& name) const { return !known_field(name, options_).empty(); }
  std::vector<Field> take() { return std::move(values_); }

 private:
  /// What the record had before the values inside of one of its elements were taken.
  struct Before {
    std::size_t values;
    std::set<std::string_view> known;
  };

  void add_elements_in(const xmlNode& parent, const Before* before, int depth) {
    constexpr int deepest = 8;
    const auto children = elements_in(parent);
    const auto counts = count_names(children);
    const auto* const link = find_page_link(children);
    const bool are_named = std::ranges::all_of(children, [](const auto* c) { return !attribute(*c, "name").empty(); });
    std::vector<const xmlNode*> wrappers;
    for (const auto* const child : children) {
      if (is_link(*child) && child != link) continue;
      auto name = are_named ? attribute(*child, "name") : local_name(*child);
      // One of its name, with nothing but elements in it, may stand for these.
      if (!is_known(name) && counts.at(local_name(*child)) == 1 && child->children != nullptr && depth < deepest &&
          !has_own_text(*child) && !elements_in(*child).empty()) {
        wrappers.push_back(child);
        continue;
      }
      auto value = value_of(*child, name);
      // A text that is there and empty is told.
      if (value.empty() && known_field(name, options_) != fields::text) continue;
      if (before != nullptr && is_taken(name, *before)) name = local_name(parent) + "." + name;
      add({std::move(name), std::move(value), Field::Kind::text});
    }
    for (const auto* const wrapper : wrappers) {
      if (holds_missing(*wrapper)) {
        const Before now{values_.size(), known_};
        add_elements_in(*wrapper, &now, depth + 1);
      } else if (auto value = value_of(*wrapper, {}); !value.empty()) {
        add({local_name(*wrapper), std::move(value), Field::Kind::text});
      }
    }
  }

  /// Whether what is below an element is known for a field without a value. Identities are those of the record alone.
  bool holds_missing(const xmlNode& wrapper) const {
    for (const auto* node = next_node(&wrapper, &wrapper, true); node != nullptr;
         node = next_node(node, &wrapper, true)) {
      if (node->type != XML_ELEMENT_NODE) continue;
      const auto field = known_field(local_name(*node), options_);
      if (!field.empty() && field != fields::id && !known_.contains(field)) return true;
    }
    return false;
  }

  /// Whether a value that stands deeper would mingle with one of the record.
  bool is_taken(const std::string& name, const Before& before) const {
    const auto field = known_field(name, options_);
    if (!field.empty()) return field == fields::id || before.known.contains(field);
    const auto place = places_.find(name);
    return place != places_.end() && place->second < before.values;
  }

  std::string value_of(const xmlNode& element, const std::string& name) const {
    // A person of Atom has an address too.
    if (known_field(name, options_) == fields::author) {
      const auto parts = elements_in(element);
      const auto person = std::ranges::find_if(parts, [](const xmlNode* part) { return local_name(*part) == "name"; });
      if (person != parts.end()) return collapse_white_space(xml_text(**person));
    }
    auto value = unescaped_text(xml_text(element));
    return value.empty() ? reference_of(element) : value;
  }

  const ReadOptions& options_;
  std::vector<Field> values_;
  std::unordered_map<std::string, std::size_t> places_;  ///< of names in `values_`
  std::set<std::string_view> known_;
};

}  // namespace

std::vector<const xmlNode*> elements_in(const xmlNode& parent) {
  std::vector<const xmlNode*> elements;
  for (const xmlNode* child = parent.children; child != nullptr; child = child->next) {
    if (child->type == XML_ELEMENT_NODE) elements.push_back(child);
  }
  return elements;
}

bool attribute_knows(const xmlNode& element, const std::vector<std::string_view>& fields, const ReadOptions& options) {
  return std::ranges::any_of(attributes_of(element), [&](const Field& value) {
    return std::ranges::find(fields, known_field(value.name, options)) != fields.end();
  });
}

std::string attribute_texts(const xmlNode& root) {
  std::string text;
  for (const auto* node = &root; node != nullptr; node = next_node(node, &root, true)) {
    if (node->type != XML_ELEMENT_NODE) continue;
    for (auto& value : attributes_of(*node)) {
      if (value.value.find(' ') == std::string::npos) continue;
      text += (text.empty() ? "" : "\n") + unescaped_text(std::move(value.value));
    }
  }
  return text;
}

std::vector<Field> values_of_record(const xmlNode& record, const ReadOptions& options) {
  Values values(options);
  const auto children = elements_in(record);
  const auto counts = count_names(children);
  for (auto& value : attributes_of(record)) {
    if (counts.contains(value.name)) continue;
    value.value = unescaped_text(std::move(value.value));
    values.add(std::move(value));
  }
  const bool is_known =
      std::ranges::any_of(children, [&](const xmlNode* child) { return values.is_known(local_name(*child)); });
  if (!is_known && has_own_text(record)) {
    values.add({std::string(fields::text), unescaped_text(xml_text(record)), {}});
    return values.take();
  }
  values.add_elements(record);
  values.add_inner_title(record);
  return values.take();
}

}  // namespace diwan::ingest
