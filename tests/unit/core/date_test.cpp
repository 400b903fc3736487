// SPDX-License-Identifier: GPL-2.0-or-later
#include <diwan/date.hpp>

#include <catch2/catch.hpp>

namespace diwan {

TEST_CASE("an ISO date is ten ASCII characters of an existing day") {
  struct Row {
    const char* text;
    std::optional<Date> date;
    const char* reason;
  };
  const Row rows[] = {
      {"2021-07-26", Date{2021, 7, 26}, "plain"},
      {"2024-02-29", Date{2024, 2, 29}, "leap day"},
      {"2023-02-29", std::nullopt, "no leap year"},
      {"1900-02-29", std::nullopt, "centuries are no leap years"},
      {"2000-02-29", Date{2000, 2, 29}, "but every fourth is"},
      {"2021-13-01", std::nullopt, "no such month"},
      {"2021-00-10", std::nullopt, "months count from one"},
      {"2021-04-31", std::nullopt, "April has thirty days"},
      {"2021-4-01", std::nullopt, "two digits for the month"},
      {"2021-07-26T10:00", std::nullopt, "no time of day"},
      {"٢٠٢١-٠٧-٢٦", std::nullopt, "ASCII digits only"},
      {"", std::nullopt, "empty"},
  };
  for (const auto& row : rows) {
    INFO(row.text << ": " << row.reason);
    CHECK(parse_iso_date(row.text) == row.date);
  }
}

TEST_CASE("a date stamp may have a time, other separators and other digits") {
  struct Row {
    const char* text;
    std::optional<Date> date;
    const char* reason;
  };
  const Row rows[] = {
      {"2015-07-21", Date{2015, 7, 21}, "plain"},
      {"2015-07-21T09:30:00+03:00", Date{2015, 7, 21}, "zones are not applied"},
      {"2015-07-21 09:30", Date{2015, 7, 21}, "a space before the time"},
      {"2015/07/21", Date{2015, 7, 21}, "slashes"},
      {"20150721", Date{2015, 7, 21}, "compact"},
      {"20150721T093000Z", Date{2015, 7, 21}, "compact with time"},
      {"٢٠١٥-٠٧-٢١", Date{2015, 7, 21}, "Arabic-Indic digits"},
      {"۲۰۱۵/۰۷/۲۱", Date{2015, 7, 21}, "Persian digits"},
      {"2015-07/21", std::nullopt, "separators that differ"},
      {"2015-07-211", std::nullopt, "a third digit"},
      {"21-07-2015", std::nullopt, "day first is not a stamp"},
      {"\xD9", std::nullopt, "a broken byte"},
  };
  for (const auto& row : rows) {
    INFO(row.text << ": " << row.reason);
    CHECK(parse_date_stamp(row.text) == row.date);
  }
}

TEST_CASE("a date prints as it is read") {
  for (const Date date : {Date{1, 1, 1}, Date{622, 7, 16}, Date{2021, 12, 31}, Date{9999, 12, 31}}) {
    CHECK(parse_iso_date(to_string(date)) == date);
  }
}

}  // namespace diwan
