// SPDX-License-Identifier: GPL-2.0-or-later
#include "analysis/related_stems.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

namespace diwan::analysis {
namespace {

bool relates(std::string_view one, const std::string& other) {
  const auto stems = related_stems(one);
  return std::find(stems.begin(), stems.end(), other) != stems.end();
}

}  // namespace

TEST_CASE("patterns relate singular and plural, verb and noun, both ways") {
  // As stems are spelt: hamza and ة folded.
  struct Row {
    const char* one;
    const char* other;
    const char* reason;
  };
  const Row rows[] = {
      {"سفير", "سفراء", "فعيل, فعلاء"},
      {"وزير", "وزراء", "... with a weak first letter"},
      {"صديق", "اصدقاء", "فعيل, أفعلاء"},
      {"طبيب", "اطباء", "... of a doubled letter"},
      {"رييس", "روساء", "... with a hamza on two seats"},
      {"قانون", "قوانين", "فاعول, فواعيل"},
      {"مشروع", "مشاريع", "four letters and a long vowel"},
      {"مكتب", "مكاتب", "four letters"},
      {"حرب", "حروب", "فعل, فعول"},
      {"بند", "بنود", "فعل, فعول"},
      {"وفد", "وفود", "فعل, فعول"},
      {"حق", "حقوق", "... of a doubled letter"},
      {"دوله", "دول", "فعلة, فعل"},
      {"سلاح", "اسلحه", "فعال, أفعلة"},
      {"باب", "ابواب", "a weak middle letter"},
      {"عضو", "اعضاء", "a weak last letter"},
      {"قضيه", "قضايا", "فعيلة, فعالى"},
      {"قاضي", "قضاه", "فاعي, فعاة"},
      {"نبا", "انباء", "a hamza at the end"},
      {"انسحب", "انسحاب", "seventh form"},
      {"اجتمع", "اجتماع", "eighth form"},
      {"استقال", "استقاله", "tenth form, weak"},
      {"انتهي", "انتهاء", "eighth form, weak at the end"},
      {"اتفاق", "اتفاقيه", "what comes of it"},
      {"دفاع", "دفاعي", "nisba"},
  };
  for (const auto& row : rows) {
    INFO(row.one << " " << row.other << ": " << row.reason);
    CHECK(relates(row.one, row.other));
    CHECK(relates(row.other, row.one));
  }
}

TEST_CASE("what no pattern relates stays apart") {
  CHECK_FALSE(relates("وزير", "زير"));
  CHECK_FALSE(relates("حرب", "محراب"));
  CHECK_FALSE(relates("سفير", "سفير"));  // not itself
  CHECK(related_stems("").empty());
  CHECK(related_stems("2021").empty());
  CHECK(related_stems("minister").empty());
  CHECK(related_stems("\xD9").empty());
}

TEST_CASE("answers are headwords, few, and each once") {
  for (const auto* stem : {"دول", "قرار", "علم", "حكم"}) {
    auto stems = related_stems(stem);
    CHECK(stems.size() <= 12);
    std::sort(stems.begin(), stems.end());
    CHECK(std::adjacent_find(stems.begin(), stems.end()) == stems.end());
  }
}

}  // namespace diwan::analysis
