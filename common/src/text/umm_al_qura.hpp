// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/date.hpp>

#include <optional>

namespace diwan::text {

/// The years for which there is a day to give.
inline constexpr int first_hijri_year = 1300;
inline constexpr int last_hijri_year = 1500;

/// The Gregorian day of a day of the Umm al-Qura calendar, as ICU has it: month 1 is Muharram. Nothing for a day that
/// the calendar lacks (the 30th of a month of 29 days) and for other years. Threads may call it at the same time.
std::optional<Date> gregorian_of_hijri(int year, int month, int day);

}  // namespace diwan::text
