// SPDX-License-Identifier: GPL-2.0-or-later
#include "text/fold.hpp"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <iterator>

#include "text/arabic_letters.hpp"
#include "text/utf8.hpp"

namespace diwan::text {
namespace {

using namespace letters;

constexpr char32_t gone = 0;

constexpr FoldRule rules[] = {
    {0x0451, 0x0451, 0x0435, "Cyrillic ё"},
    {0x0610, 0x061A, gone, "honorifics and Quranic signs"},
    {0x061C, 0x061C, gone, "Arabic letter mark"},
    {0x0620, 0x0620, ya, "Kashmiri ya"},
    {alef_madda, alef_hamza, alef, "alef with madda or hamza"},
    {alef_hamza_below, alef_hamza_below, alef, "alef with hamza below"},
    {ta_marbuta, ta_marbuta, ha, "ta marbuta"},
    {0x063B, 0x063C, kaf, "kaf with dots"},
    {0x063D, 0x063F, ya, "Persian ya with signs"},
    {tatweel, tatweel, gone, "tatweel"},
    {alef_maqsura, alef_maqsura, ya, "alef maqsura"},
    {0x064B, 0x0653, gone, "harakat, shadda, sukun, madda"},
    {0x0655, 0x065F, gone, "hamza below and other marks"},
    {0x0670, 0x0670, gone, "superscript alef"},
    {0x0671, 0x0673, alef, "alef wasla, alef with wavy hamza"},
    {0x06A9, 0x06AA, kaf, "Persian kaf, swash kaf"},
    {0x06BE, 0x06BE, ha, "ha of two eyes"},
    {0x06C0, 0x06C3, ha, "ha with hamza, ha goal, ta marbuta goal"},
    {0x06CC, 0x06CE, ya, "Persian ya, ya with tail, Kurdish ya"},
    {0x06D0, 0x06D0, ya, "Pashto and Uyghur e"},
    {0x06D2, 0x06D2, ya, "Urdu ya barree"},
    {0x06D3, 0x06D3, ya_hamza, "Urdu ya barree with hamza"},
    {0x06D5, 0x06D5, ha, "Kurdish and Uyghur ae"},
    {0x06D6, 0x06DC, gone, "Quranic signs"},
    {0x06DF, 0x06E8, gone, "Quranic signs, small waw and ya"},
    {0x06EA, 0x06ED, gone, "Quranic signs"},
    {0x0870, 0x0882, alef, "alef with attached marks"},
    {0x0883, 0x0885, gone, "tatweel with marks"},
    {0x0898, 0x089F, gone, "Quranic signs"},
    {0x08CA, 0x08E1, gone, "Quranic signs"},
    {0x08E3, 0x08FF, gone, "Quranic signs, harakat of other languages"},
    {0xFE73, 0xFE73, gone, "tail fragment"},
};

struct SeatRule {
  char32_t seat;
  char32_t with_hamza;
};

constexpr SeatRule seat_rules[] = {{waw, waw_hamza}, {ya, ya_hamza}};
constexpr char32_t hamza_above = 0x0654;
constexpr char32_t high_hamza = 0x0674;  // what NFKC makes of ٵ ٶ ٸ

constexpr char32_t arabic_begin = 0x0600;
constexpr char32_t arabic_end = 0x0700;
constexpr char32_t arabic_compatibility_begin = 0x0675;  // U+0675 to U+0678 are the only ones of the block that NFKC
constexpr char32_t arabic_compatibility_end = 0x0679;    // changes

/// Presentation forms that NFKC spells as a space and a mark.
constexpr bool is_spaced_mark(char32_t c) {
  return (c >= 0xFC5E && c <= 0xFC63) || (c >= 0xFE70 && c <= 0xFE7E && c % 2 == 0);
}

constexpr char32_t fold_by_rules(char32_t c) {
  for (const auto& rule : rules) {
    if (c < rule.first) break;
    if (c <= rule.last) return rule.to;
  }
  return c;
}

constexpr auto arabic_folds = [] {
  std::array<char16_t, arabic_end - arabic_begin> folds{};
  for (char32_t c = arabic_begin; c < arabic_end; ++c) {
    folds[c - arabic_begin] = static_cast<char16_t>(fold_by_rules(c));
  }
  return folds;
}();

const icu::Normalizer2& nfkc_casefold() {
  UErrorCode status = U_ZERO_ERROR;
  const auto* normalizer = icu::Normalizer2::getNFKCCasefoldInstance(status);
  assert(U_SUCCESS(status));
  return *normalizer;
}

bool is_combining_accent(UChar32 c) {
  switch (ublock_getCode(c)) {
    case UBLOCK_COMBINING_DIACRITICAL_MARKS:
    case UBLOCK_COMBINING_DIACRITICAL_MARKS_EXTENDED:
    case UBLOCK_COMBINING_DIACRITICAL_MARKS_SUPPLEMENT:
    case UBLOCK_COMBINING_MARKS_FOR_SYMBOLS:
      return true;
    default:
      return false;
  }
}

/// é becomes e. Not й or the kana with their voicing: there the mark makes another letter.
char32_t without_accent(UChar32 c) {
  if (is_combining_accent(c)) return gone;
  UErrorCode status = U_ZERO_ERROR;
  const auto script = uscript_getScript(c, &status);
  icu::UnicodeString parts;
  if ((script == USCRIPT_LATIN || script == USCRIPT_GREEK) && nfkc_casefold().getDecomposition(c, parts) != 0) {
    return static_cast<char32_t>(parts.char32At(0));
  }
  return static_cast<char32_t>(c);
}

char32_t fold_other(char32_t code_point) {
  const auto c = static_cast<UChar32>(code_point);
  if (u_isdigit(c) != 0) return U'0' + static_cast<char32_t>(u_charDigitValue(c));
  const char32_t folded = fold_by_rules(code_point);
  return folded == code_point ? without_accent(c) : folded;
}

/// Rules 1 to 4 over a normalised text.
std::string fold_normalized(std::string_view text) {
  std::string folded;
  folded.reserve(text.size());
  char32_t last = 0;
  std::size_t last_begin = 0;
  for (std::size_t i = 0; i < text.size();) {
    char32_t c = next_code_point(text, i);
    if (c == hamza_above || c == high_hamza) {
      for (const auto& rule : seat_rules) {
        if (rule.seat != last) continue;
        folded.resize(last_begin);
        last = rule.with_hamza;
        append_utf8(folded, last);
        break;
      }
      continue;
    }
    if (c >= 0x0660 && c <= 0x0669) {
      c = U'0' + (c - 0x0660);
    } else if (c >= 0x06F0 && c <= 0x06F9) {
      c = U'0' + (c - 0x06F0);
    } else if (c >= arabic_begin && c < arabic_end) {
      c = arabic_folds[c - arabic_begin];
    } else if (c >= 0x80) {
      c = fold_other(c);
    }
    if (c == gone) continue;
    last = c;
    last_begin = folded.size();
    append_utf8(folded, c);
  }
  return folded;
}

}  // namespace

std::span<const FoldRule> fold_rules() { return rules; }

bool is_plain(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x80) {
      if (byte == 0 || (byte >= 'A' && byte <= 'Z')) return false;
      ++i;
      continue;
    }
    const char32_t c = next_code_point(text, i);
    if (c < arabic_begin || c >= arabic_end) return false;
    if (c >= arabic_compatibility_begin && c < arabic_compatibility_end) return false;
  }
  return true;
}

