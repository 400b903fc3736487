// SPDX-License-Identifier: GPL-2.0-or-later
#include "text/calendar_months.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace diwan::text {
namespace {

constexpr Month gregorian(std::uint8_t number) { return {Month::Calendar::gregorian, number}; }
constexpr Month hijri(std::uint8_t number) { return {Month::Calendar::hijri, number}; }

// Folded spellings (docs/analysis.md): أ إ آ are ا, ى is ي, ة is ه, é is e.
constexpr MonthName names[] = {
    {"كانون", "الثاني", gregorian(1)},
    {"كانون", "ثاني", gregorian(1)},
    {"كانون", "ثان", gregorian(1)},
    {"يناير", "", gregorian(1)},
    {"جانفي", "", gregorian(1)},
    {"january", "", gregorian(1)},
    {"jan", "", gregorian(1)},
    {"janvier", "", gregorian(1)},
    {"janv", "", gregorian(1)},
    {"شباط", "", gregorian(2)},
    {"فبراير", "", gregorian(2)},
    {"فيفري", "", gregorian(2)},
    {"february", "", gregorian(2)},
    {"feb", "", gregorian(2)},
    {"fevrier", "", gregorian(2)},
    {"fevr", "", gregorian(2)},
    {"fev", "", gregorian(2)},
    {"اذار", "", gregorian(3)},
    {"مارس", "", gregorian(3)},
    {"march", "", gregorian(3)},
    {"mar", "", gregorian(3)},
    {"mars", "", gregorian(3)},
    {"نيسان", "", gregorian(4)},
    {"ابريل", "", gregorian(4)},
    {"افريل", "", gregorian(4)},
    {"april", "", gregorian(4)},
    {"apr", "", gregorian(4)},
    {"avril", "", gregorian(4)},
    {"avr", "", gregorian(4)},
    {"ايار", "", gregorian(5)},
    {"مايو", "", gregorian(5)},
    {"ماي", "", gregorian(5)},
    {"may", "", gregorian(5)},
    {"mai", "", gregorian(5)},
    {"حزيران", "", gregorian(6)},
    {"يونيو", "", gregorian(6)},
    {"يونيه", "", gregorian(6)},
    {"جوان", "", gregorian(6)},
    {"june", "", gregorian(6)},
    {"jun", "", gregorian(6)},
    {"juin", "", gregorian(6)},
    {"تموز", "", gregorian(7)},
    {"يوليو", "", gregorian(7)},
    {"يوليه", "", gregorian(7)},
    {"جويليه", "", gregorian(7)},
    {"يوليوز", "", gregorian(7)},
    {"july", "", gregorian(7)},
    {"jul", "", gregorian(7)},
    {"juillet", "", gregorian(7)},
    {"juil", "", gregorian(7)},
    {"اب", "", gregorian(8)},
    {"اغسطس", "", gregorian(8)},
    {"اوت", "", gregorian(8)},
    {"غشت", "", gregorian(8)},
    {"اغشت", "", gregorian(8)},
    {"august", "", gregorian(8)},
    {"aug", "", gregorian(8)},
    {"aout", "", gregorian(8)},
    {"ايلول", "", gregorian(9)},
    {"سبتمبر", "", gregorian(9)},
    {"شتنبر", "", gregorian(9)},
    {"شتمبر", "", gregorian(9)},
    {"september", "", gregorian(9)},
    {"sept", "", gregorian(9)},
    {"sep", "", gregorian(9)},
    {"septembre", "", gregorian(9)},
    {"تشرين", "الاول", gregorian(10)},
    {"تشرين", "اول", gregorian(10)},
    {"اكتوبر", "", gregorian(10)},
    {"اوكتوبر", "", gregorian(10)},
    {"october", "", gregorian(10)},
    {"oct", "", gregorian(10)},
    {"octobre", "", gregorian(10)},
    {"تشرين", "الثاني", gregorian(11)},
    {"تشرين", "ثاني", gregorian(11)},
    {"تشرين", "ثان", gregorian(11)},
    {"نوفمبر", "", gregorian(11)},
    {"نونبر", "", gregorian(11)},
    {"november", "", gregorian(11)},
    {"nov", "", gregorian(11)},
    {"novembre", "", gregorian(11)},
    {"كانون", "الاول", gregorian(12)},
    {"كانون", "اول", gregorian(12)},
    {"ديسمبر", "", gregorian(12)},
    {"دجنبر", "", gregorian(12)},
    {"دجمبر", "", gregorian(12)},
    {"december", "", gregorian(12)},
    {"dec", "", gregorian(12)},
    {"decembre", "", gregorian(12)},
    {"محرم", "", hijri(1)},
    {"المحرم", "", hijri(1)},
    {"محرم", "الحرام", hijri(1)},
    {"صفر", "", hijri(2)},
    {"صفر", "الخير", hijri(2)},
    {"ربيع", "الاول", hijri(3)},
    {"ربيع", "اول", hijri(3)},
    {"ربيع", "الاخر", hijri(4)},
    {"ربيع", "الثاني", hijri(4)},
    {"ربيع", "اخر", hijri(4)},
    {"ربيع", "ثاني", hijri(4)},
    {"ربيع", "ثان", hijri(4)},
    {"جمادي", "الاولي", hijri(5)},
    {"جمادي", "الاول", hijri(5)},
    {"جماد", "الاول", hijri(5)},
    {"جماد", "اول", hijri(5)},
    {"جمادي", "الاخره", hijri(6)},
    {"جمادي", "الثانيه", hijri(6)},
    {"جمادي", "الاخر", hijri(6)},
    {"جمادي", "الثاني", hijri(6)},
    {"جماد", "الاخر", hijri(6)},
    {"جماد", "الثاني", hijri(6)},
    {"جماد", "ثاني", hijri(6)},
    {"رجب", "", hijri(7)},
    {"شعبان", "", hijri(8)},
    {"رمضان", "", hijri(9)},
    {"رمضان", "المبارك", hijri(9)},
    {"شوال", "", hijri(10)},
    {"ذو", "القعده", hijri(11)},
    {"ذي", "القعده", hijri(11)},
    {"ذو", "قعده", hijri(11)},
    {"ذي", "قعده", hijri(11)},
    {"ذوالقعده", "", hijri(11)},
    {"ذو", "الحجه", hijri(12)},
    {"ذي", "الحجه", hijri(12)},
    {"ذو", "حجه", hijri(12)},
    {"ذي", "حجه", hijri(12)},
    {"ذوالحجه", "", hijri(12)},
};

constexpr std::size_t name_count = std::size(names);

/// A word's number says where the table has it first: 1 + 2 * row, and one more in the second place.
constexpr std::uint16_t first_place(std::string_view word) {
  if (word.empty()) return 0;
  for (std::size_t row = 0; row < name_count; ++row) {
    if (names[row].first == word) return static_cast<std::uint16_t>(1 + 2 * row);
    if (names[row].second == word) return static_cast<std::uint16_t>(2 + 2 * row);
  }
  return 0;
}

struct NumberedName {
  std::uint16_t first = 0;
  std::uint16_t second = 0;
};

constexpr auto numbered = [] {
  std::array<NumberedName, name_count> all{};
  for (std::size_t row = 0; row < name_count; ++row) {
    all[row] = {first_place(names[row].first), first_place(names[row].second)};
  }
  return all;
}();

/// Turns nearly every other word away before the table is read: indexing asks for each word that it has not met.
constexpr std::size_t filter_size = 1024;

constexpr std::size_t filter_place(std::string_view word) {
  const auto byte = [&](std::size_t at) { return static_cast<std::size_t>(static_cast<unsigned char>(word[at])); };
  return (word.size() * 131 + byte(word.size() - 1) * 7 + byte(word.size() / 2)) % filter_size;
}

constexpr auto filter = [] {
  std::array<bool, filter_size> maybe{};
  for (const auto& name : names) {
    for (const auto word : {name.first, name.second}) {
      if (!word.empty()) maybe[filter_place(word)] = true;
    }
  }
  return maybe;
}();

}  // namespace

std::span<const MonthName> month_names() { return names; }

std::uint16_t month_word(std::string_view key) {
  return !key.empty() && filter[filter_place(key)] ? first_place(key) : std::uint16_t{0};
}

std::optional<Month> month_of(std::uint16_t first, std::uint16_t second) {
  const auto found = std::find_if(numbered.begin(), numbered.end(), [&](const NumberedName& name) {
    return name.first == first && name.second == second;
  });
  if (found == numbered.end()) return std::nullopt;
  return names[found - numbered.begin()].month;
}

}  // namespace diwan::text
