// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/record.hpp"

#include "core/field_table.hpp"
#include "ingest/html_value.hpp"
#include "ingest/misread_article.hpp"
#include "ingest/plain_text.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace diwan::ingest {
namespace {

struct NameRow {
  std::string_view name;
  std::string_view field;
};

/// Best first for one field. Names of formats that many use, none of a single archive.
constexpr std::array name_rows = std::to_array<NameRow>({
    {"title", fields::title},       {"headline", fields::title},
    {"العنوان", fields::title},     {"text", fields::text},
    {"body", fields::text},         {"articlebody", fields::text},
    {"encoded", fields::text},      {"content", fields::text},
    {"النص", fields::text},         {"id", fields::id},
    {"docno", fields::id},          {"guid", fields::id},
    {"date", fields::date},         {"pubdate", fields::date},
    {"published", fields::date},    {"datepublished", fields::date},
    {"issued", fields::date},       {"updated", fields::date},
    {"التاريخ", fields::date},      {"author", fields::author},
    {"creator", fields::author},    {"الكاتب", fields::author},
    {"url", fields::url},           {"link", fields::url},
    {"language", fields::language}, {"inlanguage", fields::language},
    {"source", fields::source},     {"publisher", fields::source},
    {"category", fields::category}, {"subject", fields::category},
    {"description", "description"}, {"summary", "description"},
});

struct Known {
  std::string_view field;  ///< empty: nobody knows the name
  std::size_t rank = 0;    ///< the best name of a field has the lowest
};

Known known_name(const std::string& name, const ReadOptions& options) {
  const auto mapped = std::ranges::find(options.fields, name, [](const auto& pair) { return pair.second; });
  if (mapped != options.fields.end()) return {mapped->first, 0};
  const auto lower = to_ascii_lower(trim(name));
  const auto row = std::ranges::find(name_rows, lower, &NameRow::name);
  if (row == name_rows.end()) return {};
  // What the user maps is all there is for its field.
  const bool is_taken = std::ranges::find(options.fields, row->field, [](const auto& pair) {
                          return std::string_view(pair.first);
                        }) != options.fields.end();
  if (is_taken) return {};
  return {row->field, 1 + static_cast<std::size_t>(row - name_rows.begin())};
}

/// How far in front a value without a name that is known stands in the text. Those of a few words are labels of one
/// another, which stay as they stand beside each other.
std::size_t length_as_text(std::string_view value) {
  constexpr auto fewest_words = 4;
  auto words = 0;
  auto after_space = true;
  for (const char c : value) {
    const bool is_space = c == ' ' || c == '\n' || c == '\t';
    if (after_space && !is_space) ++words;
    after_space = is_space;
  }
  return words < fewest_words ? 0 : value.size();
}

/// Numbers, times and amounts are no text.
bool has_words(std::string_view value) {
  return value.find_first_not_of("0123456789.,:;+-/% \t\r\n") != std::string_view::npos;
}

bool is_address(std::string_view value) {
  return value.find("://") != std::string_view::npos && value.find_first_of(" \t\r\n") == std::string_view::npos;
}

/// The best value of one known field.
struct Best {
  std::string_view field;
  std::size_t rank;
  Field value;
};

/// The values of a record by what their names stand for.
class SortedValues {
 public:
  explicit SortedValues(const ReadOptions& options) : options_(options) {}

  void add(Field value) {
    const auto [field, rank] = known_name(value.name, options_);
    names_text_ = names_text_ || field == fields::text;
    if (is_blank(value.value)) return;
    const auto best = std::ranges::find(known_, field, &Best::field);
    if (field.empty() || (best != known_.end() && best->rank < rank)) {
      keep_unknown(std::move(value));
    } else if (best == known_.end()) {
      known_.push_back({field, rank, std::move(value)});
    } else if (best->rank == rank) {
      best->value.value += ", " + value.value;
    } else {
      keep_unknown(std::exchange(best->value, std::move(value)));
      best->rank = rank;
    }
  }

  void add(NestedValue value) {
    const auto [field, rank] = known_name(value.name, options_);
    const auto best = std::ranges::find(known_, field, &Best::field);
    const bool is_text = field == fields::text || field == "description";
    const auto& meant = is_text ? value.text : value.label;
    if (field.empty() || is_blank(meant) || (best != known_.end() && best->rank <= rank)) {
      if (!is_blank(value.text)) below_.push_back(std::move(value));
    } else {
      add(Field{std::move(value.name), is_text ? std::move(value.text) : std::move(value.label), {}});
    }
  }

  std::string take(std::string_view field) {
    const auto found = std::ranges::find(known_, field, &Best::field);
    if (found == known_.end()) return {};
    auto value = std::move(found->value.value);
    known_.erase(found);
    return value;
  }

