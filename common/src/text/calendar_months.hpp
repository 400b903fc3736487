// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace diwan::text {

/// A month of a year. A plain value.
struct Month {
  enum class Calendar : std::uint8_t { gregorian, hijri };

  Calendar calendar = Calendar::gregorian;
  std::uint8_t number = 0;  ///< 1 is January or Muharram

  bool operator==(const Month&) const = default;
};

/// One name of a month: one word, or two.
struct MonthName {
  std::string_view first;   ///< folded, without regard to the seat of a hamza
  std::string_view second;  ///< likewise; empty in a name of one word
  Month month;
};

/// Every name there is: of the Levant and Iraq, Egypt and the Gulf, Algeria and Tunisia, Morocco and Mauritania, the
/// Hijri months, English and French with their abbreviations.
std::span<const MonthName> month_names();

/// A number for a word that names of months have, by which month_of() knows it: from 1; 0 for any other word.
/// `key` is folded, without regard to the seat of a hamza.
std::uint16_t month_word(std::string_view key);

/// The month that is called by these words of month_word(); `second` is 0 for a name of one word.
std::optional<Month> month_of(std::uint16_t first, std::uint16_t second);

}  // namespace diwan::text
