// SPDX-License-Identifier: GPL-2.0-or-later
#include "analysis/unknown_word.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "analysis/known_word.hpp"
#include "text/utf8.hpp"

namespace diwan::analysis {
namespace {

using Readings = std::vector<WordExplanation::Reading>;

constexpr std::size_t shortest_base = 3;
constexpr std::size_t longest_whole = 3;      // words that no rule touches
constexpr std::size_t shortest_on_trial = 5;  // words whose first letter may be a clitic although the rest is unknown

/// The article and what may stand in front of it, longest first.
constexpr std::string_view articles[] = {"وبال", "وكال", "فبال", "فكال", "ولل", "فلل",
                                         "وال",  "فال",  "بال",  "كال",  "لل",  "ال"};

struct Clitic {
  std::string_view letter;
  bool shorter_first;  // of the two readings on trial
  bool before_verbs;
};

constexpr Clitic clitics[] = {
    {"و", true, true}, {"ف", false, true}, {"ب", false, false}, {"ل", false, false}, {"ك", false, false},
};

/// Endings of a nisba behind its ي.
constexpr std::string_view ya = "ي";
constexpr std::string_view nisba_endings[] = {"تين", "تان", "ين", "ون", "ان", "ات", "ه"};

/// Endings that go where a headword remains: possessives, duals, sound plurals, tanwin. Longest first.
constexpr std::string_view endings[] = {"هما", "كما", "تان", "تين", "ها", "هم", "هن", "كم", "كن",
                                        "نا",  "ات",  "ان",  "ون",  "ين", "ه",  "ك",  "ي",  "ا"};
constexpr std::string_view ta_marbuta = "ه";  // ة, folded

std::string joined(std::string_view front, std::string_view back) { return std::string(front).append(back); }

Readings whole(std::string_view word) { return {{std::string(word), "", "", "whole"}}; }

/// Rules 4 and 5.
Readings without_ending(std::string_view word) {
  for (const auto ending : nisba_endings) {
    if (!word.ends_with(ending)) continue;
    const auto base = word.substr(0, word.size() - ending.size());
    if (base.ends_with(ya) && text::count_code_points(base) > shortest_base) {
      return {{std::string(base), "", std::string(ending), "nisba ending"}};
    }
  }
  for (const auto ending : endings) {
    if (!word.ends_with(ending)) continue;
    const auto base = word.substr(0, word.size() - ending.size());
    if (text::count_code_points(base) < shortest_base) continue;
    for (auto& headword : {std::string(base), joined(base, ta_marbuta)}) {
      if (headword == word || !arabic_dictionary::is_headword(headword)) continue;
      Readings readings = {{headword, "", std::string(ending), "ending"}, {std::string(word), "", "", "whole"}};
      // Of one letter there would be a dictionary reading, were it sure.
      if (text::count_code_points(ending) == 1) std::swap(readings.front(), readings.back());
      return readings;
    }
  }
  return whole(word);
}

/// The rest of a word behind `prefix`: what the dictionary makes of it, else what remains without its ending.
Readings rest_readings(std::string_view prefix, std::string_view rest, std::string_view rule) {
  Readings readings;
  for (auto& known : known_word_readings(rest)) {
    if (!known.prefix.empty()) continue;
    readings.push_back({std::move(known.stem), std::string(prefix), std::move(known.suffix), std::string(rule)});
  }
  if (!readings.empty()) return readings;
  for (auto& reading : without_ending(rest)) {
    reading.prefix = joined(prefix, reading.prefix);
    reading.rule = joined(rule, reading.rule == "whole" ? "" : ", " + reading.rule);
    readings.push_back(std::move(reading));
  }
  return readings;
}

const Clitic* clitic_of(std::string_view word) {
  const auto found = std::find_if(std::begin(clitics), std::end(clitics),
                                  [&](const Clitic& clitic) { return word.starts_with(clitic.letter); });
  return found == std::end(clitics) ? nullptr : found;
}

/// Rule 2. The whole word stays as the second reading: many a name looks like this (بوتين is also ب and وتين).
Readings clitic_and_known(const Clitic& clitic, std::string_view word) {
  const auto rest = word.substr(clitic.letter.size());
  for (auto& known : known_word_readings(rest)) {
    if (known.verb && !clitic.before_verbs) continue;
    if (!known.prefix.empty() && !clitic.before_verbs) continue;
    return {{std::move(known.stem), joined(clitic.letter, known.prefix), std::move(known.suffix), "clitic"},
            {std::string(word), "", "", "whole"}};
  }
  return {};
}

/// Rule 3 for و or ف before another clitic: what it stands before is on trial, since few names begin with وب or ول.
Readings two_clitics(const Clitic& clitic, std::string_view word) {
  const auto rest = word.substr(clitic.letter.size());
  if (!clitic.before_verbs || clitic_of(rest) == nullptr || text::count_code_points(rest) < shortest_on_trial)
    return {};
  auto readings = unknown_word_readings(rest);
  for (auto& reading : readings) reading.prefix = joined(clitic.letter, reading.prefix);
  return readings;
}

}  // namespace

Readings unknown_word_readings(std::string_view key) {
  if (text::count_code_points(key) <= longest_whole) return whole(key);
  for (const auto prefix : articles) {
    if (!key.starts_with(prefix)) continue;
    const auto rest = key.substr(prefix.size());
    if (text::count_code_points(rest) >= shortest_base) return rest_readings(prefix, rest, "article");
  }
  const auto* clitic = clitic_of(key);
  if (clitic == nullptr) return without_ending(key);
  if (auto readings = clitic_and_known(*clitic, key); !readings.empty()) return readings;
  if (auto readings = two_clitics(*clitic, key); !readings.empty()) return readings;
  auto readings = without_ending(key);
  if (text::count_code_points(key) < shortest_on_trial) return readings;
  auto shorter = rest_readings(clitic->letter, key.substr(clitic->letter.size()), "clitic on trial");
  // The best of each side comes first, whatever else the sides have.
  readings.insert(clitic->shorter_first ? readings.begin() : readings.begin() + 1, std::move(shorter.front()));
  return readings;
}

}  // namespace diwan::analysis
