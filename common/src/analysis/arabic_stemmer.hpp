// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/analyzer.hpp>

#include <string_view>
#include <vector>

namespace diwan::analysis {

/// Every reading of one Arabic word, best first, never none. `key` is folded with text::fold_seats; `other_seat` too,
/// the word with its hamza where others write it, or empty.
///
/// A particle or pronoun (function_words.hpp) is itself, also behind و or ف.
///
/// A word that the dictionary knows has the dictionary's readings, but for those that a guard refuses:
/// 1. a headword as it stands does not lose its first letters to a clitic: وزير is not و and زير;
/// 2. nor do its forms, where the rest is the same: وزيرا is not و and زيرا; nor one behind clitics: وبلاد is not وب
/// and
///    لاد;
/// 3. للقوات is not ل and لقوات where قوات is a headword and لقوات is none; للجنة is both;
/// 4. the question particle أ is never seen: إدلب is not أ and دلب;
/// 5. where a noun takes the word as it stands, or behind the article, a verb is believed only if its lemma is spelt
///    like that noun: أمن is not a form of منى, الوطن none of لاط;
/// 6. a headword, also behind clitics, is no name with an ending: رياضة is not رياض and ة; nor is a name another word
///    with an ending: لبنان is not لبن and ان.
/// Nouns that take the word as it stands come first, then those behind the article, then verbs as they stand, then
/// whole nouns with an ending, then the rest, which only counts where there is nothing plainer; among equals longer
/// stems, then readings that keep more of the word, then nouns. An adjective of relation (nisba) that the dictionary
/// makes of its noun is a stem of its own: دفاعية is دفاعي. Where the first reading has nothing but ب ل or ك in front,
/// the whole word is a reading too, since names begin like that (بوتين): the second, but before one with ك the first.
///
/// Where the dictionary knows the word not at all, or neither as a noun as it stands nor as one with tanwin, a last
/// hamza that was left out behind ا or written behind ي is mended (انتها is انتهاء, طواريء is طوارئ), or `other_seat`
/// is taken.
///
/// Any other word is a name as a rule, and keeps itself whole but for what rules take off, in this order:
/// 1. the article with the clitics in front of it, where three letters remain;
/// 2. one of و ف ب ل ك where the dictionary knows the rest;
/// 3. one of them from a word of five letters or more, on trial: both readings count, the shorter first for و; where و
/// or ف
///    stands before another one, the rest is what is on trial;
/// 4. what makes a nisba plural or feminine (الحوثيين, الحوثيون, الحوثية are حوثي);
/// 5. other endings, where a headword remains (الوفدان is وفد).
std::vector<WordExplanation::Reading> arabic_readings(std::string_view key, std::string_view other_seat = {});

}  // namespace diwan::analysis
