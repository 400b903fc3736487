// SPDX-License-Identifier: GPL-2.0-or-later
#include "search/word_matcher.hpp"

#include <algorithm>
#include <utility>

#include "analysis/word_analyzer.hpp"

namespace diwan::search {
namespace {

bool share_stem(const analysis::AnalyzedWord& found, const QueryWord& asked) {
  return std::find_first_of(found.stems.begin(), found.stems.end(), asked.stems.begin(), asked.stems.end()) !=
         found.stems.end();
}

bool is(const analysis::AnalyzedWord& found, const QueryWord& asked) {
  if (asked.exact) return found.folded == asked.folded;
  return share_stem(found, asked) ||
         std::any_of(asked.alternatives.begin(), asked.alternatives.end(), [&](const auto& alternative) {
           return alternative.size() == 1 && share_stem(found, alternative.front());
         });
}

}  // namespace

WordMatcher::WordMatcher(const store::TextStore& texts, std::vector<const QueryWord*> words)
    : texts_(texts), words_(std::move(words)) {
  for (std::uint32_t number = 0; number < words_.size(); ++number) {
    const auto& word = *words_[number];
    const auto add_stems = [&](const QueryWord& each) {
      for (const auto& stem : each.stems) by_stem_.emplace(store::term_hash(stem), number);
    };
    if (word.exact) {
      by_exact_.emplace(store::term_hash(word.folded), number);
      continue;
    }
    add_stems(word);
    for (const auto& alternative : word.alternatives) {
      if (alternative.size() == 1) add_stems(alternative.front());
    }
  }
  std::vector<std::uint32_t> hashes;
  for (const auto* words_by_hash : {&by_exact_, &by_stem_}) {
    for (const auto& [hash, number] : *words_by_hash) hashes.push_back(hash);
  }
  forms_ = FormMap<std::vector<Match>>(texts_, hashes);
}

std::vector<WordMatcher::Match> WordMatcher::look_at(store::EntryId id) const {
  const auto tokens = texts_.tokens(id);
  std::vector<Match> found;
  for (std::size_t token = 0; token < tokens.size(); ++token) {
    const auto add = [&](const auto& words, std::uint32_t hash) {
      for (auto [next, end] = words.equal_range(hash); next != end; ++next) {
        found.push_back({static_cast<std::uint16_t>(token), next->second});
      }
    };
    add(by_exact_, tokens[token].exact);
    for (const auto stem : tokens[token].stems) add(by_stem_, stem);
  }
  if (!found.empty()) {
    const auto analyzed =
        analysis::analyze_word(texts_.form(id), static_cast<analysis::LanguageClass>(texts_.language(id)));
    std::erase_if(found, [&](const Match& match) {
      return match.token >= analyzed.size() || !is(analyzed[match.token], *words_[match.word]);
    });
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
  }
  return found;
}

}  // namespace diwan::search
