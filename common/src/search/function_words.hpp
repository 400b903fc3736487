// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string_view>

namespace diwan::search {

/// What a word of a query weighs against others before anything is known of the archive: 1 for most words, little for
/// words that only build sentences, less for those that ask. The lists are the closed classes of grammar (particles,
/// pronouns, prepositions, conjunctions, auxiliaries, interrogatives). `folded`: an exact form.
double word_weight(std::string_view folded);

}  // namespace diwan::search
