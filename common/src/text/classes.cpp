// SPDX-License-Identifier: GPL-2.0-or-later
#include "text/classes.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <cstddef>

#include "text/utf8.hpp"

namespace diwan::text {
namespace {

UChar32 icu(char32_t code_point) { return static_cast<UChar32>(code_point); }

/// Symbols that compatibility normalisation spells out: ﷼ is ريال, ½ is 1⁄2, ㎏ is kg.
bool is_spelled_out_as_word(char32_t code_point) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = icu::Normalizer2::getNFKCInstance(status);
  icu::UnicodeString spelled;
  if (U_FAILURE(status) != 0 || normalizer->getDecomposition(icu(code_point), spelled) == 0) return false;
  for (std::int32_t i = 0; i < spelled.length(); i = spelled.moveIndex32(i, 1)) {
    if (u_isalnum(spelled.char32At(i)) != 0) return true;
  }
  return false;
}

}  // namespace

bool is_white_space(char32_t code_point) { return u_isUWhiteSpace(icu(code_point)) != 0; }

bool is_control(char32_t code_point) { return code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0); }

bool is_digit(char32_t code_point) { return u_isdigit(icu(code_point)) != 0; }

bool is_ignorable(char32_t code_point) {
  return u_hasBinaryProperty(icu(code_point), UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0;
}

bool is_arabic_mark(char32_t code_point) {
  const auto block = ublock_getCode(icu(code_point));
  return u_charType(icu(code_point)) == U_NON_SPACING_MARK &&
         (block == UBLOCK_ARABIC || block == UBLOCK_ARABIC_EXTENDED_A || block == UBLOCK_ARABIC_EXTENDED_B);
}

bool joins_next(char32_t code_point) {
  return u_getIntPropertyValue(static_cast<UChar32>(code_point), UCHAR_JOINING_TYPE) == U_JT_DUAL_JOINING;
}

bool has_word(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = next_code_point(text, i);
    if (u_isalnum(icu(c)) != 0 || (c >= 0x80 && is_spelled_out_as_word(c))) return true;
  }
  return false;
}

}  // namespace diwan::text
