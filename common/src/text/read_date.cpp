// SPDX-License-Identifier: GPL-2.0-or-later
#include "text/read_date.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "text/calendar_days.hpp"
#include "text/date_field.hpp"
#include "text/umm_al_qura.hpp"

namespace diwan::text {
namespace {

using Kind = DayPiece::Kind;
using Pieces = std::vector<DayPiece>;

constexpr std::size_t longest_field = 1000;  // bytes; a longer one is a text
constexpr int first_year = 1000;             // 0001-01-01 is what programs write for no date
constexpr DayPiece one_space{Kind::space, 0, 1};

bool is_hijri_year(int year) { return year >= first_hijri_year && year <= last_hijri_year; }

std::chrono::sys_days day_number(const Date& day) {
  return std::chrono::year(day.year) / std::chrono::month(static_cast<unsigned>(day.month)) /
         std::chrono::day(static_cast<unsigned>(day.day));
}

Date date_of(std::chrono::sys_days number) {
  const std::chrono::year_month_day day(number);
  return {static_cast<int>(day.year()), static_cast<int>(static_cast<unsigned>(day.month())),
          static_cast<int>(static_cast<unsigned>(day.day()))};
}

bool is_number(const DayPiece& piece, std::size_t digits) {
  return piece.kind == Kind::number && piece.digits == digits;
}
bool is_short(const DayPiece& piece) { return is_number(piece, 1) || is_number(piece, 2); }
bool is_gap(const DayPiece& piece) { return piece.kind >= Kind::first_gap; }

// ---- stamps of one long number

int number_of(std::string_view digits) {
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

std::optional<Date> existing(int year, int month, int day) {
  if (is_hijri_year(year)) return gregorian_of_hijri(year, month, day);
  const auto date = std::chrono::year(year) / std::chrono::month(static_cast<unsigned>(month)) /
                    std::chrono::day(static_cast<unsigned>(day));
  return date.ok() && year >= first_year ? std::optional(Date{year, month, day}) : std::nullopt;
}

/// YYYYMMDD, and DDMMYYYY: what is a day in the one order is none in the other, for years from 1300 on.
std::optional<Date> day_of_eight(std::string_view digits) {
  const auto part = [&](std::size_t at, std::size_t size) { return number_of(digits.substr(at, size)); };
  if (const auto day = existing(part(0, 4), part(4, 2), part(6, 2))) return day;
  return existing(part(4, 4), part(2, 2), part(0, 2));
}

/// The day of a time that computers count from 1970 on.
std::optional<Date> day_of_count(std::string_view digits) {
  long long count = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), count);
  const auto size = digits.size();
  long long in_a_second = 0;
  if (size == 9 || size == 10) in_a_second = 1;
  if (size == 12 || size == 13) in_a_second = 1'000;
  if (size == 16) in_a_second = 1'000'000;
  if (in_a_second == 0) return std::nullopt;
  using namespace std::chrono;
  return date_of(floor<days>(sys_seconds(seconds(count / in_a_second))));
}

std::optional<Date> long_number_day(const DateField& field) {
  constexpr std::size_t shortest = 8;
  const auto is_long = [](const std::string& form) {
    return form.size() >= shortest && form.find_first_not_of("0123456789") == std::string::npos;
  };
  const auto found = std::ranges::find_if(field.forms, is_long);
  if (found == field.forms.end()) return std::nullopt;
  const auto at = static_cast<std::size_t>(found - field.forms.begin());
  // Alone, or behind the D: of PDF and the Date( of JavaScript.
  for (std::size_t before = 0; before < at; ++before) {
    if (!is_gap(field.pieces[before]) && field.forms[before] != "d" && field.forms[before] != "date")
      return std::nullopt;
  }
  constexpr std::size_t to_minutes = 12;
  constexpr std::size_t to_seconds = 14;
  const std::string_view digits = *found;
  if (digits.size() == shortest) return day_of_eight(digits);
  if (digits.size() == to_minutes || digits.size() == to_seconds) {
    if (const auto day = day_of_eight(digits.substr(0, shortest))) return day;
  }
  // Behind a count stands a fraction or a zone at most.
  const auto words = std::ranges::count_if(field.pieces.begin() + (found - field.forms.begin()), field.pieces.end(),
                                           [](const DayPiece& piece) { return !is_gap(piece); });
  return words <= 2 ? day_of_count(digits) : std::nullopt;
}

// ---- a field is written more loosely than a text

/// 2022:09:14, as cameras write.
void mend_colons(DateField& field) {
  for (std::size_t at = 0; at + 4 < field.size(); ++at) {
    const bool is_day = is_number(field.pieces[at], 4) && field.has(at + 1, ":") && is_short(field.pieces[at + 2]) &&
                        field.has(at + 3, ":") && is_short(field.pieces[at + 4]);
    if (!is_day) continue;
    for (const auto gap : {at + 1, at + 3}) {
      field.forms[gap].clear();
      field.pieces[gap] = {Kind::hyphen, 0, 0};
    }
  }
}

/// Where a time ends that begins at `at`: 23:10:00.123 +03:00, 10:30 م, 11:10 pm AST; `at` where there is none.
std::size_t end_of_time(const DateField& field, std::size_t at) {
  const auto is_word = [&](std::size_t word) { return word < field.size() && !is_gap(field.pieces[word]); };
  const bool is_time = at + 2 < field.size() && is_short(field.pieces[at]) && field.has(at + 1, ":") &&
                       is_number(field.pieces[at + 2], 2);
  if (!is_time) return at;
  auto end = at + 3;
  if (field.has(end, ":") && is_word(end + 1)) end += 2;
  if (field.has(end, ".") && is_word(end + 1)) end += 2;
  // The half of the day and the name of the zone.
  for (int words = 0; words < 2; ++words) {
    const auto word = end < field.size() && field.pieces[end].kind == Kind::space ? end + 1 : end;
    if (!is_word(word)) break;
    const auto kind = field.pieces[word].kind;
    if (kind != Kind::other && kind != Kind::gregorian) break;
    end = word + 1;
  }
  const bool is_behind = field.has_gap(end, "+") || (field.has_gap(end, "-") && !field.has_gap(end, "- "));
  const bool has_zone = is_behind && is_word(end + 1) && field.pieces[end + 1].kind == Kind::number &&
                        field.pieces[end + 1].digits % 2 == 0;
  if (!has_zone) return end;
  end += 2;
  return field.has(end, ":") && is_word(end + 1) ? end + 2 : end;
}

void drop_times(DateField& field) {
  for (std::size_t at = 0; at < field.size(); ++at) {
    const auto end = end_of_time(field, at);
    if (end == at) continue;
    field.erase(at, end);
    // What stood before it and behind it stands together now.
    if (at == 0 || at >= field.size() || !is_gap(field.pieces[at - 1]) || !is_gap(field.pieces[at])) continue;
    field.erase(at, at + 1);
    field.pieces[at - 1] = one_space;
  }
}

/// Any sign between the name of a month and its numbers; stops with spaces between numbers.
void loosen_gaps(Pieces& pieces) {
  const auto kind = [&](std::size_t at) { return at < pieces.size() ? pieces[at].kind : Kind::other; };
  for (std::size_t at = 1; at + 1 < pieces.size(); ++at) {
    if (!is_gap(pieces[at])) continue;
    const bool is_beside_month = (kind(at - 1) == Kind::month && kind(at + 1) == Kind::number) ||
                                 (kind(at - 1) == Kind::number && kind(at + 1) == Kind::month);
    const bool is_behind_day = at >= 3 && kind(at - 3) == Kind::month && is_gap(pieces[at - 2]) &&
                               is_short(pieces[at - 1]) && is_number(pieces[at + 1], 4);
    if (is_beside_month || is_behind_day) {
      pieces[at] = one_space;
    } else if (kind(at) == Kind::stop && kind(at - 1) == Kind::number && kind(at + 1) == Kind::number) {
      pieces[at].value = 0;
    }
  }
}

void set_year(DayPiece& piece, int century) {
  piece.digits = 4;
  piece.value = static_cast<std::uint16_t>(piece.value + century);
}

/// Years of two digits where they are that for certain.
void complete_years(DateField& field) {
  auto& pieces = field.pieces;
  constexpr int first_of_1900s = 50;
  for (std::size_t at = 0; at + 4 < pieces.size(); ++at) {
    auto& first = pieces[at];
    auto& last = pieces[at + 4];
    if (!is_short(first) || !is_gap(pieces[at + 1]) || !is_gap(pieces[at + 3]) || !is_number(last, 2)) continue;
    if (pieces[at + 2].kind == Kind::month) {
      const auto month = month_of(pieces[at + 2].value, 0);
      const bool is_gregorian = month && month->calendar == Month::Calendar::gregorian;
      const bool goes_on = at + 6 < pieces.size() && pieces[at + 6].kind == Kind::number;
      if (is_gregorian && !goes_on) set_year(last, last.value < first_of_1900s ? 2000 : 1900);
      continue;
    }
    const auto sign = pieces[at + 1].kind;
    const bool is_day = is_short(pieces[at + 2]) && pieces[at + 3].kind == sign &&
                        (sign == Kind::slash || sign == Kind::hyphen || sign == Kind::stop);
    if (!is_day) continue;
    const auto era = at + 5 < pieces.size() && is_gap(pieces[at + 5]) ? at + 6 : at + 5;
    const bool is_hijri = era < pieces.size() && pieces[era].kind == Kind::hijri;
    const int first_certain = is_hijri ? 31 : first_of_1900s;
    auto& year = last.value >= first_certain ? last : first;
    const auto& day = &year == &last ? first : last;
    if (year.value < first_certain || day.value >= first_certain) continue;
    set_year(year, !is_hijri ? 1900 : year.value > first_of_1900s ? 1300 : 1400);
  }
}

/// The year before the name of a month and the day behind it change places; three numbers alone are a date.
void reorder(Pieces& pieces) {
  std::vector<std::size_t> numbers;
  for (std::size_t at = 0; at < pieces.size(); ++at) {
    if (pieces[at].kind == Kind::number) numbers.push_back(at);
    const bool is_year_first = at + 4 < pieces.size() && is_number(pieces[at], 4) &&
                               pieces[at + 2].kind == Kind::month && is_short(pieces[at + 4]);
    if (is_year_first) std::swap(pieces[at], pieces[at + 4]);
  }
  if (numbers.size() != 3 || numbers[1] != numbers[0] + 2 || numbers[2] != numbers[1] + 2) return;
  for (const auto gap : {numbers[0] + 1, numbers[1] + 1}) {
    if (is_gap(pieces[gap])) pieces[gap] = {Kind::slash, 0, 0};
  }
}

/// The day behind the 29th, where the 30th of a Hijri month was asked for and no such day is known.
std::optional<DateReading> find_thirtieth(Pieces pieces) {
  for (auto& piece : pieces) {
    if (is_number(piece, 2) && piece.value == 30) piece.value = 29;
  }
  for (const auto& day : find_days(pieces)) {
    const auto is_mended = [](const DayPiece& piece) { return is_number(piece, 2) && piece.value == 29; };
    const auto spelt = std::span(pieces).subspan(day.first, day.last - day.first);
    if (day.calendar == Month::Calendar::hijri && std::ranges::any_of(spelt, is_mended))
      return DateReading{date_of(day_number(day.date) + std::chrono::days(1)), std::nullopt};
  }
  return std::nullopt;
}

std::optional<DateReading> choose(const std::vector<NamedDay>& days) {
  const auto first = [&](Month::Calendar calendar) { return std::ranges::find(days, calendar, &NamedDay::calendar); };
  const auto gregorian = first(Month::Calendar::gregorian);
  const auto hijri = first(Month::Calendar::hijri);
  if (gregorian == days.end()) return DateReading{hijri->date, std::nullopt};
  DateReading reading{gregorian->date, std::nullopt};
  if (hijri == days.end()) return reading;
  const auto apart = day_number(gregorian->date) - day_number(hijri->date);
  if (std::chrono::abs(apart) > std::chrono::days(1)) reading.other = hijri->date;
  return reading;
}

}  // namespace

std::optional<DateReading> read_date(std::string_view text) {
  if (text.size() > longest_field) return std::nullopt;
  DateField field(text);
  if (const auto day = long_number_day(field)) return DateReading{*day, std::nullopt};
  mend_colons(field);
  drop_times(field);
  settle_words(field);
  loosen_gaps(field.pieces);
  complete_years(field);
  auto days = find_days(field.pieces);
  if (!days.empty()) return choose(days);
  reorder(field.pieces);
  days = find_days(field.pieces);
  return days.empty() ? find_thirtieth(field.pieces) : choose(days);
}

}  // namespace diwan::text
