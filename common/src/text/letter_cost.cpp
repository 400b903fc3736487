// SPDX-License-Identifier: GPL-2.0-or-later
#include "text/letter_cost.hpp"

#include <array>
#include <cstdint>

#include "text/letter_pairs.hpp"
#include "text/utf8.hpp"

namespace diwan::text {
namespace {

constexpr double foreign_cost = 20;  // what no Arabic text holds, or not there
constexpr double sign_cost = 6;      // digits, punctuation, the lengthening of a letter
constexpr double mark_cost = 4;      // a vowel where one can stand
constexpr double mixed_cost = 10;    // more, where a Latin letter touches an Arabic one
constexpr double relative_cost = 3;  // more, for a letter of Persian or Urdu

constexpr char32_t first_letter = 0x0620;
constexpr char32_t last_letter = 0x06D5;
constexpr std::uint8_t no_letter = 0xFF;

/// The place of each letter in paired_letters.
constexpr auto places = [] {
  std::array<std::uint8_t, last_letter - first_letter + 1> all{};
  all.fill(no_letter);
  for (std::size_t i = 1; i < paired_letters.size(); ++i) {
    all.at(paired_letters[i] - first_letter) = static_cast<std::uint8_t>(i);
  }
  return all;
}();

struct Relative {
  char32_t letter;
  char32_t looks_like;
};

constexpr Relative relatives[] = {
    {U'پ', U'ب'}, {U'چ', U'ج'}, {U'ژ', U'ز'}, {U'گ', U'ك'}, {U'ک', U'ك'}, {U'ی', U'ي'}, {U'ھ', U'ه'},
    {U'ہ', U'ه'}, {U'ے', U'ي'}, {U'ں', U'ن'}, {U'ٹ', U'ت'}, {U'ڈ', U'د'}, {U'ڑ', U'ر'},
};

std::uint8_t place_of(char32_t c) {
  return c >= first_letter && c <= last_letter ? places.at(c - first_letter) : no_letter;
}

double bits_of(std::uint8_t first, std::uint8_t second) {
  const char digit = letter_pairs[first][second];
  return digit <= '9' ? digit - '0' : digit - 'a' + 10;
}

bool is_ascii_letter(char32_t c) { return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z'); }

/// Signs that Arabic texts hold: marks and tatweel, digits, punctuation, no-break space, quotation marks, dashes.
bool is_everyday(char32_t c) {
  if ((c >= 0x064B && c <= 0x0652) || (c >= 0x0660 && c <= 0x066C) || (c >= 0x06F0 && c <= 0x06F9)) return true;
  for (const char32_t sign : {U'،', U'؛', U'؟', U'ـ', U'«', U'»', U'\u00A0', U'“', U'”', U'‘', U'’', U'…', U'•'}) {
    if (c == sign) return true;
  }
  return c == 0x2013 || c == 0x2014 || (c >= 0x200C && c <= 0x200F);
}

bool is_mark(char32_t c) { return c >= 0x064B && c <= 0x0652; }

bool is_nunation(char32_t c) { return c >= 0x064B && c <= 0x064D; }

/// Of a mark behind a letter; `mark_before` stands between the two, or is 0.
double cost_of_mark(char32_t mark, char32_t mark_before) {
  constexpr char32_t shadda = 0x0651;
  const bool can_stand = mark_before == 0 || ((mark == shadda) != (mark_before == shadda));
  return can_stand ? mark_cost : foreign_cost;
}

/// Of a letter behind another, the mark of which may be 0. Nunation ends words; an alif may follow that of the
/// accusative.
double cost_of_letter(std::uint8_t before, char32_t mark_before, std::uint8_t place) {
  const bool is_seat = place == place_of(U'ا') || place == place_of(U'ى');
  const bool ended = is_nunation(mark_before) && !(mark_before == 0x064B && is_seat);
  return ended ? foreign_cost : bits_of(before, place);
}

}  // namespace

LetterCost letter_cost(std::string_view text) {
  constexpr std::uint8_t border = 0;
  LetterCost cost;
  std::uint8_t before = border;
  char32_t mark_before = 0;
  bool is_behind_latin = false;
  const auto end_word = [&] {
    if (before != border) cost.bits += bits_of(before, border);
    before = border;
    mark_before = 0;
  };
  for (std::size_t at = 0; at < text.size();) {
    const auto c = next_code_point(text, at);
    if (c < 0x80) {
      if (before != border && is_ascii_letter(c)) cost.bits += mixed_cost;
      end_word();
      is_behind_latin = is_ascii_letter(c);
      continue;
    }
    ++cost.signs;
    auto place = place_of(c);
    for (const auto& relative : relatives) {
      if (c != relative.letter) continue;
      place = place_of(relative.looks_like);
      cost.bits += relative_cost;
    }
    if (place != no_letter) {
      cost.bits += cost_of_letter(before, mark_before, place) + (is_behind_latin ? mixed_cost : 0);
      before = place;
      mark_before = 0;
    } else if (is_mark(c) && before != border) {
      cost.bits += cost_of_mark(c, mark_before);
      mark_before = c;
    } else if (c == U'ـ' && before != border) {
      cost.bits += sign_cost;
    } else {
      cost.bits += is_everyday(c) && !is_mark(c) ? sign_cost : foreign_cost;
      end_word();
    }
    is_behind_latin = false;
  }
  end_word();
  return cost;
}

}  // namespace diwan::text
