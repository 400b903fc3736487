// SPDX-License-Identifier: GPL-2.0-or-later
#include "analysis/arabic_stemmer.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "analysis/arabic_dictionary.hpp"
#include "analysis/function_words.hpp"
#include "analysis/known_word.hpp"
#include "analysis/unknown_word.hpp"

namespace diwan::analysis {

namespace {

using Readings = std::vector<WordExplanation::Reading>;

/// Particles so frequent behind و that a word spelt like both is taken for them (وفي is hardly ever loyal, ولي is
/// hardly ever "and to me").
constexpr std::string_view frequent_behind_waw[] = {"في", "من", "علي", "عن", "الي", "ان",
                                                    "لا", "لم", "لن",  "قد", "هو",  "هي"};

/// A particle by itself or behind و or ف; none for other words.
Readings particle_readings(std::string_view key) {
  constexpr std::string_view waw = "و", fa = "ف";
  if (is_particle(key)) return {{std::string(key), "", "", "particle"}};
  if (!key.starts_with(waw) && !key.starts_with(fa)) return {};
  const auto rest = key.substr(waw.size());
  if (rest.size() <= waw.size() || !is_particle(rest)) return {};
  const bool frequent =
      key.starts_with(waw) &&
      std::find(std::begin(frequent_behind_waw), std::end(frequent_behind_waw), rest) != std::end(frequent_behind_waw);
  if (!frequent && arabic_dictionary::is_headword(key)) return {};
  return {{std::string(rest), std::string(key.substr(0, waw.size())), "", "particle"}};
}

/// Names begin like words behind a preposition (بوتين, كركوك): where only such a reading is known, the whole word is
/// one too, and before a reading with ك, which few words have, it comes first.
void add_whole_name(std::string_view key, Readings& readings) {
  constexpr std::string_view prepositions[] = {"ب", "ل", "ك"};
  const auto& first = readings.front().prefix;
  const auto found = std::find(std::begin(prepositions), std::end(prepositions), first);
  if (found == std::end(prepositions)) return;
  const bool before = *found == prepositions[2];
  readings.insert(before ? readings.begin() : readings.begin() + 1, {std::string(key), "", "", "whole"});
}

Readings dictionary_readings(std::string_view key, bool with_names = true) {
  Readings readings;
  for (auto& known : known_word_readings(key)) {
    if (known.of_name && !with_names) continue;
    readings.push_back({std::move(known.stem), std::move(known.prefix), std::move(known.suffix),
                        known.verb ? "dictionary verb" : "dictionary noun"});
  }
  return readings;
}

/// Behind ا a last hamza is often left out (انتها), behind ي one is often written although the ي is its seat (طواريء),
/// or it has its seat elsewhere (هيأة): the word that was meant, where it is a headword.
Readings readings_with_hamza_mended(std::string_view key, std::string_view other_seat) {
  constexpr std::string_view alef = "ا", hamza = "ء", seat_and_hamza = "يء";
  Readings readings;
  if (key.ends_with(alef)) readings = dictionary_readings(std::string(key).append(hamza));
  if (key.ends_with(seat_and_hamza)) readings = dictionary_readings(key.substr(0, key.size() - hamza.size()));
  // No foreign name has a hamza there: فيأنا is not فيينا.
  if (!other_seat.empty()) readings = dictionary_readings(other_seat, false);
  std::erase_if(readings,
                [](const auto& reading) { return reading.rule != "dictionary noun" || !reading.suffix.empty(); });
  return readings;
}

/// Whether a word that ends in ا may well be without a hamza: it is a noun as it stands, or one with tanwin.
bool ends_as_it_should(const WordExplanation::Reading& reading) {
  constexpr std::string_view tanwin = "ا";
  return reading.rule == "dictionary noun" && (reading.suffix.empty() || reading.suffix == tanwin);
}

}  // namespace

std::vector<WordExplanation::Reading> arabic_readings(std::string_view key, std::string_view other_seat) {
  if (auto readings = particle_readings(key); !readings.empty()) return readings;
  auto readings = dictionary_readings(key);
  if (readings.empty()) readings = readings_with_hamza_mended(key, other_seat);
  if (readings.empty()) return unknown_word_readings(key);
  if (!ends_as_it_should(readings.front())) {
    auto mended = readings_with_hamza_mended(key, other_seat);
    if (!mended.empty()) readings.insert(readings.begin() + 1, std::move(mended.front()));
  }
  add_whole_name(key, readings);
  return readings;
}

}  // namespace diwan::analysis
