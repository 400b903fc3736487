// SPDX-License-Identifier: GPL-2.0-or-later
#include "analysis/arabic_dictionary.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>

namespace diwan::analysis {
namespace {

bool has(const std::vector<DictionaryReading>& readings, const std::string& stem, const std::string& prefix,
         const std::string& suffix, bool verb) {
  return std::any_of(readings.begin(), readings.end(), [&](const DictionaryReading& reading) {
    return reading.stem == stem && reading.prefix == prefix && reading.suffix == suffix && reading.verb == verb;
  });
}

}  // namespace

TEST_CASE("the dictionary accounts for words by prefix, headword and suffix") {
  struct Row {
    const char* key;
    const char* stem;
    const char* prefix;
    const char* suffix;
    bool verb;
    const char* reason;
  };
  const Row rows[] = {
      {"وزير", "وزير", "", "", false, "a headword"},
      {"والوزير", "وزير", "وال", "", false, "article"},
      {"قواتنا", "قوات", "", "نا", false, "possessive"},
      {"قوات", "قوه", "", "ات", false, "plural in place of ta marbuta"},
      {"للجنه", "لجنه", "لل", "", false, "a prefix that takes the first letter"},
      {"مدرستنا", "مدرسه", "", "تنا", false, "ta marbuta before a possessive"},
      {"قال", "قال", "", "", true, "a verb"},
      {"يقولون", "قال", "", "ون", true, "a verb's lemma"},
      {"وسيقولون", "قال", "وس", "ون", true, "clitics of a verb"},
  };
  for (const auto& row : rows) {
    INFO(row.reason << ": " << row.key);
    CHECK(has(arabic_dictionary::look_up(row.key), row.stem, row.prefix, row.suffix, row.verb));
  }
}

TEST_CASE("the parts of a reading give the word again") {
  for (const std::string key : {"للقوات", "قواتنا", "والوزير", "للجنه", "سفراوهم", "وسيقولونها"}) {
    for (const auto& reading : arabic_dictionary::look_up(key)) {
      INFO(key << ' ' << reading.headword);
      const auto kept = key.substr(reading.prefix.size(), reading.kept * 2);
      CHECK(reading.prefix + kept + reading.suffix == key);
      const auto headword = reading.headword.substr(reading.lost_front * 2);
      CHECK(headword.substr(0, headword.size() - reading.lost_end * 2) == kept);
    }
  }
}

TEST_CASE("words that the dictionary cannot know have no reading") {
  struct Row {
    std::string key;
    const char* reason;
  };
  const Row rows[] = {
      {"", "empty"},
      {"زقنبوطش", "a name that nobody has"},
      {"وزيرززز", "letters behind the word"},
      {"پاكستان", "a letter that Arabic lacks"},
      {"abc", "Latin"},
      {"2021", "a number"},
      {std::string(400, 'x'), "too long"},
      {"\xD9", "a broken byte"},
      {"ال", "a prefix alone"},
  };
  for (const auto& row : rows) {
    INFO(row.reason);
    const auto readings = arabic_dictionary::look_up(row.key);
    CHECK(std::none_of(readings.begin(), readings.end(), [](const auto& reading) { return reading.headword.empty(); }));
    if (row.key != "ال") CHECK(readings.empty());
  }
  std::string longest;
  for (int i = 0; i < 40; ++i) longest += "و";
  CHECK(arabic_dictionary::look_up(longest).empty());
}

TEST_CASE("headwords are told from forms") {
  CHECK(arabic_dictionary::is_headword("وزير"));
  CHECK(arabic_dictionary::is_headword("قوه"));
  CHECK_FALSE(arabic_dictionary::is_headword("والوزير"));
  CHECK_FALSE(arabic_dictionary::is_headword("وزي"));
  CHECK_FALSE(arabic_dictionary::is_headword(""));
}

}  // namespace diwan::analysis
