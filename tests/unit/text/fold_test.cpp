// SPDX-License-Identifier: GPL-2.0-or-later
#include "text/fold.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <string>

#include "support/table.hpp"

namespace diwan::text {

TEST_CASE("words fold as the table says") {
  for (const auto& row : test::read_table("folding.tsv", 3)) {
    INFO(row[2] << ": " << row[0]);
    CHECK(fold(row[0]) == row[1]);
    CHECK(fold(row[1]) == row[1]);
  }
}

TEST_CASE("rules of folding do not overlap and stand in order") {
  char32_t last = 0;
  for (const auto& rule : fold_rules()) {
    CHECK(rule.first > last);
    CHECK(rule.last >= rule.first);
    last = rule.last;
  }
}

TEST_CASE("seats of a hamza do not count for stems") {
  struct Row {
    const char* folded;
    const char* key;
    const char* reason;
  };
  const Row rows[] = {
      {"", "", "empty"},
      {"مسؤول", "مسوول", "hamza on waw"},
      {"مسئول", "مسوول", "the Egyptian spelling"},
      {"شئون", "شوون", "also in plurals"},
      {"رءوس", "رووس", "a bare hamza before waw"},
      {"بيئه", "بييه", "hamza on ya"},
      {"وزراء", "وزراء", "a bare hamza stays"},
      {"abc", "abc", "Latin"},
  };
  for (const auto& row : rows) {
    INFO(row.reason);
    CHECK(fold_seats(row.folded) == row.key);
  }
}

}  // namespace diwan::text
