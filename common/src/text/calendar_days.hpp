// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/date.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "text/calendar_months.hpp"

namespace diwan::text {

/// What one segment of a text, a word or a gap, is to a calendar day. A plain value of four bytes, which depends on the
/// segment's form alone: who has many texts keeps it by form.
struct DayPiece {
  enum class Kind : std::uint8_t {
    other,      ///< nothing that a day is spelt with
    number,     ///< of at most four digits; `value` is it
    month,      ///< a word of a month's name; `value` is its month_word()
    filler,     ///< من, عام, of ...
    ordinal,    ///< what stands right behind a number: st, th, er
    hijri,      ///< هـ: the year before is of the Hijri calendar
    gregorian,  ///< م
    first_gap,  ///< the kinds from here on are gaps
    space = first_gap,
    slash,
    hyphen,
    stop,
    comma,
    bracket,
    other_gap,
  };

  Kind kind = Kind::other;
  std::uint8_t digits = 0;  ///< of a number
  std::uint16_t value = 0;  ///< of a gap: 1 where white space is part of it

  bool operator==(const DayPiece&) const = default;
};

/// The piece that a word is, by its exact form.
DayPiece day_piece_of_word(std::string_view folded);
/// The piece that a gap is, as it stands in the text.
DayPiece day_piece_of_gap(std::string_view gap);

/// A calendar day that a text names. A plain value.
struct NamedDay {
  std::size_t first = 0;  ///< the pieces [first, last) spell it
  std::size_t last = 0;
  Date date;
  Month::Calendar calendar = Month::Calendar::gregorian;  ///< by which the text names it

  bool operator==(const NamedDay&) const = default;
};

/// The calendar days named in a text whose segments, words and gaps, are `pieces`. In order, without overlap:
/// 1. day, month, year in digits with / - or . between (31/12/2021, ١٨ / ٢ / ١٤٤٤هـ), or year, month, day; the month
///    comes before the day only where it could be nothing else (12/31/2021);
/// 2. day, name of the month, year (31 ديسمبر 2021, 31 كانون الأول/ديسمبر 2021, 31 من ديسمبر عام 2021, 31st of
///    December 2021);
/// 3. name of the month, day, year (December 31, 2021).
/// Years have four digits. One from 1300 to 1500 is a Hijri year (Umm al-Qura) in digits, but before م, and behind the
/// name of a Hijri month. A day that no calendar has is none.
std::vector<NamedDay> find_days(std::span<const DayPiece> pieces);

}  // namespace diwan::text
