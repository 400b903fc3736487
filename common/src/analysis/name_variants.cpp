// SPDX-License-Identifier: GPL-2.0-or-later
#include "analysis/name_variants.hpp"

#include <algorithm>
#include <set>

#include "analysis/arabic_dictionary.hpp"
#include "text/arabic_letters.hpp"
#include "text/utf8.hpp"

namespace diwan::analysis {
namespace {

using namespace text::letters;

constexpr std::size_t shortest_foreign = 3;  // with a letter that Arabic lacks
constexpr std::size_t longest_name = 20;
constexpr std::size_t shortest_name = 4;
constexpr std::size_t shortest_nisba = 5;
constexpr std::size_t shortest_of_headwords = 6;  // the longer of two

constexpr std::u32string_view sounds[] = {U"غجكقگ", U"فڤ", U"بپ", U"تط", U"تث", U"سز"};
constexpr std::u32string_view g_behind_n = U"جغك";
constexpr std::u32string_view long_vowels = U"اوي";
constexpr std::u32string_view doubled_vowels = U"وي";
constexpr std::u32string_view foreign_letters = U"پچڤگ";
constexpr std::u32string_view ch = U"تش";
constexpr char32_t peh_ch = U'چ';
constexpr char32_t nun = U'ن';

constexpr std::string_view nisba = "ي";
constexpr std::string_view nisba_plural = "يون";
constexpr std::string_view dual = "ان";
constexpr std::string_view article = "ال";
constexpr std::string_view feminine = "ا";
constexpr std::string_view ta_marbuta = "ه";  // ة, folded
constexpr std::string_view conjunction = "و";

bool has(std::u32string_view letters, char32_t letter) { return letters.find(letter) != std::u32string_view::npos; }
bool is_vowel(char32_t letter) { return has(long_vowels, letter); }

bool is_arabic(std::u32string_view word) {
  return std::all_of(word.begin(), word.end(),
                     [](char32_t c) { return (c >= hamza && c <= ya) || has(foreign_letters, c); });
}

bool is_foreign(std::u32string_view word) { return word.find_first_of(foreign_letters) != std::u32string_view::npos; }

std::u32string changed(std::u32string_view word, std::size_t at, std::size_t removed, std::u32string_view added) {
  std::u32string variant(word);
  return variant.replace(at, removed, added);
}

/// Whether a letter for g may stand, or be left out, between a ن before `at` and what follows there.
bool takes_g(std::u32string_view word, std::size_t at) {
  return at == word.size() || (!is_vowel(word[at]) && !has(g_behind_n, word[at]));
}

/// Words with one sound written otherwise.
std::vector<std::u32string> other_letters(std::u32string_view word) {
  std::vector<std::u32string> variants;
  for (std::size_t i = 0; i < word.size(); ++i) {
    for (const auto sound : sounds) {
      if (!has(sound, word[i])) continue;
      for (const auto letter : sound) {
        if (letter != word[i]) variants.push_back(changed(word, i, 1, {&letter, 1}));
      }
    }
    if (word[i] == peh_ch) variants.push_back(changed(word, i, 1, ch));
    if (word.substr(i, ch.size()) == ch) variants.push_back(changed(word, i, ch.size(), {&peh_ch, 1}));
    if (word[i] != nun || i == 0) continue;
    const auto next = i + 1;
    if (takes_g(word, next)) {
      for (const auto letter : g_behind_n) variants.push_back(changed(word, next, 0, {&letter, 1}));
    } else if (has(g_behind_n, word[next]) && takes_g(word, next + 1)) {
      variants.push_back(changed(word, next, 1, {}));
    }
  }
  return variants;
}

/// Words with one long vowel more or less: between two letters that are none, or one of a doubled vowel.
std::vector<std::u32string> other_vowels(std::u32string_view word) {
  std::vector<std::u32string> variants;
  for (std::size_t i = 1; i + 1 < word.size(); ++i) {
    if (!is_vowel(word[i])) continue;
    if (!is_vowel(word[i - 1]) && !is_vowel(word[i + 1])) variants.push_back(changed(word, i, 1, {}));
    if (!has(doubled_vowels, word[i])) continue;
    if (word[i - 1] == word[i]) variants.push_back(changed(word, i, 1, {}));
    if (!is_vowel(word[i - 1]) && !is_vowel(word[i + 1])) variants.push_back(changed(word, i, 0, {&word[i], 1}));
  }
  for (std::size_t i = 1; i < word.size(); ++i) {
    if (is_vowel(word[i - 1]) || is_vowel(word[i])) continue;
    for (const auto vowel : long_vowels) variants.push_back(changed(word, i, 0, {&vowel, 1}));
  }
  return variants;
}

/// Whether the dictionary takes `form` for the headword itself with something in front or behind.
bool is_form_of(const std::string& form, std::string_view headword) {
  const auto readings = arabic_dictionary::look_up(form);
  return std::any_of(readings.begin(), readings.end(),
                     [&](const auto& reading) { return !reading.verb && reading.headword == headword; });
}

/// What the dictionary says about a stem.
enum class Kind {
  none,       ///< a common word
  unknown,    ///< no word that it knows
  name,       ///< a headword without article, or with a nisba plural and no dual
  adjective,  ///< a headword in ي with a nisba plural
};

Kind kind_of_headword(std::string_view headword) {
  const auto readings = arabic_dictionary::look_up(headword);
  if (std::any_of(readings.begin(), readings.end(),
                  [&](const auto& reading) { return reading.verb && reading.headword == headword; })) {
    return Kind::none;
  }
  const auto with = [&](std::string_view front, std::string_view end) {
    return is_form_of(std::string(front).append(headword).append(end), headword);
  };
  // What takes no conjunction either is a particle with its pronoun.
  if (!with(article, "")) return with(conjunction, "") ? Kind::name : Kind::none;
  std::string_view base = headword;
  for (const auto end : {nisba, feminine, ta_marbuta}) {
    if (headword.ends_with(end)) base.remove_suffix(end.size());
  }
  if (!is_form_of(std::string(base).append(nisba_plural), headword)) return Kind::none;
  if (headword.ends_with(nisba)) return Kind::adjective;
  return headword.ends_with(feminine) || !with("", dual) ? Kind::name : Kind::none;
}

Kind kind_of(std::string_view stem) {
  const auto word = text::code_points(stem);
  if (!is_arabic(word)) return Kind::none;
  if (is_foreign(word)) return Kind::unknown;
  if (arabic_dictionary::is_headword(stem)) return kind_of_headword(stem);
  if (stem.ends_with(nisba)) {
    const auto base = stem.substr(0, stem.size() - nisba.size());
    if (arabic_dictionary::is_headword(base)) return kind_of_headword(base);
  }
  return arabic_dictionary::look_up(stem).empty() ? Kind::unknown : Kind::none;
}

}  // namespace

std::vector<std::string> name_variants(std::string_view stem) {
  const auto word = text::code_points(stem);
  if (!is_arabic(word) || word.size() < shortest_foreign || word.size() > longest_name) return {};
  auto found = other_letters(word);
  const auto once = found;
  for (auto& variant : other_vowels(word)) found.push_back(std::move(variant));
  for (const auto& variant : once) {
    for (auto& other : other_letters(variant)) found.push_back(std::move(other));
  }
  const bool needs_foreign = kind_of(stem) == Kind::none;
  std::set<std::u32string> seen{word};
  std::vector<std::string> variants;
  for (const auto& variant : found) {
    if ((needs_foreign && !is_foreign(variant)) || !seen.insert(variant).second) continue;
    variants.push_back(text::utf8(variant));
    if (variants.size() == name_variant_limit) break;
  }
  return variants;
}

bool may_be_one_name(std::string_view stem, std::string_view variant) {
  const auto one = text::code_points(stem), other = text::code_points(variant);
  if (is_foreign(one) || is_foreign(other)) return std::min(one.size(), other.size()) >= shortest_foreign;
  const auto kind = kind_of(stem), other_kind = kind_of(variant);
  if (kind == Kind::none || other_kind == Kind::none) return false;
  if (kind != Kind::unknown && other_kind != Kind::unknown) {
    return std::max(one.size(), other.size()) >= shortest_of_headwords;
  }
  const bool has_adjective = kind == Kind::adjective || other_kind == Kind::adjective;
  return std::min(one.size(), other.size()) >= (has_adjective ? shortest_nisba : shortest_name);
}

}  // namespace diwan::analysis
