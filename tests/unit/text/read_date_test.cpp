// SPDX-License-Identifier: GPL-2.0-or-later
#include "text/read_date.hpp"

#include <catch2/catch.hpp>

#include <chrono>
#include <map>
#include <string>

#include "support/random_text.hpp"
#include "support/table.hpp"
#include "text/calendar_months.hpp"
#include "text/umm_al_qura.hpp"

namespace diwan::text {
namespace {

std::string shown(const std::optional<DateReading>& reading) {
  if (!reading) return "-";
  return to_string(reading->day) + (reading->other ? " " + to_string(*reading->other) : "");
}

Date date_of(std::chrono::sys_days number) {
  const std::chrono::year_month_day day(number);
  return {static_cast<int>(day.year()), static_cast<int>(static_cast<unsigned>(day.month())),
          static_cast<int>(static_cast<unsigned>(day.day()))};
}

std::string in_arabic_digits(const std::string& text) {
  std::string other;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      append_utf8(other, U'٠' + static_cast<char32_t>(c - '0'));
    } else {
      other += c;
    }
  }
  return other;
}

/// A day of some calendar in the ways in which fields write it.
std::vector<std::string> written(const Date& day, Month::Calendar calendar, const std::string& era) {
  const auto year = std::to_string(day.year);
  const auto month = std::to_string(day.month);
  const auto date = std::to_string(day.day);
  std::vector<std::string> all;
  for (const std::string sign : {"/", "-", ".", " / ", "\u200F/"}) {
    all.push_back(date + sign + month + sign + year + era);
    all.push_back(year + sign + month + sign + date);
  }
  for (const auto& name : month_names()) {
    if (name.month != Month{calendar, static_cast<std::uint8_t>(day.month)}) continue;
    const auto full = std::string(name.first) + (name.second.empty() ? "" : " ") + std::string(name.second);
    all.push_back(date + " " + full + " " + year + era);
    all.push_back("الأربعاء، " + date + " من " + full + " عام " + year);
  }
  return all;
}

}  // namespace

TEST_CASE("what date fields hold") {
  for (const auto& row : test::read_table("dates.tsv", 3)) {
    INFO(row[0] << ": " << row[2]);
    CHECK(shown(read_date(row[0])) == row[1]);
  }
}

TEST_CASE("every day of both calendars is read back, however it is written") {
  std::map<Date, Date> hijri_of;  // by the Gregorian day
  for (int year = 1317; year <= last_hijri_year; ++year) {
    for (int month = 1; month <= 12; ++month) {
      for (int day = 1; day <= 30; ++day) {
        if (const auto date = gregorian_of_hijri(year, month, day)) hijri_of[*date] = {year, month, day};
      }
    }
  }
  // Each day in one of the ways; over the years each way meets each day of the year.
  using namespace std::chrono;
  std::size_t turn = 0;
  for (auto number = sys_days(1900y / January / 1); number < sys_days(2077y / November / 1); number += days(1)) {
    const auto day = date_of(number);
    const auto gregorian = written(day, Month::Calendar::gregorian, "م");
    const auto hijri = written(hijri_of.at(day), Month::Calendar::hijri, "هـ");
    const auto& one = gregorian[turn % gregorian.size()];
    const auto& other = hijri[turn % hijri.size()];
    ++turn;
    const std::string texts[] = {one, in_arabic_digits(one), other, other + " الموافق: " + one, to_string(day)};
    for (const auto& text : texts) {
      if (shown(read_date(text)) == to_string(day)) continue;
      INFO(text);
      CHECK(shown(read_date(text)) == to_string(day));
    }
  }
}

TEST_CASE("no text makes a day that does not exist, and broken ones do no harm") {
  test::RandomText random(10);
  std::mt19937 engine(10);
  const auto pick = [&](std::size_t count) { return std::uniform_int_distribution<std::size_t>(0, count - 1)(engine); };
  const auto rows = test::read_table("dates.tsv", 3);
  for (int round = 0; round < 20'000; ++round) {
    auto text = rows[pick(rows.size())][0] + (pick(4) == 0 ? random.text(5) : "");
    for (auto changes = pick(4); changes > 0 && !text.empty(); --changes) {
      const auto at = pick(text.size());
      if (pick(2) == 0) {
        text.erase(at, pick(4));
      } else {
        text[at] = static_cast<char>(pick(256));
      }
    }
    INFO(text);
    const auto reading = read_date(text);
    if (!reading) continue;
    CHECK(parse_iso_date(to_string(reading->day)) == reading->day);
    CHECK(read_date(text) == reading);
  }
}

}  // namespace diwan::text
