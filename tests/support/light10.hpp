// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace diwan::test {

/// The stem that light10 gives a word, as Lucene has it (ArabicNormalizer and ArabicStemmer, after Larkey, Ballesteros
/// and Connell, "Light stemming for Arabic information retrieval"). What our own stemmer is measured against. Rules:
///   1. آ أ إ become ا, ى becomes ي, ة becomes ه; tatweel and harakat go;
///   2. the first of the prefixes ال وال بال كال فال لل و that fits goes, where two letters remain (behind و three);
///   3. then each of the suffixes ها ان ات ون ين يه ه ي, in this order, where two letters remain.
std::string light10_stem(std::string_view word);

}  // namespace diwan::test
