// SPDX-License-Identifier: GPL-2.0-or-later
#include "support/conflation.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <sstream>
#include <string>

#include "support/light10.hpp"

namespace diwan::test {
namespace {

std::vector<std::string> first_letter(const std::string& word) { return {word.substr(0, 1)}; }

/// The rows of tests/data/word_lemmas.tsv, of one kind and with the headwords or of all.
WordLemmas own_list(const std::string& kind = {}) {
  std::ifstream file(std::string(DIWAN_TEST_DATA) + "/word_lemmas.tsv");
  REQUIRE(file);
  std::stringstream rows;
  for (std::string line; std::getline(file, line);) {
    if (line.ends_with("\t" + kind) || kind.empty()) rows << line << '\n';
  }
  return read_word_lemmas(rows);
}

}  // namespace

TEST_CASE("pairs are counted once each, and words not with themselves") {
  std::istringstream lines("# a remark\tx\nab\tA\nac\tA\nac\tB\t7\nad\tB\nba\tA\nno tab\nab\tA\n");
  const auto words = read_word_lemmas(lines);
  REQUIRE(words.size() == 4);
  CHECK(words.at("ac") == std::set<std::string>{"A", "B"});
  const auto pairs = count_pairs(words, first_letter);
  CHECK(pairs.one_lemma == 4);  // ab-ac, ab-ba, ac-ba, ac-ad
  CHECK(pairs.meet == 3);       // ab-ac, ab-ad, ac-ad
  CHECK(pairs.both == 2);
  CHECK(pairs.precision() == Approx(2. / 3));
  CHECK(pairs.recall() == Approx(.5));
  CHECK(pairs.f1() == Approx(4. / 7));

  const auto twice = [](const std::string&) { return std::vector<std::string>{"x", "y"}; };
  CHECK(count_pairs(words, twice).meet == 6);  // sharing two keys is meeting once
  const auto never = [](const std::string& word) { return std::vector{word}; };
  CHECK(count_pairs(words, never).f1() == 0);

  std::istringstream plurals("ab\ta\nba\tc\nc\tc\n");
  CHECK(share_that_meet_lemma(read_word_lemmas(plurals), first_letter) == .5);
}

TEST_CASE("light10 is the published algorithm") {
  struct Row {
    const char* word;
    const char* stem;
    const char* reason;
  };
  const Row rows[] = {
      {"الحسن", "حسن", "ال"},
      {"والحسن", "حسن", "وال"},
      {"بالحسن", "حسن", "بال"},
      {"كالحسن", "حسن", "كال"},
      {"فالحسن", "حسن", "فال"},
      {"للاخر", "اخر", "لل"},
      {"وحسن", "حسن", "و"},
      {"وزير", "زير", "... although it is the word's own"},
      {"ولد", "ولد", "three letters keep their و"},
      {"زوجها", "زوج", "ها"},
      {"ساهدان", "ساهد", "ان"},
      {"ساهدات", "ساهد", "ات"},
      {"ساهدون", "ساهد", "ون"},
      {"ساهدين", "ساهد", "ين"},
      {"ساهدية", "ساهد", "ية"},
      {"ساهدة", "ساهد", "ة"},
      {"ساهدي", "ساهد", "ي"},
      {"وساهدون", "ساهد", "both ends"},
      {"ساهدهات", "ساهد", "an ending behind another, in the order of the list"},
      {"اتات", "ات", "two letters remain"},
      {"الو", "الو", "one letter would remain"},
      {"أَقْوالـــى", "اقوال", "marks, tatweel, alef, alef maqsura"},
      {"English", "English", "another script"},
  };
  for (const auto& row : rows) {
    INFO(row.word << ": " << row.reason);
    CHECK(light10_stem(row.word) == row.stem);
  }
}

TEST_CASE("words of one lemma meet, others do not, and better than by light10") {
  const auto all = own_list();
  const auto ours = count_pairs(all, our_stems());
  const auto theirs = count_pairs(all, light10());
  INFO("precision " << ours.precision() << ", recall " << ours.recall() << ", F1 " << ours.f1() << "; light10 "
                    << theirs.precision() << ", " << theirs.recall() << ", " << theirs.f1());
  CHECK(ours.precision() >= theirs.precision());
  CHECK(ours.f1() >= theirs.f1() + .1);
  CHECK(ours.precision() >= .72);
  CHECK(ours.recall() >= .67);
}

TEST_CASE("each kind of form meets its lemma") {
  struct Row {
    const char* kind;
    double stems;
    double related;
  };
  const Row rows[] = {
      {"article", 1, 1},      {"clitics", 1, 1}, {"possessive", .9, .9}, {"dual", 1, 1},
      {"sound plural", 1, 1}, {"nisba", 1, 1},   {"verb", .9, .9},       {"broken plural", .1, .9},
  };
  for (const auto& row : rows) {
    const auto words = own_list(row.kind);
    const auto by_stem = share_that_meet_lemma(words, our_stems());
    const auto related = share_that_meet_lemma(words, our_related_stems());
    INFO(row.kind << ": " << by_stem << ", with related stems " << related);
    CHECK(by_stem >= row.stems);
    CHECK(related >= row.related);
  }
}

}  // namespace diwan::test
