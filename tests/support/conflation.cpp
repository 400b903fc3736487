// SPDX-License-Identifier: GPL-2.0-or-later
#include "support/conflation.hpp"

#include <diwan/analyzer.hpp>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <unordered_map>
#include <utility>

#include "analysis/related_stems.hpp"
#include "analysis/root_class.hpp"
#include "analysis/snowball_stemmer.hpp"
#include "support/light10.hpp"

namespace diwan::test {
namespace {

using Word = std::uint32_t;
using Pairs = std::vector<std::pair<Word, Word>>;  // ascending, without duplicates

/// Words by what they share.
class Inverted {
 public:
  void add(Word word, const std::string& key) {
    auto& words = lists_[key];
    if (words.empty() || words.back() != word) words.push_back(word);
  }

  Pairs pairs() const {
    Pairs pairs;
    for (const auto& [key, words] : lists_) {
      for (std::size_t later = 1; later < words.size(); ++later) {
        for (std::size_t earlier = 0; earlier < later; ++earlier) pairs.emplace_back(words[earlier], words[later]);
      }
    }
    std::sort(pairs.begin(), pairs.end());
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    return pairs;
  }

 private:
  std::unordered_map<std::string, std::vector<Word>> lists_;
};

/// In a key that is no stem.
constexpr char class_sign = '~';

}  // namespace

WordLemmas read_word_lemmas(std::istream& lines) {
  WordLemmas words;
  for (std::string line; std::getline(lines, line);) {
    const auto tab = line.find('\t');
    if (line.starts_with('#') || tab == std::string::npos) continue;
    words[line.substr(0, tab)].insert(line.substr(tab + 1, line.find('\t', tab + 1) - tab - 1));
  }
  return words;
}

Keys exact_form() {
  return [](const std::string& word) {
    std::vector<std::string> keys;
    for (auto& token : Analyzer().analyze(word)) keys.push_back(std::move(token.folded));
    return keys;
  };
}

Keys our_stems() {
  return [](const std::string& word) {
    std::vector<std::string> keys;
    for (const auto& token : Analyzer().analyze(word)) keys.insert(keys.end(), token.stems.begin(), token.stems.end());
    return keys;
  };
}

Keys our_classes() {
  return [](const std::string& word) {
    std::vector<std::string> keys;
    for (const auto& token : Analyzer().analyze(word)) {
      keys.insert(keys.end(), token.stems.begin(), token.stems.end());
      keys.push_back(class_sign + analysis::root_class(token.stems.front()));
    }
    return keys;
  };
}

Keys our_related_stems() {
  return [](const std::string& word) {
    auto keys = our_stems()(word);
    // What two stems that are related have in common, whichever a word has.
    for (std::size_t i = 0, count = keys.size(); i < count; ++i) {
      for (const auto& related : analysis::related_stems(keys[i])) {
        keys.push_back(std::min(keys[i], related) + class_sign + std::max(keys[i], related));
      }
    }
    return keys;
  };
}

Keys light10() {
  return [](const std::string& word) { return std::vector{light10_stem(word)}; };
}

Keys snowball() {
  return [](const std::string& word) { return std::vector{analysis::snowball_stem(word, "arabic")}; };
}

PairCounts count_pairs(const WordLemmas& words, const Keys& keys) {
  Inverted by_lemma, by_key;
  Word number = 0;
  for (const auto& [word, lemmas] : words) {
    for (const auto& lemma : lemmas) by_lemma.add(number, lemma);
    for (const auto& key : keys(word)) by_key.add(number, key);
    ++number;
  }
  const auto one_lemma = by_lemma.pairs();
  const auto meet = by_key.pairs();
  Pairs both;
  std::set_intersection(one_lemma.begin(), one_lemma.end(), meet.begin(), meet.end(), std::back_inserter(both));
  return {one_lemma.size(), meet.size(), both.size()};
}

double share_that_meet_lemma(const WordLemmas& words, const Keys& keys) {
  std::size_t pairs = 0, meet = 0;
  for (const auto& [word, lemmas] : words) {
    const auto ours = keys(word);
    for (const auto& lemma : lemmas) {
      if (lemma == word) continue;
      ++pairs;
      const auto theirs = keys(lemma);
      meet += std::find_first_of(ours.begin(), ours.end(), theirs.begin(), theirs.end()) != ours.end() ? 1 : 0;
    }
  }
  return pairs == 0 ? 0 : double(meet) / double(pairs);
}

}  // namespace diwan::test
