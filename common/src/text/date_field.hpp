// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "text/calendar_days.hpp"

namespace diwan::text {

/// A date field in pieces, as find_days() takes them, and the same as they stand. Fields are written in more ways than
/// the days in running texts that an index knows, so these are put in the pieces' own terms:
/// 1. months that month_names() lacks are months (foreign_months.hpp);
/// 2. a tatweel between two words is a hyphen (٥ ـ ٣ ـ ١٩٩٠).
struct DateField {
  std::vector<DayPiece> pieces;
  std::vector<std::string> forms;  ///< of words folded

  explicit DateField(std::string_view text);

  std::size_t size() const { return pieces.size(); }
  bool has(std::size_t at, std::string_view form) const { return at < size() && forms[at] == form; }
  bool is_word(std::size_t at) const { return at < size() && pieces[at].kind < DayPiece::Kind::first_gap; }
  bool is_gap(std::size_t at) const { return at < size() && pieces[at].kind >= DayPiece::Kind::first_gap; }
  bool has_gap(std::size_t at, std::string_view sign) const {
    return is_gap(at) && forms[at].find(sign) != std::string::npos;
  }
  void erase(std::size_t first, std::size_t last);
};

/// Words that fields have beside numbers and names of months:
/// 1. a day spelt out before its month is a number: الرابع عشر من سبتمبر, غرة محرم; not where it counts something else
///    (الأسبوع الأول من محرم, and الأحد الأول من سبتمبر, which may be the first Sunday);
/// 2. two names of one month with nothing but a space between are joined: يناير كانون الثاني;
/// 3. what praises a month is left out before a year: رجب الفرد, ذو القعدة الحرام.
void settle_words(DateField& field);

}  // namespace diwan::text