std::string normalize(std::string_view text) {
  std::string bare;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t begin = i;
    if (!is_spaced_mark(next_code_point(text, i))) bare.append(text.substr(begin, i - begin));
  }
  std::string normalized;
  icu::StringByteSink<std::string> sink(&normalized);
  UErrorCode status = U_ZERO_ERROR;
  nfkc_casefold().normalizeUTF8(0, icu::StringPiece(bare.data(), static_cast<std::int32_t>(bare.size())), sink, nullptr,
                                status);
  assert(U_SUCCESS(status));
  return normalized;
}

std::string fold(std::string_view word) {
  if (is_plain(word)) return fold_normalized(word);
  std::string folded = fold_normalized(normalize(word));
  // A mark that went may have stood between two parts that normalisation joins; a few rounds settle the strangest text.
  for (std::string before; before != folded;) {
    before = std::move(folded);
    folded = fold_normalized(normalize(before));
  }
  return folded;
}

std::string fold_seats(std::string_view folded) {
  std::string seatless;
  seatless.reserve(folded.size());
  for (std::size_t i = 0; i < folded.size();) {
    char32_t c = next_code_point(folded, i);
    if (c == hamza || c == ya_hamza) {
      std::size_t behind = i;
      const char32_t next = i < folded.size() ? next_code_point(folded, behind) : U'\0';
      if (next == waw) c = waw_hamza;
      if (next == ya) c = ya_hamza;
    }
    for (const auto& rule : seat_rules) {
      if (c == rule.with_hamza) c = rule.seat;
    }
    append_utf8(seatless, c);
  }
  return seatless;
}

}  // namespace diwan::text
