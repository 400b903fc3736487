// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace diwan::text {

/// One row of the folding table: what becomes of the code points from `first` to `last`.
struct FoldRule {
  char32_t first;
  char32_t last;
  char32_t to;       ///< 0: the character goes
  const char* what;  ///< for people
};

/// The rows that fold() goes by, in order of their code points.
std::span<const FoldRule> fold_rules();

/// NFKC_Casefold (case, compatibility and presentation forms, ligatures, characters that show nothing). Presentation
/// forms of Arabic marks go first: to Unicode they are a space with a mark, which would part the word.
std::string normalize(std::string_view text);

/// Whether fold() needs no normalize(): lower-case ASCII and the Arabic block, hence nearly all words. Such a word
/// stays one word when normalised.
bool is_plain(std::string_view text);

/// The exact form of a word: normalize(), then
/// 1. the rows of fold_rules(): marks and tatweel go, variants of a letter become it;
/// 2. a hamza written as a mark joins its seat: و becomes ؤ, ي becomes ئ; on any other letter it goes;
/// 3. digits of every script become 0 to 9;
/// 4. Latin and Greek letters lose their accents, and so does Cyrillic ё; й and ї are letters of their own.
/// ؤ, ئ and ء stay, and so do letters that Arabic lacks (پ چ ژ گ ڤ). Folding twice is folding once.
std::string fold(std::string_view word);

/// What dictionary keys and stems are compared by: the exact form without regard to the seat of a hamza. Before و
/// orthographies differ (مسئول, مسؤول; شئون, شؤون; رءوس, رؤوس): there ئ and ء are ؤ. Then ؤ is و, and ئ is ي.
/// `folded` is a text that fold() gave.
std::string fold_seats(std::string_view folded);

}  // namespace diwan::text
