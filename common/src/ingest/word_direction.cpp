// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/word_direction.hpp"

#include "text/arabic_letters.hpp"
#include "text/classes.hpp"
#include "text/utf8.hpp"
#include "text/visual_order.hpp"

#include <cstddef>

namespace diwan::ingest {
namespace {

using namespace text::letters;

bool is_letter(char32_t c) { return text::right_to_left_surplus(text::utf8({&c, 1})) > 0; }

struct Signs {
  int forwards = 0;
  int backwards = 0;
};

void weigh(std::u32string_view word, Signs& signs) {
  constexpr std::size_t shortest = 4;  // ألا, إلا, فلا are words
  if (word.size() < shortest) return;
  const auto only_last = [](char32_t c) { return c == ta_marbuta || c == alef_maqsura; };
  if (word.starts_with(U"ال") || only_last(word.back())) ++signs.forwards;
  if (word.ends_with(U"لا") || only_last(word.front())) ++signs.backwards;
}

}  // namespace

bool is_spelled_backwards(std::string_view text) {
  Signs signs;
  std::u32string word;
  for (std::size_t i = 0; i < text.size();) {
    const auto c = text::next_code_point(text, i);
    if (text::is_arabic_mark(c)) continue;
    if (is_letter(c)) {
      word += c;
      continue;
    }
    weigh(word, signs);
    word.clear();
  }
  weigh(word, signs);
  constexpr int enough = 2;
  constexpr int clearly = 3;  // مثلا and خاصة stand in any text
  return signs.backwards >= enough && signs.backwards > clearly * signs.forwards;
}

std::string turn_words(std::string_view text) {
  std::string turned;
  std::string word;
  std::string letter;
  for (std::size_t i = 0; i < text.size();) {
    const auto begin = i;
    const auto c = text::next_code_point(text, i);
    const auto sign = text.substr(begin, i - begin);
    if (text::is_arabic_mark(c) && !letter.empty()) {
      letter += sign;
      continue;
    }
    word.insert(0, letter);
    letter.clear();
    if (is_letter(c)) {
      letter = sign;
      continue;
    }
    turned += word;
    turned += sign;
    word.clear();
  }
  return turned + letter + word;
}

}  // namespace diwan::ingest
