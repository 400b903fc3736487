// SPDX-License-Identifier: GPL-2.0-or-later
#include "search/phrase.hpp"

#include <algorithm>

namespace diwan::search {
namespace {

constexpr std::size_t none = static_cast<std::size_t>(-1);

bool word_at(WordMatcher& matcher, const TextWord& word, std::size_t asked) {
  const auto matches = matcher.matches(word.entry);
  return std::any_of(matches.begin(), matches.end(),
                     [&](const WordMatcher::Match& match) { return match.token == word.token && match.word == asked; });
}

/// Where the phrase from its word `next` on ends, if it stands at `position`.
std::size_t end_of_phrase(WordMatcher& matcher, std::span<const TextWord> text, std::span<const TextDay> days,
                          std::size_t position, const PhraseWords& phrase, std::size_t next) {
  for (; next < phrase.clause->words.size(); ++next, ++position) {
    for (const auto& asked : phrase.clause->days) {
      if (asked.first != next) continue;
      for (const auto& day : days) {
        if (day.first != position || day.date != asked.date) continue;
        const auto end = end_of_phrase(matcher, text, days, position + day.count, phrase, next + asked.count);
        if (end != none) return end;
      }
    }
    if (position >= text.size() || !word_at(matcher, text[position], phrase.first + next)) return none;
  }
  return position;
}

}  // namespace

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

std::size_t phrase_at(WordMatcher& matcher, std::span<const TextWord> text, std::span<const TextDay> days,
                      std::size_t position, const PhraseWords& phrase) {
  const auto end = end_of_phrase(matcher, text, days, position, phrase, 0);
  return end == none ? 0 : end - position;
}

}  // namespace diwan::search
