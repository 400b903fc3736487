// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

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

/// Whether the query words [first, first + count) of the matcher stand at `position` one after the other.
bool phrase_at(WordMatcher& matcher, std::span<const TextWord> text, std::size_t position, std::size_t first,
               std::size_t count);

}  // namespace diwan::search
