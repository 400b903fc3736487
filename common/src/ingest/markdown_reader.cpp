// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/markdown_reader.hpp"

#include "core/field_table.hpp"
#include "ingest/front_matter.hpp"
#include "ingest/limits.hpp"
#include "ingest/plain_text.hpp"
#include "ingest/record.hpp"
#include "ingest/whole_file.hpp"
#include "text/read_date.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace diwan::ingest {
namespace {

struct NameRow {
  std::string_view name;
  std::string_view field;
};

/// What programs that make pages of Markdown call them beside the names of records.
constexpr std::array name_rows = std::to_array<NameRow>({
    {"lang", fields::language},
    {"locale", fields::language},
    {"authors", fields::author},
    {"categories", fields::category},
    {"publishdate", fields::date},
    {"lastmod", fields::date},
});

struct Meaning {
  std::string_view field;  ///< empty: none that is known
  std::size_t rank;        ///< the least wins
};

/// A field's own name goes before others.
Meaning meaning_of(const std::string& name, const ReadOptions& options) {
  const auto field = known_field(name, options);
  const auto lower = to_ascii_lower(name);
  if (!field.empty()) return {field, lower == field ? std::size_t{0} : 1};
  const auto row = std::ranges::find(name_rows, lower, &NameRow::name);
  if (row == name_rows.end()) return {{}, 0};
  return {row->field, 2 + static_cast<std::size_t>(row - name_rows.begin())};
}

/// The fields of an article, each name once: values of a name that comes again are joined, so that none is lost.
class Fields {
 public:
  Fields(FrontFields found, const ReadOptions& options) {
    std::unordered_map<std::string, std::size_t> places;
    for (auto& field : found) {
      const auto [place, is_new] = places.try_emplace(field.first, found_.size());
      if (is_new) {
        found_.push_back(std::move(field));
      } else {
        join(place->second, field.second);
      }
    }
    for (std::size_t i = 0; i < found_.size(); ++i) {
      meanings_.push_back(meaning_of(found_[i].first, options));
      const auto [best, is_first] = best_.try_emplace(meanings_[i].field, i);
      if (!is_first && meanings_[i].rank < meanings_[best->second].rank) best->second = i;
    }
    for (std::size_t i = 0; i < found_.size(); ++i) {
      // A known name is for the best of its values; another one that has this name (`Date` and `date`) joins it.
      const auto best = best_of(found_[i].first);
      if (best != found_.size() && best != i && best_of(meanings_[i].field) != i) {
        join(best, std::exchange(found_[i].second, {}));
      }
    }
  }

  std::string take_title() {
    const auto best = best_of(fields::title);
    if (best == found_.size()) return {};
    return collapse_white_space(std::exchange(found_[best].second.label, {}));
  }

  /// What is named as the text; it is one where no other stands behind.
  std::string take_text() {
    const auto best = best_of(fields::text);
    return best == found_.size() ? std::string() : std::exchange(found_[best].second.text, {});
  }

  /// The first of several dates, which joined are none.
  std::string first_date() const {
    const auto first = first_labels_.find(best_of(fields::date));
    return first == first_labels_.end() ? std::string() : first->second;
  }

  /// All but the title, in their order.
  std::vector<Field> take() {
    const auto title = best_of(fields::title);
    std::unordered_set<std::string> taken{std::string(fields::id), std::string(fields::title),
                                          std::string(fields::text), std::string()};
    std::vector<Field> kept;
    for (std::size_t i = 0; i < found_.size(); ++i) {
      auto& [name, value] = found_[i];
      const auto field = meanings_[i].field;
      // The text is what stands behind, the id the path.
      const bool is_named = !field.empty() && field != fields::text && field != fields::id && best_of(field) == i;
      auto kept_name = is_named ? std::string(field) : name;
      auto& kept_value = is_named && field != "description" ? value.label : value.text;
      if (i == title || is_blank(kept_value)) continue;
      if (taken.insert(kept_name).second) kept.push_back({std::move(kept_name), std::move(kept_value), {}});
    }
    return kept;
  }

 private:
  /// The place of the best value of a field; behind the last where there is none.
  std::size_t best_of(std::string_view field) const {
    const auto best = best_.find(field);
    return field.empty() || best == best_.end() ? found_.size() : best->second;
  }

  void join(std::size_t place, const FrontValue& more) {
    auto& value = found_[place].second;
    if (is_blank(more.text) || more.text == value.text) return;
    if (is_blank(value.text)) {
      value = more;
      return;
    }
    first_labels_.try_emplace(place, value.label);
    value.text += ", " + more.text;
    value.label += ", " + more.label;
  }

  FrontFields found_;
  std::vector<Meaning> meanings_;
  std::map<std::string_view, std::size_t> best_;
  std::unordered_map<std::size_t, std::string> first_labels_;  ///< of those that were joined
};

/// A line of signs, such as a rule or that below a heading.
bool is_rule(std::string_view line) { return line.find_first_not_of("-*_=+~` \t") == std::string_view::npos; }

std::string find_heading(std::string_view text) {
  std::string first;
  while (!text.empty()) {
    auto line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    line = trim(line);
    if (is_rule(line)) continue;
    if (first.empty()) first = line;
    if (!line.starts_with('#')) continue;
    line.remove_prefix(std::min(line.find_first_not_of('#'), line.size()));
    if (!trim(line).empty()) return std::string(trim(line));
  }
  return first;
}

}  // namespace

void read_markdown(ByteStream& bytes, FileOutput& output) {
  const auto all = read_text_or_refuse(bytes, largest_text_file, output);
  if (!all) return;
  std::string_view body = *all;
  auto front = find_front_matter(body);
  if (!front.fault.empty()) output.warn(front.fault);
  body.remove_prefix(front.size);
  Fields fields(std::move(front.fields), output.options());
  Article article;
  article.title = fields.take_title();
  article.text = is_blank(body) ? fields.take_text() : std::string(body);
  article.fields = fields.take();
  if (const auto reading = text::read_date(fields.first_date())) article.date = reading->day;
  if (is_blank(article.title)) article.title = find_heading(article.text);
  if (is_blank(article.title) && is_blank(article.text)) return output.refuse("empty");
  output.whole_file(std::move(article));
}

}  // namespace diwan::ingest
