// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/analyzer.hpp>

#include <string_view>
#include <vector>

namespace diwan::analysis {

/// The readings of an Arabic word that the dictionary does not know; the rules are those that arabic_stemmer.hpp lists.
std::vector<WordExplanation::Reading> unknown_word_readings(std::string_view key);

}  // namespace diwan::analysis
