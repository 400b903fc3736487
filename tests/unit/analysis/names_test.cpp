// SPDX-License-Identifier: GPL-2.0-or-later
// What analysis makes of proper names: most are not in the dictionary's language, and their first letters look like
// clitics. docs/names.md has the table.
#include "support/names.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "analysis/arabic_dictionary.hpp"
#include "analysis/word_analyzer.hpp"
#include "support/table.hpp"
#include "text/fold.hpp"
#include "text/script.hpp"

namespace diwan::test {
namespace {

std::vector<Name> names_in(const std::string& table) {
  std::vector<Name> names;
  for (const auto& row : read_table(table, 3)) names.push_back(name_of(row[0], row[1], row[2]));
  return names;
}

std::vector<std::string> stems_of(const std::string& word) {
  const auto words = analysis::analyze_word(word, {});
  REQUIRE(words.size() == 1);
  return words.front().stems;
}

bool share_one(const std::vector<std::string>& ours, const std::vector<std::string>& theirs) {
  return std::find_first_of(ours.begin(), ours.end(), theirs.begin(), theirs.end()) != ours.end();
}

void add_words(const std::filesystem::path& path, std::set<std::string>& words) {
  std::ifstream file(path);
  REQUIRE(file);
  for (std::string line; std::getline(file, line);) {
    for (const auto& segment : analysis::segments(line)) {
      const auto form = line.substr(segment.begin, segment.end - segment.begin);
      if (segment.word && text::script_of(form) == text::Script::arabic) words.insert(form);
    }
  }
}

}  // namespace

TEST_CASE("a name is a stem of its own, and all its forms have it") {
  const auto names = names_in("names.tsv");
  CHECK(names.size() == 200);
  for (const auto& name : names) {
    const auto stem = text::fold_seats(text::fold(name.text));
    for (const auto& form : forms_of(name)) {
      INFO(name.text << ": " << form);
      const auto stems = stems_of(form);
      CHECK(std::find(stems.begin(), stems.end(), stem) != stems.end());
      if (form == name.text) CHECK(stems.front() == stem);
    }
  }
}

TEST_CASE("no other word shares a name's stem but its nisba") {
  std::set<std::string> words;
  add_words(DIWAN_HUNSPELL_WORDS, words);
  for (const auto& entry : std::filesystem::recursive_directory_iterator(DIWAN_CORPUS)) {
    if (entry.is_regular_file()) add_words(entry.path(), words);
  }
  CHECK(words.size() > 100'000);
  std::multimap<std::string, const std::string*> by_stem;
  for (const auto& word : words) {
    for (const auto& analyzed : analysis::analyze_word(word, {})) {
      for (const auto& stem : analyzed.stems) by_stem.emplace(stem, &word);
    }
  }
  for (const auto& name : names_in("names.tsv")) {
    for (auto [next, end] = by_stem.equal_range(stems_of(name.text).front()); next != end; ++next) {
      INFO(name.text << ": " << *next->second);
      CHECK(is_form_or_nisba(name, text::fold_seats(text::fold(*next->second))));
    }
  }
}

TEST_CASE("most names that no list has meet their forms") {
  std::size_t forms = 0, meet = 0, first = 0;
  for (const auto& name : names_in("unknown_names.tsv")) {
    // A name that a list has by now says nothing about the rules.
    if (analysis::arabic_dictionary::is_headword(text::fold_seats(text::fold(name.text)))) continue;
    const auto own = stems_of(name.text);
    for (const auto& form : forms_of(name)) {
      const auto stems = stems_of(form);
      ++forms;
      meet += share_one(own, stems) ? 1 : 0;
      first += share_one({own.front()}, stems) ? 1 : 0;
    }
  }
  CHECK(forms >= 300);
  INFO(forms << " forms, " << meet << " meet, " << first << " by the name's first stem");
  CHECK(static_cast<double>(meet) >= .9 * static_cast<double>(forms));
  CHECK(static_cast<double>(first) >= .85 * static_cast<double>(forms));
}

TEST_CASE("what a name takes in front, and what is a form of it") {
  CHECK(forms_of(name_of("لبنان", "و ب ل", "place")) ==
        std::vector<std::string>{"لبنان", "ولبنان", "بلبنان", "للبنان", "وبلبنان", "وللبنان"});
  CHECK(forms_of(name_of("ليكود", "و ب ل ال", "party")) ==
        std::vector<std::string>{"ليكود", "وليكود", "بليكود", "لليكود", "وبليكود", "ولليكود", "الليكود", "والليكود",
                                 "بالليكود", "وبالليكود", "لليكود", "ولليكود"});
  struct Row {
    const char* name;
    const char* word;
    bool form;
    const char* reason;
  };
  const Row rows[] = {
      {"غزة", "غزي", true, "nisba without ta marbuta"},
      {"سوريا", "السورية", true, "nisba"},
      {"كوسوفو", "كوسوفي", true, "nisba without the last letter"},
      {"مصر", "مصرنا", true, "a possessive"},
      {"قطر", "قطرة", false, "a noun with ة"},
      {"قطر", "يقطر", false, "a verb"},
      {"رياض", "رياضة", false, "a noun with ة"},
      {"بوتين", "فلبوتين", true, "two clitics"},
      {"مصر", "مصراتة", false, "another name"},
  };
  for (const auto& row : rows) {
    INFO(row.reason << ": " << row.word);
    CHECK(is_form_or_nisba(name_of(row.name, "و ب ل", ""), text::fold_seats(text::fold(row.word))) == row.form);
  }
}

}  // namespace diwan::test
