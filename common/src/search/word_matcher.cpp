// SPDX-License-Identifier: GPL-2.0-or-later
#include "search/word_matcher.hpp"

#include <algorithm>
#include <utility>

#include "analysis/word_analyzer.hpp"

namespace diwan::search {
namespace {

bool is(const analysis::AnalyzedWord& found, const QueryWord& asked) {
  if (asked.exact) return found.folded == asked.folded;
  return std::find_first_of(found.stems.begin(), found.stems.end(), asked.stems.begin(), asked.stems.end()) !=
         found.stems.end();
}

}  // namespace

WordMatcher::WordMatcher(const store::TextStore& texts, std::vector<const QueryWord*> words)
    : texts_(texts), words_(std::move(words)), known_(texts.entry_count() + 1, unknown) {
  for (const auto* word : words_) {
    WordHashes hashes{store::term_hash(word->folded), {}};
    for (const auto& stem : word->stems) hashes.stems.push_back(store::term_hash(stem));
    hashes_.push_back(std::move(hashes));
  }
}

bool WordMatcher::may_match(const store::TokenHashes& token, std::size_t word) const {
  const auto& hashes = hashes_[word];
  if (words_[word]->exact) return token.exact == hashes.exact;
  return std::any_of(hashes.stems.begin(), hashes.stems.end(),
                     [&](std::uint32_t stem) { return token.stems[0] == stem || token.stems[1] == stem; });
}

std::span<const WordMatcher::Match> WordMatcher::look_at(store::EntryId id) {
  if (id >= texts_.entry_count()) return {};
  const auto tokens = texts_.tokens(id);
  std::vector<Match> found;
  for (std::size_t token = 0; token < tokens.size(); ++token) {
    for (std::size_t word = 0; word < words_.size(); ++word) {
      if (may_match(tokens[token], word)) {
        found.push_back({static_cast<std::uint16_t>(token), static_cast<std::uint32_t>(word)});
      }
    }
  }
  if (!found.empty()) {
    const auto analyzed =
        analysis::analyze_word(texts_.form(id), static_cast<analysis::LanguageClass>(texts_.language(id)));
    std::erase_if(found, [&](const Match& match) {
      return match.token >= analyzed.size() || !is(analyzed[match.token], *words_[match.word]);
    });
  }
  if (found.empty()) {
    known_[id] = no_match;
    return {};
  }
  known_[id] = static_cast<std::uint32_t>(first_list + lists_.size());
  return lists_.emplace_back(std::move(found));
}

}  // namespace diwan::search