  /// Whether there is a name of a text, also of an empty one.
  bool names_text() const { return names_text_; }

  struct Texts {
    std::string text;     ///< empty where there is none
    std::string longest;  ///< the name of the first
  };

  /// What is text of the values under names that nobody knows. Beside a title, addresses are none. Each is cleaned.
  template <class Clean>
  Texts texts(bool with_addresses, const Clean& clean) const {
    std::vector<std::pair<const std::string*, const std::string*>> texts;  // names and values
    const auto keep = [&](const std::string& name, const std::string& value) {
      if (has_words(value) && (with_addresses || !is_address(value))) texts.emplace_back(&name, &value);
    };
    for (const auto& field : unknown_) {
      if (field.kind == Field::Kind::text) keep(field.name, field.value);
    }
    for (const auto& value : below_) keep(value.name, value.text);
    std::ranges::stable_sort(texts, std::ranges::greater(),
                             [](const auto& text) { return length_as_text(*text.second); });
    Texts all;
    for (const auto& [name, value] : texts) all.text += (all.text.empty() ? "" : "\n") + clean(*value);
    if (!texts.empty()) all.longest = *texts.front().first;
    return all;
  }

  /// What is left and can be a field.
  std::vector<Field> take_fields() {
    std::vector<Field> kept;
    std::unordered_set<std::string> taken{std::string(fields::id), std::string(fields::title),
                                          std::string(fields::text), std::string()};
    for (auto& [field, rank, value] : known_) {
      kept.push_back({std::string(field), std::move(value.value), value.kind});
      taken.emplace(field);
    }
    for (auto& field : unknown_) {
      if (taken.insert(field.name).second) kept.push_back(std::move(field));
    }
    return kept;
  }

 private:
  void keep_unknown(Field value) {
    const auto [at, is_new] = places_.try_emplace(value.name, unknown_.size());
    if (is_new) {
      unknown_.push_back(std::move(value));
    } else {
      unknown_[at->second].value += ", " + value.value;
    }
  }

  const ReadOptions& options_;
  std::vector<Best> known_;
  std::vector<Field> unknown_;
  std::unordered_map<std::string, std::size_t> places_;  ///< of names in `unknown_`
  std::vector<NestedValue> below_;                       ///< of names that nobody knows
  bool names_text_ = false;
};

}  // namespace
}  // namespace diwan::ingest

namespace diwan {

std::vector<std::string_view> mappable_fields() {
  std::vector<std::string_view> names;
  for (const auto& row : field_table) {
    // In a record, `body` is a name of the text and no field.
    if (row.name != fields::body) names.push_back(row.name);
  }
  return names;
}

}  // namespace diwan

namespace diwan::ingest {

std::string_view known_field(const std::string& name, const ReadOptions& options) {
  return known_name(name, options).field;
}

void RecordOutput::add(Record record, const std::string& number, const std::string& place) {
  const bool may_be_misread = output_.options().encoding.empty();
  SortedValues values(output_.options());
  for (auto& value : record.values) {
    if (may_be_misread) value.name = restored_name(std::move(value.name));
    values.add(std::move(value));
  }
  for (auto& value : record.nested) {
    if (may_be_misread) value.name = restored_name(std::move(value.name));
    values.add(std::move(value));
  }
  Article article;
  const auto clean = [&](std::string value) { return without_markup(std::move(value), output_, place); };
  article.title = collapse_white_space(clean(values.take(fields::title)));
  article.text = values.take(fields::text);
  // A feed's entry often has no more than its summary.
  if (article.text.empty()) article.text = values.take("description");
  article.text = clean(std::move(article.text));
  std::string id = values.take(fields::id);
  const bool has_title = !is_blank(article.title);
  // Beside a title, a text that is there and empty is none.
  if (is_blank(article.text) && !(has_title && values.names_text())) {
    auto [text, longest] = values.texts(!has_title, clean);
    article.text = std::move(text);
    if (!article.text.empty()) warn_of_names(longest, has_title);
  }
  if (!has_title && is_blank(article.text)) return output_.refuse("neither a title nor a text", place);
  article.fields = values.take_fields();
  if (id.empty()) id = output_.path() + '#' + number;
  output_.member(std::move(id), std::move(article), place);
}

void RecordOutput::warn_of_names(const std::string& longest, bool has_title) {
  if (std::exchange(has_warned_, true)) return;
  output_.warn(std::string("no field is known as ") + (has_title ? "a text" : "a title or a text") + ", so all " +
               (has_title ? "other " : "") + "texts of a record were indexed as one; --map text=" + longest +
               " names one");
}

}  // namespace diwan::ingest
