// SPDX-License-Identifier: GPL-2.0-or-later
#include "analysis/root_class.hpp"

#include <catch2/catch.hpp>

namespace diwan::analysis {

TEST_CASE("stems of one root share a class") {
  struct Row {
    const char* stem;
    const char* root;
    const char* reason;
  };
  const Row rows[] = {
      {"سفير", "سفر", "weak letters go"},
      {"سفراء", "سفر", "so do those of a broken plural"},
      {"وزير", "وزر", "the first letter stays"},
      {"وزراء", "وزر", "also before a plural"},
      {"قانون", "قنن", "singular"},
      {"قوانين", "قنن", "and plural"},
      {"حرب", "حرب", "three strong letters"},
      {"حروب", "حرب", "and their plural"},
      {"دوله", "دول", "a final ه"},
      {"دول", "دول", "two strong letters keep their و"},
      {"اتفاق", "تفق", "a derived noun"},
      {"اتفاقيه", "تفق", "its nisba"},
      {"انسحب", "سحب", "ن of the seventh form"},
      {"انسحاب", "سحب", "and of its noun"},
      {"انتخاب", "نخب", "ت inside the eighth form"},
      {"استقبال", "قبل", "the tenth form"},
      {"مستقبل", "قبل", "its participle"},
      {"مجتمع", "جمع", "م and ت"},
      {"امن", "امن", "ا that belongs to the root"},
      {"قول", "قول", "two strong letters"},
      {"اقوال", "اقل", "too few strong letters to lose the first"},
      {"من", "من", "too short"},
      {"nation", "nation", "not Arabic"},
      {"2021", "2021", "a number"},
      {"چاپ", "چاپ", "letters that Arabic lacks"},
      {"", "", "nothing"},
  };
  for (const auto& row : rows) {
    INFO(row.stem << ": " << row.reason);
    CHECK(root_class(row.stem) == row.root);
  }
}

}  // namespace diwan::analysis
