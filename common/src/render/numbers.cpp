// SPDX-License-Identifier: GPL-2.0-or-later
#include "render/numbers.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace diwan::rendering {

std::string decimal(std::uint64_t number) {
  std::array<char, 24> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number).ptr;
  return {buffer.data(), end};
}

std::string grouped(std::uint64_t number) {
  std::string digits = decimal(number);
  for (std::size_t place = digits.size(); place > 3;) {
    place -= 3;
    digits.insert(place, 1, ',');
  }
  return digits;
}

std::string fixed(double number, int decimals) {
  if (!std::isfinite(number)) number = 0;
  std::array<char, 400> buffer{};  // the largest double has 309 digits in front of the point
  const auto end =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, std::chars_format::fixed, decimals).ptr;
  return {buffer.data(), end};
}

std::string significant(double number) {
  constexpr int least = 6;
  constexpr int most = 60;
  int decimals = least;
  for (double size = std::fabs(number); size > 0 && size < 0.1 && decimals < most; size *= 10) ++decimals;
  return fixed(number, decimals);
}

}  // namespace diwan::rendering
