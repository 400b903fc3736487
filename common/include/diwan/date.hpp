// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace diwan {

/// A day of the Gregorian calendar, without a clock or a zone. A plain value; years 1 to 9999.
struct Date {
  int year = 0;
  int month = 0;  ///< 1 to 12
  int day = 0;    ///< 1 to 31

  auto operator<=>(const Date&) const = default;
};

/// Reads exactly YYYY-MM-DD in ASCII digits (what --since and --until take); nothing for a day that does not exist.
std::optional<Date> parse_iso_date(std::string_view text);

/// Reads the date at the beginning of a machine-written stamp: YYYY-MM-DD, YYYY/MM/DD or YYYYMMDD, alone or followed
/// by a time of day that starts with `T` or a space. Digits may be Arabic-Indic or Persian. A date is the calendar day
/// as it stands; zones are not applied.
std::optional<Date> parse_date_stamp(std::string_view text);

/// The date as YYYY-MM-DD.
std::string to_string(const Date& date);

}  // namespace diwan
