// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/article_fault.hpp"

#include "core/field_table.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <string_view>

namespace diwan {
namespace {

std::string_view take_digits(std::string_view& rest) {
  const auto digits = rest.substr(0, std::min(rest.find_first_not_of("0123456789"), rest.size()));
  rest.remove_prefix(digits.size());
  return digits;
}

/// Whether JSON would write a number so.
bool is_number(std::string_view rest) {
  if (rest.starts_with('-')) rest.remove_prefix(1);
  const auto whole = take_digits(rest);
  if (whole.empty() || (whole.size() > 1 && whole.front() == '0')) return false;
  if (rest.starts_with('.')) {
    rest.remove_prefix(1);
    if (take_digits(rest).empty()) return false;
  }
  if (rest.starts_with('e') || rest.starts_with('E')) {
    rest.remove_prefix(1);
    if (rest.starts_with('+') || rest.starts_with('-')) rest.remove_prefix(1);
    if (take_digits(rest).empty()) return false;
  }
  return rest.empty();
}

}  // namespace

const char* fault_of(const Article& article) {
  constexpr std::string_view no_fields[] = {fields::id, fields::title, fields::text};
  if (article.identity.id.empty()) return "its id is empty";
  std::set<std::string_view> names;
  for (const auto& [name, value, kind] : article.fields) {
    if (std::ranges::find(no_fields, name) != std::end(no_fields)) return "id, title or text is one of its fields";
    if (!names.insert(name).second) return "two of its fields have one name";
    if (kind == Field::Kind::number && !is_number(value)) return "a number of its fields is none";
    if (kind == Field::Kind::boolean && value != "true" && value != "false")
      return "a boolean of its fields is neither true nor false";
  }
  return nullptr;
}

}  // namespace diwan
