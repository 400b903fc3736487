// SPDX-License-Identifier: GPL-2.0-or-later
#include <diwan/date.hpp>

#include <array>
#include <cstdio>

namespace diwan {
namespace {

constexpr bool is_leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

constexpr int days_in(int year, int month) {
  constexpr std::array days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : days.at(static_cast<std::size_t>(month - 1));
}

std::optional<Date> checked(Date date) {
  const bool exists = date.year >= 1 && date.month >= 1 && date.month <= 12 && date.day >= 1 &&
                      date.day <= days_in(date.year, date.month);
  return exists ? std::optional(date) : std::nullopt;
}

/// Reads digits of the three scripts from the front of a text.
class DigitReader {
 public:
  explicit DigitReader(std::string_view rest) : rest_(rest) {}

  std::optional<int> number(int digits) {
    int value = 0;
    for (; digits > 0; --digits) {
      const auto digit = next_digit();
      if (!digit) return std::nullopt;
      value = value * 10 + *digit;
    }
    return value;
  }

  bool take(char sign) {
    if (rest_.empty() || rest_.front() != sign) return false;
    rest_.remove_prefix(1);
    return true;
  }

  std::string_view rest() const { return rest_; }

 private:
  std::optional<int> next_digit() {
    // UTF-8: U+0660..U+0669 are D9 A0..A9 (Arabic-Indic), U+06F0..U+06F9 are DB B0..B9 (Persian).
    if (rest_.empty()) return std::nullopt;
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(rest_[i]); };
    if (byte(0) >= '0' && byte(0) <= '9') {
      const int digit = byte(0) - '0';
      rest_.remove_prefix(1);
      return digit;
    }
    if (rest_.size() < 2) return std::nullopt;
    const int zero = byte(0) == 0xD9 ? 0xA0 : byte(0) == 0xDB ? 0xB0 : 0x100;
    const int digit = byte(1) - zero;
    if (digit < 0 || digit > 9) return std::nullopt;
    rest_.remove_prefix(2);
    return digit;
  }

  std::string_view rest_;
};

}  // namespace

std::optional<Date> parse_iso_date(std::string_view text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) > 0x7F) return std::nullopt;
  }
  return text.size() == 10 && text[4] == '-' ? parse_date_stamp(text) : std::nullopt;
}

std::optional<Date> parse_date_stamp(std::string_view text) {
  DigitReader reader(text);
  const auto year = reader.number(4);
  if (!year) return std::nullopt;
  const char separator = reader.take('-') ? '-' : reader.take('/') ? '/' : '\0';
  const auto month = reader.number(2);
  if (!month || (separator != '\0' && !reader.take(separator))) return std::nullopt;
  const auto day = reader.number(2);
  if (!day) return std::nullopt;
  const auto rest = reader.rest();
  if (!rest.empty() && rest.front() != 'T' && rest.front() != ' ') return std::nullopt;
  return checked({*year, *month, *day});
}

std::string to_string(const Date& date) {
  std::array<char, 40> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%04d-%02d-%02d", date.year, date.month, date.day);
  return buffer.data();
}

}  // namespace diwan
