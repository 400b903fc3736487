// SPDX-License-Identifier: GPL-2.0-or-later
#include "text/umm_al_qura.hpp"

#include <catch2/catch.hpp>

namespace diwan::text {

TEST_CASE("Hijri days of the Umm al-Qura calendar") {
  struct Row {
    int year, month, day;
    std::optional<Date> date;
    const char* reason;
  };
  const Row rows[] = {
      {1443, 5, 27, Date{2021, 12, 31}, "an ordinary day"},
      {1443, 1, 1, Date{2021, 8, 9}, "a new year"},
      {1443, 9, 30, Date{2022, 5, 1}, "the last of Ramadan, a month of 30 days"},
      {1443, 6, 30, std::nullopt, "a month of 29 days"},
      {1443, 6, 29, Date{2022, 2, 1}, "its last day"},
      {1443, 6, 31, std::nullopt, "no month has 31 days"},
      {1300, 1, 1, Date{1882, 11, 12}, "the first day there is, before 1970"},
      {1500, 12, 29, Date{2077, 11, 15}, "the last year"},
      {1299, 12, 29, std::nullopt, "a year before the first"},
      {1501, 1, 1, std::nullopt, "a year behind the last"},
      {1443, 0, 1, std::nullopt, "no month"},
      {1443, 13, 1, std::nullopt, "no month"},
      {1443, 1, 0, std::nullopt, "no day"},
  };
  for (const auto& row : rows) {
    INFO(row.year << "/" << row.month << "/" << row.day << ": " << row.reason);
    CHECK(gregorian_of_hijri(row.year, row.month, row.day) == row.date);
  }
}

TEST_CASE("every Hijri day is the day after the one before") {
  int days = 0;
  std::optional<Date> before;
  for (int year = first_hijri_year; year <= last_hijri_year; ++year) {
    for (int month = 1; month <= 12; ++month) {
      for (int day = 1; day <= 30; ++day) {
        const auto date = gregorian_of_hijri(year, month, day);
        if (!date) {
          CHECK(day == 30);
          continue;
        }
        if (before) CHECK(*before < *date);
        before = date;
        ++days;
      }
    }
  }
  CHECK(days > 201 * 354);
  CHECK(days < 201 * 355);
}

}  // namespace diwan::text
