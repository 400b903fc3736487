// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <istream>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace diwan::test {

/// Each distinct word of a list and the lemmas that the list gives it.
using WordLemmas = std::map<std::string, std::set<std::string>>;

/// Reads lines `word<TAB>lemma[<TAB>...]`; a line that begins with `#` is a remark, one without a tab is passed over.
WordLemmas read_word_lemmas(std::istream& lines);

/// What a stemmer makes of a word: two words meet when they share one of these.
using Keys = std::function<std::vector<std::string>(const std::string& word)>;

Keys exact_form();         ///< no stemmer
Keys our_stems();          ///< the one or two stems of a word
Keys our_related_stems();  ///< and stems that are related to these by patterns (analysis/related_stems.hpp)
Keys our_classes();        ///< and the root-like class of the first
Keys light10();
Keys snowball();

/// Over all pairs of two distinct words of a list: how many are of one lemma, how many meet, how many both.
struct PairCounts {
  std::size_t one_lemma = 0;
  std::size_t meet = 0;
  std::size_t both = 0;

  double precision() const { return meet == 0 ? 0 : double(both) / double(meet); }
  /// The share of the pairs of one lemma that meet.
  double recall() const { return one_lemma == 0 ? 0 : double(both) / double(one_lemma); }
  double f1() const { return both == 0 ? 0 : 2 * precision() * recall() / (precision() + recall()); }
};

/// Takes time and memory by the pairs that share something, not by all that there are.
PairCounts count_pairs(const WordLemmas& words, const Keys& keys);

/// Of the words that differ from their lemma, the share that meet it: how a list of plurals and their singulars is
/// read.
double share_that_meet_lemma(const WordLemmas& words, const Keys& keys);

}  // namespace diwan::test
