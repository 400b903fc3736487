// SPDX-License-Identifier: GPL-2.0-or-later
#include "text/reading_cost.hpp"

#include "text/letter_cost.hpp"
#include "text/utf8.hpp"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace diwan::text {
namespace {

constexpr double touch_cost = 12;         // where two scripts touch in a word
constexpr double lone_arabic_cost = 10;   // more, for an Arabic letter that stands alone
constexpr double accent_cost = 5;         // an accented letter of Western Europe
constexpr double rare_accent_cost = 8;    // another one
constexpr double lone_latin_cost = 3;     // more, for one that stands alone
constexpr double second_accent_cost = 5;  // more, behind another one
constexpr double script_cost = 5;         // a letter of another script that has large and small ones, or of Hebrew
constexpr double ideograph_cost = 12;     // a letter of a script that has many: of two bytes
constexpr double case_cost = 12;          // more, for a large letter behind a small one
constexpr double sign_cost = 6;           // quotation marks, dashes
constexpr double rare_sign_cost = 8;      // other signs that texts hold
constexpr double misplaced_cost = 10;     // more, for a sign inside of a word or on the wrong side of one
constexpr double foreign_cost = 20;       // what no text holds, or not there

constexpr std::u32string_view western = U"àáâãäåæçèéêëìíîïñòóôõöøùúûüßœÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜŒ";
constexpr std::u32string_view everyday_signs = U"\u00A0«»“”‘’…–—•،؛؟¿¡";
constexpr std::u32string_view rare_signs = U"§°©®€£²³½¼¾±·µ„‚‹›×÷™†‡ªº\u00AD\u200C\u200D\u200E\u200F¬¶%‰٪٫٬";
constexpr std::u32string_view signs_behind_words = U"،؛؟";
constexpr std::u32string_view signs_before_words = U"¿¡";
constexpr std::u32string_view signs_inside_words = U"’·\u00AD\u200C\u200D";

enum class Kind { space, ascii_sign, sign, digit, latin, arabic, arabic_mark, cased, hebrew, mark, ideograph, bad };

Kind kind_of_ascii(char32_t c) {
  if ((c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z')) return Kind::latin;
  if (c == U' ' || c == U'\t' || c == U'\n' || c == U'\r' || c == U'\f') return Kind::space;
  return Kind::ascii_sign;
}

Kind kind_of_letter(char32_t c) {
  if (c >= 0x0620 && c <= 0x06D5) return Kind::arabic;
  if (c >= 0x05D0 && c <= 0x05EA) return Kind::hebrew;
  UErrorCode status = U_ZERO_ERROR;
  if (uscript_getScript(static_cast<UChar32>(c), &status) == USCRIPT_LATIN && U_SUCCESS(status)) return Kind::latin;
  return u_tolower(static_cast<UChar32>(c)) != u_toupper(static_cast<UChar32>(c)) ? Kind::cased : Kind::ideograph;
}

Kind kind_of(char32_t c) {
  if (c < 0x80) return kind_of_ascii(c);
  if ((c >= 0x064B && c <= 0x0652) || c == U'ـ') return Kind::arabic_mark;
  if (everyday_signs.find(c) != std::u32string_view::npos || rare_signs.find(c) != std::u32string_view::npos)
    return Kind::sign;
  if (u_isalpha(static_cast<UChar32>(c)) != 0) return kind_of_letter(c);
  if (u_isdigit(static_cast<UChar32>(c)) != 0) return Kind::digit;
  return u_charType(static_cast<UChar32>(c)) == U_NON_SPACING_MARK ? Kind::mark : Kind::bad;
}

bool is_letter(Kind kind) {
  return kind == Kind::latin || kind == Kind::arabic || kind == Kind::cased || kind == Kind::hebrew ||
         kind == Kind::ideograph;
}

bool is_large(char32_t c) { return u_isupper(static_cast<UChar32>(c)) != 0; }
bool is_small(char32_t c) { return u_islower(static_cast<UChar32>(c)) != 0; }

/// A text, sign by sign.
class Reading {
 public:
  explicit Reading(std::string_view text) : text_(code_points(text)) {
    kinds_.reserve(text_.size());
    for (const char32_t c : text_) kinds_.push_back(kind_of(c));
  }

  ReadingCost cost() {
    for (std::size_t at = 0; at < text_.size();) {
      const auto end = end_of_word(at);
      if (end > at) {
        add_word(at, end);
        at = end;
      } else {
        add_sign(at++);
      }
    }
    return cost_;
  }

 private:
  Kind kind(std::size_t at) const { return at < kinds_.size() ? kinds_[at] : Kind::space; }
  Kind kind_before(std::size_t at) const { return at > 0 ? kinds_[at - 1] : Kind::space; }

  /// Marks belong to the letter before them.
  std::size_t end_of_word(std::size_t at) const {
    if (!is_letter(kind(at))) return at;
    while (is_letter(kind(at)) || kind(at) == Kind::arabic_mark || kind(at) == Kind::mark) ++at;
    return at;
  }

  void add_word(std::size_t begin, std::size_t end) {
    const bool is_alone = end - begin == 1;
    for (std::size_t at = begin; at < end;) {
      if (at > begin) cost_.bits += touch_cost;
      auto script_end = at;
      while (script_end < end && is_same_script(at, script_end)) ++script_end;
      if (kind(at) == Kind::arabic) {
        const bool is_whole = at == begin && script_end == end;
        add_arabic(at, script_end, is_whole);
      } else {
        add_letters(at, script_end, is_alone);
      }
      at = script_end;
    }
  }

  bool is_same_script(std::size_t first, std::size_t at) const {
    const auto next = kind(at);
    return next == kind(first) || (kind(first) == Kind::arabic ? next == Kind::arabic_mark : next == Kind::mark);
  }

  void add_arabic(std::size_t begin, std::size_t end, bool is_whole) {
    const auto piece = std::u32string_view(text_).substr(begin, end - begin);
    cost_.bits += letter_cost(utf8(piece)).bits;
    const auto kinds = std::span(kinds_).subspan(begin, end - begin);
    const auto letters = std::ranges::count(kinds, Kind::arabic);
    if (letters == 1) cost_.bits += lone_arabic_cost;
    if (letters > 1 && is_whole) ++cost_.arabic_words;
  }

  void add_letters(std::size_t begin, std::size_t end, bool is_alone) {
    for (auto at = begin; at < end; ++at) {
      const auto c = text_[at];
      const bool is_first = at == begin;
      if (c >= 0x80) {
        cost_.bits += cost_of_letter(c, kind(at)) + (is_alone ? lone_latin_cost : 0);
        if (kind(at) == Kind::latin && !is_first && text_[at - 1] >= 0x80) cost_.bits += second_accent_cost;
      }
      const bool is_ascii = c < 0x80 && (is_first || text_[at - 1] < 0x80);
      if (!is_ascii && !is_first && is_large(c) && is_small(text_[at - 1])) cost_.bits += case_cost;
    }
  }

  static double cost_of_letter(char32_t c, Kind kind) {
    switch (kind) {
      case Kind::latin:
        return western.find(c) == std::u32string_view::npos ? rare_accent_cost : accent_cost;
      case Kind::cased:
      case Kind::hebrew:
        return script_cost;
      case Kind::ideograph:
        return ideograph_cost;
      default:
        return foreign_cost;
    }
  }

  void add_sign(std::size_t at) {
    const auto c = text_[at];
    if (c < 0x80) {
      if (c < 0x20 && kind(at) != Kind::space) cost_.bits += foreign_cost;
      return;
    }
    const auto own = kind(at);
    if (own == Kind::digit) {
      cost_.bits += sign_cost + (is_letter(kind_before(at)) || is_letter(kind(at + 1)) ? misplaced_cost : 0);
      return;
    }
    if (own != Kind::sign) {
      cost_.bits += foreign_cost;
      return;
    }
    const bool is_everyday = everyday_signs.find(c) != std::u32string_view::npos;
    cost_.bits += is_everyday ? sign_cost : rare_sign_cost;
    if (is_misplaced(at)) cost_.bits += misplaced_cost;
  }

  bool is_misplaced(std::size_t at) const {
    const auto c = text_[at];
    const bool is_behind = is_letter(kind_before(at));
    const bool is_before = is_letter(kind(at + 1));
    if (signs_behind_words.find(c) != std::u32string_view::npos) return is_before;
    if (signs_before_words.find(c) != std::u32string_view::npos) return is_behind;
    const bool may_be_inside = c == U'\u00A0' || signs_inside_words.find(c) != std::u32string_view::npos;
    return is_behind && is_before && !may_be_inside;
  }

  std::u32string text_;
  std::vector<Kind> kinds_;
  ReadingCost cost_;
};

}  // namespace

ReadingCost reading_cost(std::string_view text) { return Reading(text).cost(); }

}  // namespace diwan::text
