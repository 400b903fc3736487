// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/record.hpp"

#include "core/field_table.hpp"
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
std::size_t length_as_text(const Field& field) {
  constexpr auto fewest_words = 4;
  auto words = 0;
  auto after_space = true;
  for (const char c : field.value) {
    const bool is_space = c == ' ' || c == '\n' || c == '\t';
    if (after_space && !is_space) ++words;
    after_space = is_space;
  }
  return words < fewest_words ? 0 : field.value.size();
}

/// Numbers, times and amounts are no text.
bool has_words(std::string_view value) {
  return value.find_first_not_of("0123456789.,:;+-/% \t\r\n") != std::string_view::npos;
}

bool is_address(std::string_view value) {
  return value.find("://") != std::string_view::npos && value.find_first_of(" \t\r\n") == std::string_view::npos;
}

/// What of the values under names that nobody knows is text. Beside a title, addresses are none.
std::string join_texts(std::vector<Field>& unknown, bool with_addresses) {
  std::ranges::stable_sort(unknown, std::ranges::greater(), length_as_text);
  std::string text;
  for (const auto& field : unknown) {
    if (field.kind != Field::Kind::text || !has_words(field.value)) continue;
    if (with_addresses || !is_address(field.value)) text += (text.empty() ? "" : "\n") + field.value;
  }
  return text;
}

/// The best value of one known field.
struct Best {
  std::string_view field;
  std::size_t rank;
  Field value;
};

std::string take(std::vector<Best>& known, std::string_view field) {
  const auto found = std::ranges::find(known, field, &Best::field);
  if (found == known.end()) return {};
  auto value = std::move(found->value.value);
  known.erase(found);
  return value;
}

}  // namespace

std::string_view known_field(const std::string& name, const ReadOptions& options) {
  return known_name(name, options).field;
}

void RecordOutput::add(std::vector<Field> values, const std::string& number, const std::string& place) {
  std::vector<Best> known;
  std::vector<Field> unknown;
  std::unordered_map<std::string, std::size_t> places;  // of names in `unknown`
  const auto keep_unknown = [&](Field value) {
    const auto [at, is_new] = places.try_emplace(value.name, unknown.size());
    if (is_new) {
      unknown.push_back(std::move(value));
    } else {
      unknown[at->second].value += ", " + value.value;
    }
  };
  bool names_text = false;
  for (auto& value : values) {
    if (output_.options().encoding.empty()) value.name = restored_name(std::move(value.name));
    const auto [field, rank] = known_name(value.name, output_.options());
    names_text = names_text || field == fields::text;
    if (is_blank(value.value)) continue;
    const auto best = std::ranges::find(known, field, &Best::field);
    if (field.empty() || (best != known.end() && best->rank < rank)) {
      keep_unknown(std::move(value));
    } else if (best == known.end()) {
      known.push_back({field, rank, std::move(value)});
    } else if (best->rank == rank) {
      best->value.value += ", " + value.value;
    } else {
      keep_unknown(std::exchange(best->value, std::move(value)));
      best->rank = rank;
    }
  }

  Article article;
  article.title = collapse_white_space(take(known, fields::title));
  article.text = take(known, fields::text);
  // A feed's entry often has no more than its summary.
  if (article.text.empty()) article.text = take(known, "description");
  std::string id = take(known, fields::id);
  const bool has_title = !is_blank(article.title);
  // Beside a title, a text that is there and empty is none.
  if (is_blank(article.text) && !(has_title && names_text)) {
    article.text = join_texts(unknown, !has_title);
    if (!article.text.empty()) warn_of_names(unknown.front().name, has_title);
  }
  if (!has_title && is_blank(article.text)) return output_.refuse("neither a title nor a text", place);
  std::unordered_set<std::string> taken{std::string(fields::id), std::string(fields::title), std::string(fields::text),
                                        std::string()};
  for (auto& [field, rank, value] : known) {
    article.fields.push_back({std::string(field), value.value, value.kind});
    taken.emplace(field);
  }
  for (auto& field : unknown) {
    if (taken.insert(field.name).second) article.fields.push_back(std::move(field));
  }
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
