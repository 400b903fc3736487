// SPDX-License-Identifier: GPL-2.0-or-later
#include "analysis/known_word.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace diwan::analysis {
namespace {

constexpr std::string_view question = "ا";  // أ, folded
constexpr std::string_view article = "ال";
constexpr std::string_view lam = "ل";
constexpr std::string_view ta_marbuta = "ه";  // ة, folded
constexpr std::string_view hamza = "ء";
constexpr std::string_view lam_of_article = "لل";

using Readings = std::vector<DictionaryReading>;

bool has_article(std::string_view prefix) { return prefix.ends_with(article) || prefix.ends_with(lam_of_article); }

bool is_question(std::string_view prefix) { return prefix.starts_with(question) && !prefix.starts_with(article); }

bool is_as_it_stands(const DictionaryReading& reading) { return reading.suffix.empty() && reading.lost_end == 0; }

bool is_headword_as_it_stands(const DictionaryReading& reading) {
  return reading.prefix.empty() && is_as_it_stands(reading);
}

/// Guard 2: the same letters behind, but `longer` counts the clitics of `shorter` to the headword; or what stands
/// behind the clitics of `longer` is a headword, from which `shorter` takes more of them.
bool is_same_with_clitic(const DictionaryReading& longer, const DictionaryReading& shorter) {
  if (longer.prefix.size() >= shorter.prefix.size() || longer.lost_front != 0) return false;
  if (is_as_it_stands(longer) && !longer.verb && shorter.prefix.starts_with(longer.prefix)) return true;
  return longer.suffix == shorter.suffix && longer.lost_end == shorter.lost_end && shorter.lost_front == 0 &&
         longer.prefix + longer.headword == shorter.prefix + shorter.headword;
}

/// Guard 3: of the two ل one is the preposition; the other is the article in `other`, the headword's own in `own`.
bool is_own_lam_doubtful(const DictionaryReading& own, const DictionaryReading& other) {
  return !is_as_it_stands(own) && is_as_it_stands(other) && other.lost_front == 0 &&
         other.prefix.ends_with(lam_of_article) &&
         own.prefix.size() - own.lost_front * lam.size() == other.prefix.size() - lam.size();
}

/// How plainly a reading takes the word, the plainest first.
enum class Plainness {
  noun,               ///< a noun as it stands
  noun_with_article,  ///< behind the article, with or without clitics before it
  verb,               ///< a form of a verb as it stands
  noun_with_affix,    ///< a whole noun with an ending, with or without the article, or with clitics only
  with_affixes,
};

Plainness plainness(const DictionaryReading& reading) {
  if (!is_as_it_stands(reading)) {
    // ة before an ending is no loss, nor a hamza on another seat: قوات is قوة, جزئه is جزء.
    const std::size_t no_loss = reading.headword.ends_with(ta_marbuta) || reading.headword.ends_with(hamza) ? 1 : 0;
    const bool whole = reading.lost_end <= no_loss && (reading.prefix.empty() || has_article(reading.prefix));
    return whole && !reading.verb ? Plainness::noun_with_affix : Plainness::with_affixes;
  }
  if (reading.verb) return reading.prefix.empty() ? Plainness::verb : Plainness::with_affixes;
  if (reading.prefix.empty()) return Plainness::noun;
  return has_article(reading.prefix) ? Plainness::noun_with_article : Plainness::noun_with_affix;
}

/// The readings that take a word for a noun as it stands, or behind the article.
using PlainNouns = std::vector<const DictionaryReading*>;

PlainNouns plain_nouns(const Readings& all) {
  PlainNouns nouns;
  for (const auto& reading : all) {
    if (plainness(reading) <= Plainness::noun_with_article) nouns.push_back(&reading);
  }
  return nouns;
}

/// Guard 5: where a noun takes the word plainly, a verb is believed only if its lemma is spelt like that noun.
bool is_far_fetched_verb(const DictionaryReading& reading, const PlainNouns& nouns) {
  return reading.verb && !nouns.empty() &&
         std::none_of(nouns.begin(), nouns.end(), [&](const auto* noun) { return noun->stem == reading.stem; });
}

/// An adjective of relation (nisba) is a word of its own, although the dictionary makes it of its noun: دفاعية is
/// دفاعي, not دفاع. Behind what takes ون a bare ي is the plural in a genitive: مسؤولي is مسؤول.
void keep_nisba(DictionaryReading& reading) {
  constexpr std::string_view ya = "ي", dual = "ين";
  auto suffix = std::string_view(reading.suffix);
  auto base = std::string_view(reading.headword);
  if (reading.verb || !suffix.starts_with(ya)) return;
  std::string seat;  // the first ي of جزائي, folded, is its hamza's; that of أبنائهم too
  if (base.ends_with(hamza) && reading.lost_end > 0) {
    seat = ya;
    suffix.remove_prefix(ya.size());
    if (!suffix.starts_with(ya)) return;
  }
  if (suffix == dual || (suffix == ya && reading.takes_sound_plural)) return;
  base.remove_suffix(reading.lost_end * ya.size());
  reading.stem = std::string(base).append(seat).append(ya);
}

/// Guard 6: a headword as it stands is no name with an ending.
bool is_name_with_ending(const DictionaryReading& reading, const Readings& all) {
  return reading.of_name && !is_as_it_stands(reading) &&
         std::any_of(all.begin(), all.end(), [](const auto& other) { return is_as_it_stands(other) && !other.verb; });
}

bool is_refused(const DictionaryReading& reading, const Readings& all, const PlainNouns& nouns) {
  if (is_question(reading.prefix) || is_far_fetched_verb(reading, nouns) || is_name_with_ending(reading, all)) {
    return true;
  }
  if (reading.prefix.empty()) return false;
  const auto any = [&](auto condition) { return std::any_of(all.begin(), all.end(), condition); };
  if (!has_article(reading.prefix)) {
    if (any(is_headword_as_it_stands)) return true;
    if (any([&](const auto& other) { return is_same_with_clitic(other, reading); })) return true;
  }
  return any([&](const auto& other) { return is_own_lam_doubtful(reading, other); });
}

}  // namespace

