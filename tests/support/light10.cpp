// SPDX-License-Identifier: GPL-2.0-or-later
#include "support/light10.hpp"

#include <cstddef>

#include "text/arabic_letters.hpp"
#include "text/utf8.hpp"

namespace diwan::test {
namespace {

using namespace text::letters;

constexpr std::u32string_view prefixes[] = {U"ال", U"وال", U"بال", U"كال", U"فال", U"لل", U"و"};
constexpr std::u32string_view suffixes[] = {U"ها", U"ان", U"ات", U"ون", U"ين", U"يه", U"ية", U"ه", U"ة", U"ي"};
constexpr std::size_t shortest_rest = 2;
constexpr std::size_t shortest_rest_behind_waw = 3;

constexpr char32_t fathatan = 0x064B;
constexpr char32_t sukun = 0x0652;

std::u32string normalized(std::string_view word) {
  std::u32string letters;
  for (std::size_t i = 0; i < word.size();) {
    const auto letter = text::next_code_point(word, i);
    if (letter == tatweel || (letter >= fathatan && letter <= sukun)) continue;
    if (letter == alef_madda || letter == alef_hamza || letter == alef_hamza_below) {
      letters += alef;
    } else if (letter == alef_maqsura) {
      letters += ya;
    } else if (letter == ta_marbuta) {
      letters += ha;
    } else {
      letters += letter;
    }
  }
  return letters;
}

}  // namespace

std::string light10_stem(std::string_view word) {
  auto letters = normalized(word);
  for (const auto prefix : prefixes) {
    const auto rest = prefix.size() == 1 ? shortest_rest_behind_waw : shortest_rest;
    if (letters.size() < prefix.size() + rest || !letters.starts_with(prefix)) continue;
    letters.erase(0, prefix.size());
    break;
  }
  for (const auto suffix : suffixes) {
    if (letters.size() < suffix.size() + shortest_rest || !letters.ends_with(suffix)) continue;
    letters.resize(letters.size() - suffix.size());
  }
  std::string stem;
  for (const auto letter : letters) text::append_utf8(stem, letter);
  return stem;
}

}  // namespace diwan::test
