// SPDX-License-Identifier: GPL-2.0-or-later
#include "text/umm_al_qura.hpp"

#include <unicode/calendar.h>
#include <unicode/locid.h>
#include <unicode/timezone.h>

#include <array>
#include <cassert>
#include <chrono>
#include <memory>

namespace diwan::text {
namespace {

constexpr int months_in_year = 12;
constexpr std::size_t month_count =
    static_cast<std::size_t>(last_hijri_year - first_hijri_year + 1) * std::size_t{months_in_year};
constexpr double milliseconds_in_day = 24.0 * 60 * 60 * 1000;

/// The days, counted from 1970-01-01, on which the months begin, and behind them the one after the last month.
using MonthBegins = std::array<int, month_count + 1>;

/// A calendar of ICU serves one thread and is slow to make, so it is asked once for all months.
MonthBegins read_month_begins() {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::Calendar> calendar(icu::Calendar::createInstance(
      icu::TimeZone::getGMT()->clone(), icu::Locale("ar@calendar=islamic-umalqura"), status));
  assert(U_SUCCESS(status));
  MonthBegins begins{};
  for (std::size_t month = 0; month < begins.size(); ++month) {
    calendar->clear();
    const auto number = static_cast<int>(month);
    calendar->set(first_hijri_year + number / months_in_year, number % months_in_year, 1);
    begins[month] = static_cast<int>(calendar->getTime(status) / milliseconds_in_day);
    assert(U_SUCCESS(status));
  }
  return begins;
}

}  // namespace

std::optional<Date> gregorian_of_hijri(int year, int month, int day) {
  static const MonthBegins begins = read_month_begins();
  if (year < first_hijri_year || year > last_hijri_year || month < 1 || month > months_in_year) return std::nullopt;
  const auto number = static_cast<std::size_t>((year - first_hijri_year) * months_in_year + month - 1);
  if (day < 1 || day > begins[number + 1] - begins[number]) return std::nullopt;
  const std::chrono::year_month_day found{std::chrono::sys_days(std::chrono::days(begins[number] + day - 1))};
  return Date{static_cast<int>(found.year()), static_cast<int>(static_cast<unsigned>(found.month())),
              static_cast<int>(static_cast<unsigned>(found.day()))};
}

}  // namespace diwan::text
