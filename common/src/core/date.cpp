// SPDX-License-Identifier: GPL-2.0-or-later
#include <diwan/date.hpp>

#include <array>
#include <cstdio>

namespace diwan {
namespace {

constexpr bool is_leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

constexpr int days_in(int year, int month) {
  constexpr std::array days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : days.at(static_cast<std::size_t>(month - 1));
}

std::optional<Date> checked(Date date) {
  const bool exists = date.year >= 1 && date.month >= 1 && date.month <= 12 && date.day >= 1 &&
                      date.day <= days_in(date.year, date.month);
  return exists ? std::optional(date) : std::nullopt;
}

}  // namespace

std::optional<Date> parse_iso_date(std::string_view text) {
  constexpr std::string_view form = "YYYY-MM-DD";
  if (text.size() != form.size()) return std::nullopt;
  Date date;
  for (std::size_t at = 0; at < form.size(); ++at) {
    if (form[at] == '-') {
      if (text[at] != '-') return std::nullopt;
      continue;
    }
    if (text[at] < '0' || text[at] > '9') return std::nullopt;
    int& part = form[at] == 'Y' ? date.year : form[at] == 'M' ? date.month : date.day;
    part = part * 10 + (text[at] - '0');
  }
  return checked(date);
}

std::string to_string(const Date& date) {
  std::array<char, 40> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%04d-%02d-%02d", date.year, date.month, date.day);
  return buffer.data();
}

}  // namespace diwan
