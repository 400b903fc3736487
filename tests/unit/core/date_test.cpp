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

TEST_CASE("a date prints as it is read") {
  for (const Date date : {Date{1, 1, 1}, Date{622, 7, 16}, Date{2021, 12, 31}, Date{9999, 12, 31}}) {
    CHECK(parse_iso_date(to_string(date)) == date);
  }
}

}  // namespace diwan
