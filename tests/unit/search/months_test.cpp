// SPDX-License-Identifier: GPL-2.0-or-later
// Names of months in queries, with a real index.
#include <catch2/catch.hpp>

#include "unit/search/archived.hpp"

namespace diwan {
namespace {

using test::article;
using Set = std::set<std::string>;

const test::Archived& archive() {
  static const test::Archived archived({
      article("egypt", "", "اجتماع في ديسمبر المقبل"),
      article("levant", "", "اجتماع في كانون الأول المقبل"),
      article("morocco", "", "اجتماع في دجنبر المقبل"),
      article("january", "", "اجتماع في كانون الثاني المقبل"),
      article("apart", "", "كانون في بيت والأول في غيره"),
      article("august", "", "اجتماع في أغسطس"),
      article("ab", "", "اجتماع في آب"),
  });
  return archived;
}

}  // namespace

TEST_CASE("a month is found by its other names") {
  struct Row {
    const char* query;
    Set ids;
    const char* first;
    const char* reason;
  };
  const Row rows[] = {
      {"ديسمبر", {"egypt", "levant", "morocco"}, "egypt", "one word"},
      {"دجنبر", {"egypt", "levant", "morocco"}, "morocco", "one word, from elsewhere"},
      {"كانون الأول", {"egypt", "levant", "morocco", "january", "apart"}, "levant", "two words"},
      {"+ديسمبر", {"egypt", "levant", "morocco"}, "egypt", "that must match"},
      {"آب", {"august", "ab"}, "ab", "a short name"},
      {"أغسطس", {"august", "ab"}, "august", "and the other way"},
      {"=ديسمبر", {"egypt"}, "egypt", "an exact form has no other names"},
      {"\"ديسمبر المقبل\"", {"egypt"}, "egypt", "nor has a phrase"},
      {"المقبل -ديسمبر", {"levant", "morocco", "january"}, nullptr, "nor has what is excluded"},
  };
  for (const auto& row : rows) {
    INFO(row.query << ": " << row.reason);
    const auto ids = archive().ids(row.query);
    CHECK(Set(ids.begin(), ids.end()) == row.ids);
    if (row.first != nullptr && !ids.empty()) CHECK(ids.front() == row.first);
  }
}

}  // namespace diwan
