// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/date.hpp>

#include <optional>
#include <string_view>

namespace diwan::text {

/// What a date field says. A plain value.
struct DateReading {
  Date day;
  std::optional<Date> other;  ///< the day of its Hijri date, where that is another day: more than one day off

  bool operator==(const DateReading&) const = default;
};

/// The day that a date field names: of a record, a feed, a mail, a page, a document. Nothing where it names none, or a
/// month or year only. Of dates in both calendars the Gregorian one counts. In this order:
/// 1. machine stamps: 2022-09-14T23:10:00+03:00, 20220914231000, D:20220914231000+03'00', 2022:09:14, and seconds,
///    milliseconds or microseconds since 1970 (of nine digits and more, their day in UTC);
/// 2. days as find_days() reads them, times and zones left out (Wed Sep 14 23:10:00 +0000 2022), names of months in
///    other languages too, any sign around the name of a month, spaced stops (14. 9. 2022), and with the words of
///    settle_words() (الرابع عشر من سبتمبر 2022, 3 رجب الفرد 1443);
/// 3. the year first (2022 سبتمبر 14), and three numbers whatever stands between (14 9 2022);
/// 4. the 30th of a Hijri month that has 29 days in the Umm al-Qura calendar, as the day after: the moon was sighted
///    elsewhere.
/// The day comes before the month, but where it can only be the month. A year of two digits counts where it can be
/// nothing else: behind the name of a month (49 is 2049, 50 is 1950, as in mail), or in digits from 50 on (14/9/98),
/// and before هـ from 31 on (18/2/44هـ). A date is the day as it is written; zones are not applied.
std::optional<DateReading> read_date(std::string_view text);

}  // namespace diwan::text
