// SPDX-License-Identifier: GPL-2.0-or-later
#include "analysis/known_word.hpp"

#include <algorithm>
#include <tuple>

namespace diwan::analysis {
namespace {

constexpr std::string_view question = "ا";  // أ, folded
constexpr std::string_view article = "ال";
constexpr std::string_view lam = "ل";
constexpr std::string_view lam_of_article = "لل";

using Readings = std::vector<DictionaryReading>;

bool has_article(std::string_view prefix) { return prefix.ends_with(article) || prefix.ends_with(lam_of_article); }

bool is_question(std::string_view prefix) { return prefix.starts_with(question) && !prefix.starts_with(article); }

bool is_as_it_stands(const DictionaryReading& reading) { return reading.suffix.empty() && reading.lost_end == 0; }

bool is_headword_as_it_stands(const DictionaryReading& reading) {
  return reading.prefix.empty() && is_as_it_stands(reading);
}

/// Guard 2: the same letters behind, but `longer` counts the clitics of `shorter` to the headword.
bool is_same_with_clitic(const DictionaryReading& longer, const DictionaryReading& shorter) {
  return longer.prefix.size() < shorter.prefix.size() && longer.suffix == shorter.suffix &&
         longer.lost_end == shorter.lost_end && longer.lost_front == 0 && shorter.lost_front == 0 &&
         longer.prefix + longer.headword == shorter.prefix + shorter.headword;
}

/// Guard 3: of the two ل one is the preposition; the other is the article in `other`, the headword's own in `own`.
bool is_own_lam_doubtful(const DictionaryReading& own, const DictionaryReading& other) {
  return !is_as_it_stands(own) && is_as_it_stands(other) && other.lost_front == 0 &&
         other.prefix.ends_with(lam_of_article) &&
         own.prefix.size() - own.lost_front * lam.size() == other.prefix.size() - lam.size();
}

bool is_refused(const DictionaryReading& reading, const Readings& all) {
  if (reading.prefix.empty()) return false;
  const auto any = [&](auto condition) { return std::any_of(all.begin(), all.end(), condition); };
  if (!has_article(reading.prefix)) {
    if (any(is_headword_as_it_stands)) return true;
    if (any([&](const auto& other) { return is_same_with_clitic(other, reading); })) return true;
  }
  if (any([&](const auto& other) { return is_own_lam_doubtful(reading, other); })) return true;
  return is_question(reading.prefix) && any([](const auto& other) { return !is_question(other.prefix); });
}

}  // namespace

Readings known_word_readings(std::string_view key) {
  const auto all = arabic_dictionary::look_up(key);
  Readings kept;
  kept.reserve(all.size());
  for (const auto& reading : all) {
    if (!is_refused(reading, all)) kept.push_back(reading);
  }
  const auto rank = [](const DictionaryReading& reading) {
    return std::tuple<std::size_t, std::size_t, bool, const std::string&>(~reading.stem.size(), ~reading.kept,
                                                                          reading.verb, reading.stem);
  };
  std::stable_sort(kept.begin(), kept.end(), [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
  return kept;
}

}  // namespace diwan::analysis
