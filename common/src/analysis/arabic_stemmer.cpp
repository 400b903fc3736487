// SPDX-License-Identifier: GPL-2.0-or-later
#include "analysis/arabic_stemmer.hpp"

#include <utility>

#include "analysis/known_word.hpp"
#include "analysis/unknown_word.hpp"

namespace diwan::analysis {

std::vector<WordExplanation::Reading> arabic_readings(std::string_view key) {
  std::vector<WordExplanation::Reading> readings;
  for (auto& known : known_word_readings(key)) {
    readings.push_back({std::move(known.stem), std::move(known.prefix), std::move(known.suffix),
                        known.verb ? "dictionary verb" : "dictionary noun"});
  }
  return readings.empty() ? unknown_word_readings(key) : readings;
}

}  // namespace diwan::analysis
