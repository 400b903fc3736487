// SPDX-License-Identifier: GPL-2.0-or-later
// conflation PAIRS.tsv...: how well words of one lemma meet, by our stemmer and by others, over lists of words and
// their lemmas (word<TAB>lemma<TAB>...). Precision, recall and F1 are over all pairs of distinct words; `meet lemma` is
// the share of words that meet the lemma beside them. docs/analysis.md has the tables.
#include <cstdio>
#include <fstream>

#include "support/conflation.hpp"

namespace {

struct Stemmer {
  const char* name;
  diwan::test::Keys keys;
};

const Stemmer stemmers[] = {
    {"diwan", diwan::test::our_stems()},
    {"  with related stems", diwan::test::our_related_stems()},
    {"  with root classes", diwan::test::our_classes()},
    {"light10", diwan::test::light10()},
    {"Snowball", diwan::test::snowball()},
    {"none (exact form)", diwan::test::exact_form()},
};

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return std::fprintf(stderr, "usage: conflation PAIRS.tsv...\n"), 2;
  for (int i = 1; i < argc; ++i) {
    std::ifstream file(argv[i]);
    const auto words = diwan::test::read_word_lemmas(file);
    if (words.empty()) return std::fprintf(stderr, "conflation: %s has no pairs\n", argv[i]), 2;
    std::printf("%s: %zu words\n%-22s %9s %9s %7s %11s %9s %7s %7s\n", argv[i], words.size(), "", "precision", "recall",
                "F1", "meet lemma", "one lemma", "meet", "both");
    for (const auto& stemmer : stemmers) {
      const auto pairs = diwan::test::count_pairs(words, stemmer.keys);
      std::printf("%-22s %9.3f %9.3f %7.3f %11.3f %9zu %7zu %7zu\n", stemmer.name, pairs.precision(), pairs.recall(),
                  pairs.f1(), diwan::test::share_that_meet_lemma(words, stemmer.keys), pairs.one_lemma, pairs.meet,
                  pairs.both);
    }
    std::printf("%s", i + 1 < argc ? "\n" : "");
  }
}
