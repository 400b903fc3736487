// SPDX-License-Identifier: GPL-2.0-or-later
#include "text/arabic_likeness.hpp"

#include "text/encoding.hpp"
#include "text/utf8.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <string>

namespace diwan::text {
namespace {

/// The commonest words of news, books and letters in Arabic, and of Persian, which shares Windows-1256.
constexpr std::array common_words = std::to_array<std::string_view>({
    "في",   "من",   "على", "إلى", "الى", "أن",  "ان",  "إن",  "عن",  "مع",  "هذا",  "هذه",  "التي", "الذي",
    "كان",  "كانت", "ما",  "لا",  "هو",  "هي",  "كل",  "بعد", "قبل", "بين", "قال",  "وقال", "أو",   "او",
    "ذلك",  "ثم",   "قد",  "وقد", "لم",  "له",  "عام", "يوم", "به",  "غير", "حتى",  "و",    "ولا",  "كما",
    "الله", "از",   "که",  "را",  "این", "است", "می",  "با",  "آن",  "در",  "برای", "شد",   "های",
});

enum class Sign { letter, mark, ascii_letter, other_letter, digit, space, bad, other };

Sign sign_of(char32_t code_point) {
  const auto c = static_cast<UChar32>(code_point);
  if (c < 0x80) {
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return Sign::ascii_letter;
    if (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f') return Sign::bad;
    return c == ' ' || c < 0x20 ? Sign::space : Sign::other;
  }
  if ((c >= 0x064B && c <= 0x0652) || c == 0x0670 || c == 0x0640) return Sign::mark;
  if (c >= 0x0621 && c <= 0x06D5 && u_isalpha(c) != 0) return Sign::letter;
  if (u_isalpha(c) != 0) return Sign::other_letter;
  if (u_isdigit(c) != 0) return Sign::digit;
  const auto type = u_charType(c);
  const bool is_drawing = c >= 0x2500 && c <= 0x25FF;
  if (c == 0xFFFD || is_drawing || c == 0xD7 || c == 0xF7 || c == 0xA4 || type == U_CONTROL_CHAR ||
      type == U_UNASSIGNED || type == U_PRIVATE_USE_CHAR)
    return Sign::bad;
  return Sign::other;
}

/// One run of letters.
struct Word {
  std::string letters;  ///< without marks
  int arabic = 0;
  int foreign = 0;          ///< letters that are not Arabic
  bool is_ascii = true;     ///< no letter that an encoding decides upon
  bool ends_early = false;  ///< a letter follows one that ends words

  void add(char32_t c, Sign sign) {
    const bool ended = letters.ends_with("ة") || letters.ends_with("ى");
    ends_early = ends_early || (ended && sign == Sign::letter);
    append_utf8(letters, c);
    (sign == Sign::letter ? arabic : foreign) += 1;
    is_ascii = is_ascii && sign == Sign::ascii_letter;
  }

  double likeness() const {
    if (arabic == 0) return 0;
    if (foreign > 0 || ends_early) return -2;
    if (std::ranges::find(common_words, letters) != common_words.end()) return 4;
    for (const std::string_view article : {"ال", "وال", "بال", "لل", "ولل", "فال", "كال"}) {
      if (letters.starts_with(article) && arabic >= 5) return 2;
    }
    return 0.1;
  }
};

}  // namespace

Likeness measure_likeness(std::string_view text) {
  Likeness likeness;
  Word word;
  const auto end_word = [&] {
    if (!word.is_ascii) {
      likeness.sum += word.likeness();
      ++likeness.words;
    }
    word = {};
  };
  for (std::size_t at = 0; at < text.size();) {
    const auto c = next_code_point(text, at);
    const auto sign = sign_of(c);
    if (sign == Sign::mark && word.arabic > 0) continue;
    if (sign == Sign::letter || sign == Sign::ascii_letter || sign == Sign::other_letter) {
      word.add(c, sign);
      continue;
    }
    end_word();
    if (sign == Sign::bad || sign == Sign::mark) {
      likeness.sum -= 2;
      likeness.words += sign == Sign::bad ? 1 : 0;
    }
  }
  end_word();
  return likeness;
}

bool is_bad_sign(char32_t code_point) { return sign_of(code_point) == Sign::bad; }

double arabic_likeness(std::string_view text) { return measure_likeness(text).value(); }

}  // namespace diwan::text