Readings known_word_readings(std::string_view key) {
  auto all = arabic_dictionary::look_up(key);
  const auto nouns = plain_nouns(all);
  std::vector<std::pair<Plainness, DictionaryReading*>> kept;
  kept.reserve(all.size());
  auto plainest = Plainness::with_affixes;
  for (auto& reading : all) {
    if (is_refused(reading, all, nouns)) continue;
    kept.emplace_back(plainness(reading), &reading);
    plainest = std::min(plainest, kept.back().first);
  }
  if (plainest < Plainness::with_affixes) {
    std::erase_if(kept, [](const auto& each) { return each.first == Plainness::with_affixes; });
  }
  for (const auto& [how, reading] : kept) keep_nisba(*reading);
  const auto rank = [](const auto& each) {
    const auto& [how, reading] = each;
    return std::tuple<Plainness, std::size_t, bool, std::size_t, bool, const std::string&>(
        how, ~reading->stem.size(), is_as_it_stands(*reading), ~reading->kept, reading->verb, reading->stem);
  };
  std::stable_sort(kept.begin(), kept.end(), [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
  // A name is no other word with an ending: لبنان is not لبن and ان.
  if (!kept.empty() && kept.front().second->of_name && is_as_it_stands(*kept.front().second)) {
    std::erase_if(kept, [](const auto& each) { return !is_as_it_stands(*each.second); });
  }
  Readings ordered;
  ordered.reserve(kept.size());
  for (const auto& [how, reading] : kept) ordered.push_back(std::move(*reading));
  return ordered;
}

}  // namespace diwan::analysis
