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

/// The date as YYYY-MM-DD.
std::string to_string(const Date& date);

}  // namespace diwan
