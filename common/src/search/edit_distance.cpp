// SPDX-License-Identifier: GPL-2.0-or-later
#include "search/edit_distance.hpp"

#include <algorithm>
#include <vector>

namespace diwan::search {
namespace {

/// Letters that are taken for each other: by sound or by their dots.
constexpr std::u32string_view alike[] = {U"ضظد", U"ذزد", U"ثست", U"قغك", U"صس", U"طت", U"جحخ", U"بتثن",
                                         U"فق",  U"رز",  U"عغ",  U"سش",  U"صض", U"طظ", U"هح",  U"ءا",
                                         U"ck",  U"sz",  U"iy",  U"vw",  U"فڤ", U"بپ", U"كگ",  U"جچ"};
constexpr std::u32string_view vowels = U"اوي";
constexpr double half = .5;

bool has(std::u32string_view letters, char32_t letter) { return letters.find(letter) != std::u32string_view::npos; }

double change(char32_t one, char32_t other) {
  if (one == other) return 0;
  const bool near =
      std::any_of(std::begin(alike), std::end(alike), [&](auto group) { return has(group, one) && has(group, other); });
  return near ? half : 1;
}

double addition(char32_t letter) { return has(vowels, letter) ? half : 1; }

}  // namespace

bool EditDistance::takes(std::u32string_view word) {
  return !word.empty() && word.size() <= longest &&
         std::all_of(word.begin(), word.end(), [](char32_t letter) { return letter < alphabet; });
}

EditDistance::EditDistance(std::u32string_view word) : length_(word.size()) {
  for (std::size_t i = 0; i < word.size(); ++i) places_[word[i]] |= std::uint64_t{1} << i;
}

std::size_t EditDistance::to(std::string_view other, std::size_t limit) const {
  constexpr unsigned char two_bytes = 0xC0, three_bytes = 0xE0, low = 0x3F, high = 0x1F;
  const std::uint64_t last = std::uint64_t{1} << (length_ - 1);
  std::uint64_t up = ~std::uint64_t{0}, down = 0;  // where the column rises and falls
  std::uint64_t diagonal = 0, places_before = 0;
  std::size_t distance = length_;
  for (std::size_t i = 0; i < other.size(); ++i) {
    char32_t letter = static_cast<unsigned char>(other[i]);
    if (letter >= three_bytes) return limit + 1;
    if (letter >= two_bytes && i + 1 < other.size()) {
      letter = (letter & high) << 6 | (static_cast<unsigned char>(other[++i]) & low);
    }
    if (letter >= alphabet) return limit + 1;
    const auto places = places_[letter];
    const auto swapped = ((~diagonal & places) << 1) & places_before;
    diagonal = (((places & up) + up) ^ up) | places | down | swapped;
    auto right_up = down | ~(diagonal | up);
    auto right_down = diagonal & up;
    if ((right_up & last) != 0) ++distance;
    if ((right_down & last) != 0) --distance;
    right_up = right_up << 1 | 1;
    right_down <<= 1;
    up = right_down | ~(diagonal | right_up);
    down = right_up & diagonal;
    places_before = places;
  }
  return std::min(distance, limit + 1);
}

double edit_cost(std::u32string_view word, std::u32string_view other) {
  std::vector<double> two_before, before(other.size() + 1), row(other.size() + 1);
  for (std::size_t j = 0; j < other.size(); ++j) before[j + 1] = before[j] + addition(other[j]);
  for (std::size_t i = 0; i < word.size(); ++i) {
    row[0] = before[0] + addition(word[i]);
    for (std::size_t j = 0; j < other.size(); ++j) {
      row[j + 1] = std::min(
          {before[j] + change(word[i], other[j]), before[j + 1] + addition(word[i]), row[j] + addition(other[j])});
      const bool swapped = i > 0 && j > 0 && word[i] == other[j - 1] && word[i - 1] == other[j];
      if (swapped) row[j + 1] = std::min(row[j + 1], two_before[j - 1] + 1);
    }
    two_before = before;
    std::swap(before, row);
  }
  return before.back();
}

}  // namespace diwan::search
