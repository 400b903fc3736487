// SPDX-License-Identifier: GPL-2.0-or-later
#include "text/foreign_months.hpp"

#include <unicode/dtfmtsym.h>
#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>

#include "text/calendar_months.hpp"
#include "text/fold.hpp"
#include "text/word_break.hpp"

namespace diwan::text {
namespace {

using Words = std::map<std::string, std::uint16_t, std::less<>>;

struct Calendar {
  const char* language;
  const char* type;
  Month::Calendar ours;
};

// Where two languages call different months by one word, the first has it.
constexpr Calendar calendars[] = {
    {"fa", "gregorian", Month::Calendar::gregorian}, {"ur", "gregorian", Month::Calendar::gregorian},
    {"ps", "gregorian", Month::Calendar::gregorian}, {"tr", "gregorian", Month::Calendar::gregorian},
    {"es", "gregorian", Month::Calendar::gregorian}, {"ru", "gregorian", Month::Calendar::gregorian},
    {"de", "gregorian", Month::Calendar::gregorian}, {"it", "gregorian", Month::Calendar::gregorian},
    {"pt", "gregorian", Month::Calendar::gregorian}, {"nl", "gregorian", Month::Calendar::gregorian},
    {"he", "gregorian", Month::Calendar::gregorian}, {"id", "gregorian", Month::Calendar::gregorian},
    {"en", "islamic", Month::Calendar::hijri},       {"fa", "islamic", Month::Calendar::hijri},
    {"ur", "islamic", Month::Calendar::hijri},
};

struct RegionalName {
  std::string_view folded;
  std::uint8_t month;
};

// What ICU lacks: Iraq, an old spelling, and Libya from 1979 to 2011 (its January is أي النار).
constexpr RegionalName regional_names[] = {
    {"مايس", 5},    {"مارت", 3},   {"اغسطوس", 8},  {"النار", 1},  {"النوار", 2},
    {"الربيع", 3},  {"الطير", 4},  {"الماء", 5},   {"الصيف", 6},  {"ناصر", 7},
    {"هانيبال", 8}, {"الفاتح", 9}, {"التمور", 10}, {"الحرث", 11}, {"الكانون", 12},
};

/// The number of a name of one word that the table of all months has.
std::uint16_t word_of(const Month& month) {
  for (const auto& name : month_names()) {
    if (name.month == month && name.second.empty()) return month_word(name.first);
  }
  return 0;  // months that only have names of two words
}

void add_names(Words& words, const Calendar& calendar, const icu::UnicodeString* names, std::int32_t count) {
  for (std::int32_t number = 0; number < count; ++number) {
    std::string name;
    names[number].toUTF8String(name);
    const auto segments = break_words(name);
    // One word, and perhaps the stop of an abbreviation.
    if (std::ranges::count(segments, true, &Segment::word) != 1 || !segments.front().word) continue;
    auto folded = fold(std::string_view(name).substr(0, segments.front().end));
    const bool has_digit = folded.find_first_of("0123456789") != std::string::npos;
    const auto word = word_of({calendar.ours, static_cast<std::uint8_t>(number + 1)});
    if (!has_digit && word != 0 && month_word(folded) == 0) words.emplace(std::move(folded), word);
  }
}

Words read_words() {
  Words words;
  for (const auto& name : regional_names) words.emplace(name.folded, word_of({Month::Calendar::gregorian, name.month}));
  for (const auto& calendar : calendars) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::DateFormatSymbols symbols(icu::Locale(calendar.language), calendar.type, status);
    if (U_FAILURE(status) != 0) continue;
    for (const auto use : {icu::DateFormatSymbols::FORMAT, icu::DateFormatSymbols::STANDALONE}) {
      for (const auto width : {icu::DateFormatSymbols::WIDE, icu::DateFormatSymbols::ABBREVIATED}) {
        std::int32_t count = 0;
        const auto* const names = symbols.getMonths(count, use, width);
        add_names(words, calendar, names, std::min(count, 12));
      }
    }
  }
  return words;
}

}  // namespace

std::uint16_t foreign_month_word(std::string_view folded) {
  static const Words words = read_words();
  const auto found = words.find(folded);
  return found == words.end() ? std::uint16_t{0} : found->second;
}

}  // namespace diwan::text
