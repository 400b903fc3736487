// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string_view>

namespace diwan::analysis {

/// What a word does in a sentence, as far as a closed list can tell.
enum class WordKind {
  content,
  function,  ///< builds sentences: particles, pronouns, auxiliaries, quantifiers
  question,  ///< asks: هل, ماذا, who
};

/// The kind of a word by its exact form. The lists are the closed classes of grammar. Pure.
WordKind word_kind(std::string_view folded);

/// Whether a word is an Arabic particle or pronoun, which no stemming must touch. `key`: text::fold_seats of an exact
/// form. Pure.
bool is_particle(std::string_view key);

}  // namespace diwan::analysis
