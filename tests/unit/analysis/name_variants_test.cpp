// SPDX-License-Identifier: GPL-2.0-or-later
#include "analysis/name_variants.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

namespace diwan::analysis {
namespace {

bool meet(const std::string& one, const std::string& other) {
  const auto variants = name_variants(one);
  CHECK(variants.size() <= name_variant_limit);
  return std::find(variants.begin(), variants.end(), other) != variants.end() && may_be_one_name(one, other);
}

}  // namespace

TEST_CASE("spellings of one name meet both ways, other words do not") {
  struct Row {
    const char* one;
    const char* other;
    bool meet;
    const char* reason;
  };
  const Row rows[] = {
      {"انجلترا", "انكلترا", true, "two headwords, g"},
      {"واشنطن", "واشنجتن", true, "a headword, ng and t"},
      {"واشنطن", "واشنغتن", true, "ng with غ"},
      {"غوغل", "جوجل", true, "four letters, in two places"},
      {"غوغل", "قوقل", true, "and with ق"},
      {"غوغل", "گوگل", true, "and with a letter that Arabic lacks"},
      {"كوبنهاغن", "كوبنهاجن", true, "headwords, one without pronouns"},
      {"بنغلاديش", "بنجلاديش", true, "headwords"},
      {"اليزابيت", "اليزابيث", true, "th"},
      {"بوتين", "پوتين", true, "a word that could be ب and وتين"},
      {"ڤيتو", "فيتو", true, "v"},
      {"چرچل", "تشرتشل", true, "ch in two places"},
      {"يوغوسلاف", "يوغسلاف", true, "a vowel left out"},
      {"تايلند", "تايلاند", true, "a vowel written"},
      {"سوفييتي", "سوفيتي", true, "a doubled vowel"},
      {"غونزاليس", "غونزاليز", true, "s and z"},
      {"غوتيريش", "غوتيرش", true, "a name that the dictionary lacks"},
      {"طوبوغرافي", "توبوجرافي", true, "in two places"},
      {"كبير", "جبير", false, "a short native word"},
      {"حكم", "حجم", false, "two native words"},
      {"مراكب", "مراقب", false, "of five letters"},
      {"استقلال", "استكلال", false, "a native word and no word"},
      {"تقليد", "تجليد", false, "nouns of verbs"},
      {"استغل", "استجلي", false, "verbs"},
      {"جنايي", "غنايي", false, "native nisbas"},
      {"برتقال", "برتغال", false, "an orange is no country"},
      {"قانون", "غانون", false, "a common noun"},
      {"بقلبه", "بجلبه", false, "a word with clitics"},
      {"كينيا", "غينيا", false, "two countries"},
      {"جوبا", "كوبا", false, "two names"},
      {"غابوني", "جابوني", true, "nisba of names"},
      {"2021", "2022", false, "numbers"},
      {"nato", "natu", false, "another script"},
      {"", "", false, "nothing"},
  };
  for (const auto& row : rows) {
    INFO(row.one << ", " << row.other << ": " << row.reason);
    CHECK(meet(row.one, row.other) == row.meet);
    CHECK(meet(row.other, row.one) == row.meet);
  }
}

TEST_CASE("variants of a word that cannot be a name all have a letter that Arabic lacks") {
  CHECK(name_variants("حكم") == std::vector<std::string>{"حگم"});
  CHECK(name_variants("ههههههههههههههههههههههههه").empty());
  CHECK(name_variants("غجكقگغجكقگغجكقگ").size() == name_variant_limit);
}

}  // namespace diwan::analysis
