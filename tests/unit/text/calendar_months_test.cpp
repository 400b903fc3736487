// SPDX-License-Identifier: GPL-2.0-or-later
#include "text/calendar_months.hpp"

#include <unicode/dtfmtsym.h>
#include <unicode/smpdtfmt.h>
#include <unicode/unistr.h>

#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "text/fold.hpp"
#include "text/word_break.hpp"

namespace diwan::text {
namespace {

/// The month that a text of one or two words is the name of, as an index or query would find it.
std::optional<Month> month_called(const std::string& text) {
  std::vector<std::uint16_t> words;
  for (const auto& segment : break_words(text)) {
    if (!segment.word) continue;
    words.push_back(month_word(fold(std::string_view(text).substr(segment.begin, segment.end - segment.begin))));
  }
  words.resize(2);
  return month_of(words[0], words[1]);
}

}  // namespace

TEST_CASE("the names of months are folded, and each names one month") {
  std::set<std::pair<std::string_view, std::string_view>> seen;
  for (const auto& name : month_names()) {
    INFO(name.first << " " << name.second);
    for (const auto word : {name.first, name.second}) CHECK(fold_seats(fold(word)) == word);
    CHECK(seen.emplace(name.first, name.second).second);
    CHECK(month_of(month_word(name.first), month_word(name.second)) == name.month);
  }
}

TEST_CASE("every name that ICU has for a month is known") {
  struct Calendars {
    const char* locale;
    const char* calendar;
    Month::Calendar ours;
  };
  std::vector<Calendars> all;
  for (const auto* locale :
       {"ar", "ar_EG", "ar_SA", "ar_SY", "ar_LB", "ar_IQ", "ar_JO", "ar_PS", "ar_DZ", "ar_TN", "ar_MA", "ar_MR"}) {
    all.push_back({locale, "gregorian", Month::Calendar::gregorian});
    all.push_back({locale, "islamic-umalqura", Month::Calendar::hijri});
  }
  for (const auto* locale : {"en", "fr"}) all.push_back({locale, "gregorian", Month::Calendar::gregorian});

  for (const auto& each : all) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Locale locale((std::string(each.locale) + "@calendar=" + each.calendar).c_str());
    const icu::SimpleDateFormat format(u"LLLL", locale, status);
    REQUIRE(U_SUCCESS(status));
    const auto* symbols = format.getDateFormatSymbols();
    for (const auto use : {icu::DateFormatSymbols::FORMAT, icu::DateFormatSymbols::STANDALONE}) {
      for (const auto width : {icu::DateFormatSymbols::WIDE, icu::DateFormatSymbols::ABBREVIATED}) {
        std::int32_t count = 0;
        const auto* names = symbols->getMonths(count, use, width);
        REQUIRE(count == 12);
        for (std::int32_t month = 0; month < count; ++month) {
          std::string name;
          names[month].toUTF8String(name);
          INFO(each.locale << " " << each.calendar << ": " << name);
          CHECK(month_called(name) == Month{each.ours, static_cast<std::uint8_t>(month + 1)});
        }
      }
    }
  }
}

TEST_CASE("names of months as people write them") {
  struct Row {
    const char* name;
    std::optional<Month> month;
    const char* reason;
  };
  constexpr auto gregorian = Month::Calendar::gregorian;
  constexpr auto hijri = Month::Calendar::hijri;
  const Row rows[] = {
      {"إبريل", Month{gregorian, 4}, "hamza below"},
      {"ابريل", Month{gregorian, 4}, "no hamza"},
      {"آب", Month{gregorian, 8}, "alef with madda"},
      {"دِيسَمْبِر", Month{gregorian, 12}, "marks"},
      {"ديـسمبـر", Month{gregorian, 12}, "tatweel"},
      {"ﺩﻳﺴﻤﺒﺮ", Month{gregorian, 12}, "presentation forms"},
      {"مای", Month{gregorian, 5}, "Persian ya"},
      {"كانون ثاني", Month{gregorian, 1}, "without the article"},
      {"تشرين أول", Month{gregorian, 10}, "without the article"},
      {"کانون الأوّل", Month{gregorian, 12}, "Persian kaf and shadda"},
      {"يوليه", Month{gregorian, 7}, "Egypt"},
      {"يوليوز", Month{gregorian, 7}, "Morocco"},
      {"غشت", Month{gregorian, 8}, "Morocco"},
      {"جويلية", Month{gregorian, 7}, "Algeria"},
      {"DÉCEMBRE", Month{gregorian, 12}, "capitals and an accent"},
      {"fevrier", Month{gregorian, 2}, "without its accent"},
      {"ذي الحجة", Month{hijri, 12}, "the genitive"},
      {"ذو القعدة", Month{hijri, 11}, "the nominative"},
      {"جمادى الثانية", Month{hijri, 6}, "the other name of جمادى الآخرة"},
      {"ربيع الثاني", Month{hijri, 4}, "the other name of ربيع الآخر"},
      {"كانون", std::nullopt, "half a name: a stove"},
      {"الأول", std::nullopt, "half a name"},
      {"الأول كانون", std::nullopt, "the other way round"},
      {"ديسمبر ديسمبر", std::nullopt, "twice is no name"},
      {"وديسمبر", std::nullopt, "with a conjunction it stands for no day of its own"},
      {"ربيع", std::nullopt, "spring"},
      {"", std::nullopt, "nothing"},
  };
  for (const auto& row : rows) {
    INFO(row.name << ": " << row.reason);
    CHECK(month_called(row.name) == row.month);
  }
}

}  // namespace diwan::text
