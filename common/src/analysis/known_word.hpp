// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string_view>
#include <vector>

#include "analysis/arabic_dictionary.hpp"

namespace diwan::analysis {

/// What the dictionary makes of a word, without the readings that a guard refuses (arabic_stemmer.hpp lists them), best
/// first; none for an unknown word.
std::vector<DictionaryReading> known_word_readings(std::string_view key);

}  // namespace diwan::analysis
