// SPDX-License-Identifier: GPL-2.0-or-later
#include "search/phrase.hpp"

#include <algorithm>

namespace diwan::search {

void read_words(const store::TextStore& texts, std::span<const std::uint16_t> units, std::vector<TextWord>& words) {
  words.clear();
  std::uint32_t piece = 0;
  bool after_word = false;
  for (store::word_stream::Reader reader(units); !reader.done(); ++piece) {
    const auto entry = reader.next();
    const auto tokens = texts.token_count(entry);
    if (tokens > 0 && after_word) ++piece;  // the space that the stream leaves out
    for (std::size_t token = 0; token < tokens; ++token) {
      words.push_back({entry, static_cast<std::uint16_t>(token), piece});
    }
    after_word = tokens > 0;
  }
}

bool phrase_at(WordMatcher& matcher, std::span<const TextWord> text, std::size_t position, std::size_t first,
               std::size_t count) {
  if (count > text.size() - position) return false;
  for (std::size_t i = 0; i < count; ++i) {
    const auto& word = text[position + i];
    const auto matches = matcher.matches(word.entry);
    const bool found = std::any_of(matches.begin(), matches.end(), [&](const WordMatcher::Match& match) {
      return match.token == word.token && match.word == first + i;
    });
    if (!found) return false;
  }
  return true;
}

}  // namespace diwan::search
