// SPDX-License-Identifier: GPL-2.0-or-later
#include "text/visual_order.hpp"

#include <unicode/normalizer2.h>
#include <unicode/ubidi.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>

#include "text/arabic_letters.hpp"
#include "text/classes.hpp"
#include "text/utf8.hpp"

namespace diwan::text {
namespace {

bool is_right_to_left(char32_t c) {
  const auto direction = u_charDirection(static_cast<UChar32>(c));
  return direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC;
}

bool is_left_to_right(char32_t c) { return u_charDirection(static_cast<UChar32>(c)) == U_LEFT_TO_RIGHT; }

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

/// One UTF-16 unit of the same direction.
char16_t stand_in(char32_t c) {
  if (c <= 0xFFFF && !U_IS_SURROGATE(c)) return static_cast<char16_t>(c);
  return is_right_to_left(c) ? u'\u05D0' : u'A';
}

/// Signs that count as Latin letters: all of a Latin word, and of a number with no more than a space between it and the
/// Latin word on its left.
std::u16string join_latin(std::u32string_view seen) {
  std::u16string units;
  for (const auto c : seen) units += stand_in(c);
  bool follows_latin = false;
  for (std::size_t begin = 0; begin < seen.size();) {
    auto end = begin;
    while (end < seen.size() && !is_white_space(seen[end]) && !is_right_to_left(seen[end])) ++end;
    const auto word = seen.substr(begin, end - begin);
    const bool is_latin = std::ranges::any_of(word, is_left_to_right);
    const bool is_number = !word.empty() && is_digit(word.front()) && begin > 0 && is_white_space(seen[begin - 1]);
    if (is_latin || (is_number && follows_latin)) {
      // Punctuation at its edges is that of the sentence.
      const auto is_inner = [](char32_t c) { return is_left_to_right(c) || is_digit(c); };
      auto first = begin;
      auto last = end;
      while (first < last && !is_inner(seen[first])) ++first;
      while (last > first && !is_inner(seen[last - 1])) --last;
      std::fill(units.begin() + static_cast<std::ptrdiff_t>(first), units.begin() + static_cast<std::ptrdiff_t>(last),
                u'A');
      if (is_number && follows_latin) units[begin - 1] = u'A';
    }
    follows_latin = is_latin && end > begin && (is_left_to_right(seen[end - 1]) || is_digit(seen[end - 1]));
    begin = end + 1;
  }
  return units;
}

struct CloseBidi {
  void operator()(UBiDi* bidi) const { ubidi_close(bidi); }
};

std::size_t count_misfits(std::u32string_view line, bool mirrored) {
  constexpr std::u32string_view openers = U"([{«";
  constexpr std::u32string_view closers = U")]}»";
  std::size_t misfits = 0;
  std::size_t open = 0;
  for (auto c : line) {
    if (mirrored) c = mirror_image(c);
    if (openers.find(c) != std::u32string_view::npos) {
      ++open;
    } else if (closers.find(c) != std::u32string_view::npos) {
      if (open == 0) {
        ++misfits;
      } else {
        --open;
      }
    }
  }
  return misfits + open;
}

}  // namespace

int right_to_left_surplus(std::string_view text) {
  int surplus = 0;
  for (std::size_t i = 0; i < text.size();) {
    const auto c = next_code_point(text, i);
    surplus += static_cast<int>(is_right_to_left(c)) - static_cast<int>(is_left_to_right(c));
  }
  return surplus;
}

char32_t first_strong(std::string_view text) {
  char32_t first = 0;
  for (std::size_t i = 0; i < text.size();) {
    const auto c = next_code_point(text, i);
    if (is_right_to_left(c) || is_left_to_right(c) || u_isdigit(static_cast<UChar32>(c)) != 0) return c;
    if (first == 0) first = c;
  }
  return first;
}

std::vector<ReadSign> reading_order(std::u32string_view seen, bool right_to_left) {
  std::vector<ReadSign> order;
  order.reserve(seen.size());
  if (!right_to_left && std::ranges::none_of(seen, is_right_to_left)) {
    for (std::size_t i = 0; i < seen.size(); ++i) order.push_back({i, false});
    return order;
  }
  const auto units = join_latin(seen);
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UBiDi, CloseBidi> bidi(ubidi_open());
  ubidi_setReorderingMode(bidi.get(), UBIDI_REORDER_INVERSE_LIKE_DIRECT);
  ubidi_setPara(bidi.get(), units.data(), static_cast<std::int32_t>(units.size()), right_to_left ? 1 : 0, nullptr,
                &status);
  const auto runs = ubidi_countRuns(bidi.get(), &status);
  if (U_FAILURE(status) != 0) {
    for (std::size_t i = 0; i < seen.size(); ++i) order.push_back({i, false});
    return order;
  }
  for (std::int32_t run = 0; run < runs; ++run) {
    std::int32_t start = 0;
    std::int32_t length = 0;
    const bool turned = ubidi_getVisualRun(bidi.get(), run, &start, &length) == UBIDI_RTL;
    for (std::int32_t i = 0; i < length; ++i)
      order.push_back({static_cast<std::size_t>(turned ? start + length - 1 - i : start + i), turned});
  }
  return order;
}

char32_t mirror_image(char32_t code_point) {
  return static_cast<char32_t>(u_charMirror(static_cast<UChar32>(code_point)));
}

bool faces_outwards(std::u32string_view line) { return count_misfits(line, true) < count_misfits(line, false); }

std::string plain_letters(std::string_view text) {
  constexpr char32_t ornate_begin = 0xFD3E;  // ornate brackets stand for nothing else
  constexpr char32_t ornate_end = 0xFD50;
  UErrorCode status = U_ZERO_ERROR;
  const auto* const nfkc = icu::Normalizer2::getNFKCInstance(status);
  std::string plain;
  plain.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const auto c = next_code_point(text, i);
    const bool is_form =
        ((c >= 0xFB50 && c < 0xFE00) || (c >= 0xFE70 && c < 0xFEFF)) && !(c >= ornate_begin && c < ornate_end);
    if (!is_form || U_FAILURE(status) != 0) {
      append_utf8(plain, c);
      continue;
    }
    auto parts = nfkc->normalize(icu::UnicodeString(static_cast<UChar32>(c)), status);
    const auto first = static_cast<char32_t>(parts.char32At(0));
    const bool carries_mark = parts.length() > 1 && (first == U' ' || first == letters::tatweel) &&
                              u_charType(parts.char32At(1)) == U_NON_SPACING_MARK;
    if (carries_mark) parts.remove(0, 1);
    parts.toUTF8String(plain);
  }
  return plain;
}

}  // namespace diwan::text
