// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "search/analyzed_query.hpp"
#include "search/text_days.hpp"
#include "search/word_matcher.hpp"
#include "store/text_store.hpp"

namespace diwan::search {

/// One word of a text: a token of a form. Its place in a vector is its position.
struct TextWord {
  store::EntryId entry = 0;
  std::uint16_t token = 0;  ///< which token of the form
  std::uint32_t piece = 0;  ///< which piece of the text: words and gaps counted together, spaces left out included
};

/// The words of a stream, into a buffer that is cleared first.
void read_words(const store::TextStore& texts, std::span<const std::uint16_t> units, std::vector<TextWord>& words);

/// A phrase of a query and where its words begin among the matcher's. The clause outlives it.
struct PhraseWords {
  const Clause* clause = nullptr;
  std::size_t first = 0;
};

/// How many words of the text the phrase takes at `position`, 0 where it does not stand there. `days` are the days of
/// the text that the query asks for, in order: they stand for those of the phrase.
std::size_t phrase_at(WordMatcher& matcher, std::span<const TextWord> text, std::span<const TextDay> days,
                      std::size_t position, const PhraseWords& phrase);

}  // namespace diwan::search
