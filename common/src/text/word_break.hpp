// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace diwan::text {

/// A stretch of a text: a word, or what stands between words. A plain value, byte offsets on character boundaries.
struct Segment {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool word = false;

  bool operator==(const Segment&) const = default;
};

/// What a code point is to word breaking.
enum class WordClass : std::uint8_t {
  gap,         ///< white space, punctuation, signs, controls: between words
  arabic,      ///< a letter of the Arabic script
  alphabetic,  ///< a letter of another script that parts words by spaces
  common,      ///< a letter of no script, as ʼ and µ: part of whatever word it stands in
  complex,     ///< a letter of a script that ICU parts by dictionaries (Chinese, Japanese, Thai ...) or that it keeps
               ///< apart from others (Korean)
  digit,       ///< a decimal digit of any script
  symbol,      ///< one sign that reads as a word or words of its own: ﷺ ﷼ ½ ² ™ Ⅳ
  mark,        ///< part of the character before it
  ignorable,   ///< a format character that shows nothing (ZWNJ, RLM, soft hyphen): part of a word inside one only
};

WordClass word_class(char32_t code_point);

/// Parts a text into words and gaps that cover it without overlap, in order; gaps never touch each other. A word is as
/// many letters of one kind, or digits, as follow each other, with their marks. It ends
/// 1. at every gap character, `_`, `/`, `.`, `,`, `-`, `&` and `'` too: compounds are phrases;
/// 2. where letters meet digits: «كوفيد19», "G7", «٢٠٢٢م» are two words each;
/// 3. where Arabic letters meet others: «الـUN» is two words;
/// 4. around a symbol;
/// 5. where ICU's word iterator says so, inside a run of complex letters.
/// So each boundary of Unicode's default word breaking (UAX #29) that has a letter or digit on either side is one of
/// ours too, and ours part words further (but for the presentation forms of marks, which Unicode takes for
/// letters). Broken bytes count as gaps.
std::vector<Segment> break_words(std::string_view text);

}  // namespace diwan::text
