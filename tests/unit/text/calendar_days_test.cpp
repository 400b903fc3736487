// SPDX-License-Identifier: GPL-2.0-or-later
#include "text/calendar_days.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "text/fold.hpp"
#include "text/word_break.hpp"

namespace diwan::text {
namespace {

/// The days of a text, each as its date and the bytes that spell it.
std::vector<std::string> days_of(const std::string& text) {
  const auto parts = break_words(text);
  std::vector<DayPiece> pieces;
  for (const auto& part : parts) {
    const auto form = std::string_view(text).substr(part.begin, part.end - part.begin);
    pieces.push_back(part.word ? day_piece_of_word(fold(form)) : day_piece_of_gap(form));
  }
  std::vector<std::string> days;
  for (const auto& day : find_days(pieces)) {
    REQUIRE(day.first < day.last);
    REQUIRE(day.last <= parts.size());
    const auto begin = parts[day.first].begin;
    days.push_back(to_string(day.date) + " " + text.substr(begin, parts[day.last - 1].end - begin));
  }
  return days;
}

using Days = std::vector<std::string>;

}  // namespace

TEST_CASE("the spellings of a day") {
  struct Row {
    const char* spelling;
    const char* date;
    const char* reason;
  };
  const Row rows[] = {
      {"31 ديسمبر 2021", "2021-12-31", "Egypt"},
      {"٣١ كانون الأول ٢٠٢١", "2021-12-31", "the Levant, Arabic-Indic digits"},
      {"۳۱ دجنبر ۲۰۲۱", "2021-12-31", "Morocco, Persian digits"},
      {"3١ ديسمبر ٢0۲1", "2021-12-31", "digits of three scripts"},
      {"31 كانون أول 2021", "2021-12-31", "without the article"},
      {"31 كانون الأول/ديسمبر 2021", "2021-12-31", "two names of one month, as the United Nations write"},
      {"31 ديسمبر / كانون الأول 2021", "2021-12-31", "the other way round, with spaces"},
      {"31 كانون الأول (ديسمبر) 2021", "2021-12-31", "the second name in brackets"},
      {"31 من ديسمبر 2021", "2021-12-31", "of December"},
      {"31 من شهر ديسمبر من عام 2021", "2021-12-31", "all that can stand between"},
      {"31 ديسمبر سنة 2021", "2021-12-31", "the year of"},
      {"31 ديسمبر، 2021", "2021-12-31", "an Arabic comma"},
      {"31 ديسمبر 2021م", "2021-12-31", "the mark of the calendar is part of it"},
      {"31ديسمبر2021", "2021-12-31", "no space"},
      {"31-ديسمبر-2021", "2021-12-31", "hyphens"},
      {"31\u00A0ديسمبر\n2021", "2021-12-31", "a hard space and a line break"},
      {"31\u200F ديسمبر\u200E 2021", "2021-12-31", "direction marks"},
      {"31 ديـسمبـر 2021", "2021-12-31", "tatweel"},
      {"31/12/2021", "2021-12-31", "in digits"},
      {"31-12-2021", "2021-12-31", "hyphens"},
      {"31.12.2021", "2021-12-31", "stops"},
      {"31\\12\\2021", "2021-12-31", "backslashes"},
      {"31\u201312\u20132021", "2021-12-31", "dashes"},
      {"31\u200F/12\u200F/2021", "2021-12-31", "direction marks, as ICU writes dates in Arabic"},
      {"31 / 12 / 2021", "2021-12-31", "spaces"},
      {"2021-12-31", "2021-12-31", "ISO 8601"},
      {"2021/12/31", "2021-12-31", "the year first"},
      {"٢٠٢١/١٢/٣١", "2021-12-31", "the year first, Arabic-Indic digits"},
      {"12/31/2021", "2021-12-31", "31 can be no month"},
      {"1/2/2021", "2021-02-01", "the day comes before the month"},
      {"01/02/2021", "2021-02-01", "likewise with zeros"},
      {"December 31, 2021", "2021-12-31", "the month first"},
      {"Dec. 31, 2021", "2021-12-31", "an abbreviation"},
      {"31 Dec. 2021", "2021-12-31", "likewise"},
      {"31st of December 2021", "2021-12-31", "an ordinal"},
      {"31 décembre 2021", "2021-12-31", "French"},
      {"1er janvier 2022", "2022-01-01", "a French ordinal"},
      {"31 DECEMBRE 2021", "2021-12-31", "capitals without the accent"},
      {"27 جمادى الأولى 1443 هـ", "2021-12-31", "Hijri"},
      {"27 جمادى الأولى 1443هـ", "2021-12-31", "no space"},
      {"٢٧ جمادى الأولى ١٤٤٣", "2021-12-31", "the month says which calendar"},
      {"27 من جمادى الأول عام 1443 هجرية", "2021-12-31", "as people write it"},
      {"27/5/1443هـ", "2021-12-31", "in digits"},
      {"1443/05/27", "2021-12-31", "the year first: no other calendar has such a year today"},
      {"١٨ / ٢ / ١٤٤٤هـ", "2022-09-14", "spaces and Arabic-Indic digits"},
      {"30 رمضان 1443", "2022-05-01", "a month of 30 days"},
      {"1 محرم 1300", "1882-11-12", "the first Hijri day there is"},
      {"29 مايو 1453", "1453-05-29", "a Gregorian month has Gregorian years"},
      {"29/5/1453م", "1453-05-29", "the mark says which calendar"},
      {"29 شباط 2020", "2020-02-29", "a leap year"},
  };
  for (const auto& row : rows) {
    INFO(row.spelling << ": " << row.reason);
    const std::string day = std::string(row.date) + " " + row.spelling;
    CHECK(days_of(row.spelling) == Days{day});
    CHECK(days_of(std::string("وفي يوم ") + row.spelling + " انتهت المهمة") == Days{day});
    CHECK(days_of(std::string("(") + row.spelling + ").") == Days{day});
  }
}

TEST_CASE("what is no day") {
  struct Row {
    const char* text;
    const char* reason;
  };
  const Row rows[] = {
      {"31/02/2021", "February has 28 days"},
      {"29 شباط 2021", "no leap year"},
      {"31 أبريل 2021", "April has 30 days"},
      {"0/1/2021", "no day 0"},
      {"30/13/2021", "no month 13"},
      {"30/6/1443هـ", "a Hijri month of 29 days"},
      {"31 ديسمبر", "no year"},
      {"ديسمبر 2021", "no day"},
      {"31/12/21", "a year of two digits"},
      {"31 12 2021", "nothing says that it is a date"},
      {"1/31/12/2021", "a longer row of numbers"},
      {"31.12.2021.5", "likewise"},
      {"10.31.12.2021", "likewise"},
      {"31. 12. 2021", "ends of sentences"},
      {"31/12-2021", "two signs"},
      {"31//12//2021", "doubled signs"},
      {"31 وديسمبر 2021", "the conjunction parts them"},
      {"31 كانون 2021", "half a month"},
      {"31 كانون الأول/يناير 2021", "two months"},
      {"31 ديسمبر\n\n2021", "the end of a paragraph"},
      {"31 ديسمبر في 2021", "another word between"},
      {"131 ديسمبر 2021", "no day has three digits"},
      {"31 ديسمبر 20213", "no year has five"},
      {"27 رجب 2021", "a Hijri month with a Gregorian year"},
      {"27 رجب 1443م", "contradictions"},
      {"31 ديسمبر 1443هـ", "likewise"},
      {"½ ديسمبر 2021", "a sign that is two numbers"},
      {"F-16", ""},
      {"UN/2231 (2015)", ""},
      {"", ""},
  };
  for (const auto& row : rows) {
    INFO(row.text << ": " << row.reason);
    CHECK(days_of(row.text).empty());
  }
}

TEST_CASE("days in a text, one after the other") {
  CHECK(days_of("في 27/5/1443هـ الموافق 31/12/2021م") == Days{"2021-12-31 27/5/1443هـ", "2021-12-31 31/12/2021م"});
  CHECK(days_of("2021-12-31 - 2022-01-15") == Days{"2021-12-31 2021-12-31", "2022-01-15 2022-01-15"});
  CHECK(days_of("2021-12-31T10:00") == Days{"2021-12-31 2021-12-31"});
  CHECK(days_of("5 و6 ديسمبر 2021") == Days{"2021-12-06 6 ديسمبر 2021"});
  CHECK(days_of("5 - 10 مايو 2021") == Days{"2021-05-10 10 مايو 2021"});
  CHECK(days_of("1 يناير 2021، 2 يناير 2021.") == Days{"2021-01-01 1 يناير 2021", "2021-01-02 2 يناير 2021"});
  CHECK(days_of("القرار 12 31 ديسمبر 2021") == Days{"2021-12-31 31 ديسمبر 2021"});
}

}  // namespace diwan::text
