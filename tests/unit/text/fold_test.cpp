// SPDX-License-Identifier: GPL-2.0-or-later
#include "text/fold.hpp"

#include <catch2/catch.hpp>

#include <cstdint>
#include <fstream>
#include <iomanip>
#include <iterator>
#include <sstream>
#include <string>

#include "support/table.hpp"
#include "text/utf8.hpp"

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

TEST_CASE("the manual lists every rule of folding") {
  std::ifstream file(std::string(DIWAN_DOCS) + "/analysis.md");
  REQUIRE(file);
  const std::string manual((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  const auto name = [](char32_t c) {
    std::ostringstream text;
    text << "U+" << std::hex << std::uppercase << std::setw(4) << std::setfill('0') << static_cast<std::uint32_t>(c);
    return text.str();
  };
  for (const auto& rule : fold_rules()) {
    std::string row = "| " + name(rule.first);
    if (rule.last != rule.first) row += " to " + name(rule.last);
    row += " | ";
    if (rule.to == 0) {
      row += "gone";
    } else {
      append_utf8(row, rule.to);
    }
    row += std::string(" | ") + rule.what + " |\n";
    INFO(row);
    CHECK(manual.find(row) != std::string::npos);
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
