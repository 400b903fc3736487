// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/analyzer.hpp>

#include <string_view>
#include <vector>

namespace diwan::analysis {

/// Every reading of one Arabic word, best first, never none. `key` is folded with text::fold_seats.
///
/// A word that the dictionary knows has the dictionary's readings, but for those that a guard refuses:
/// 1. a headword as it stands does not lose its first letters to a clitic: وزير is not و and زير;
/// 2. nor do its forms, where the rest is the same: وزيرا is not و and زيرا;
/// 3. للقوات is not ل and لقوات where قوات is a headword and لقوات is none; للجنة is both;
/// 4. the question particle أ is seen only where there is no other reading.
/// Longer stems come first, then readings that keep more of the word, then nouns.
///
/// Any other word is a name as a rule, and keeps itself whole but for what rules take off, in this order:
/// 1. the article with the clitics in front of it, where three letters remain;
/// 2. one of و ف ب ل ك where the dictionary knows the rest;
/// 3. one of them from a word of five letters or more, on trial: both readings count, the shorter first for و;
/// 4. what makes a nisba plural or feminine (الحوثيين, الحوثيون, الحوثية are حوثي);
/// 5. other endings, where a headword remains (الوفدان is وفد).
std::vector<WordExplanation::Reading> arabic_readings(std::string_view key);

}  // namespace diwan::analysis
