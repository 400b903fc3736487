// SPDX-License-Identifier: GPL-2.0-or-later
#include <array>
#include <catch2/catch.hpp>
#include <diwan/query.hpp>
#include <random>
#include <string>

#include "text/utf8.hpp"

namespace diwan {
namespace {

/// A tree without its places.
QueryNode bare(QueryNode node) {
  node.begin = node.end = 0;
  for (auto& child : node.children) child = bare(child);
  return node;
}

std::string random_query(std::mt19937& random) {
  constexpr std::array pieces{"+", "-",      "=",      "\"",     "“",    "”",    "«",      "»",    "ق",  "وات",   "لِ",
                              "ﻻ", "ـ",      "٢٠",     "F",      "é",    " ",    "\u00A0", "\n",   "\t", "،",     "(",
                              "﷼", "\u200F", "\u200B", "\uFEFF", "\xD8", "\xFF", "\uFFFD", "\x1B", "😀",  "\u064B"};
  std::string text;
  for (auto left = random() % 24; left > 0; --left) text += pieces[random() % pieces.size()];
  return text;
}

}  // namespace

TEST_CASE("a query is written as one would type it") {
  struct Row {
    const char* text;
    const char* printed;
    const char* reason;
  };
  const Row rows[] = {
      {"قوات   قتالية", "قوات قتالية", "one space between words"},
      {"=-“جلسة  الحوار", "-=\"جلسة  الحوار\"", "sign, =, ASCII quotes, closed"},
      {"--x ab\"c\"", "-x ab \"c\"", "odd input comes out regular"},
      {"- ، \"\"", "", "what was ignored is gone"},
      {"+=قتالي -\"a b\"", "+=قتالي -\"a b\"", "regular input comes out as it was"},
  };
  for (const auto& row : rows) {
    INFO(row.text << ": " << row.reason);
    CHECK(to_query_text(parse_query(row.text)) == row.printed);
  }
}

TEST_CASE("print then parse is a fixed point on random text") {
  std::mt19937 random(20210726);
  for (int round = 0; round < 20'000; ++round) {
    const std::string text = random_query(random);
    for (const Query& query : {parse_query(text), parse_words(text)}) {
      const std::string printed = to_query_text(query);
      INFO("query <" << text << ">, printed <" << printed << ">");
      const Query again = parse_query(printed);
      REQUIRE(bare(again.root).children == bare(query.root).children);
      REQUIRE(again.diagnostics.size() <= query.diagnostics.size());
      REQUIRE_FALSE(text::find_invalid_utf8(printed));
    }
  }
}

TEST_CASE("places are in order, in range and on character boundaries on random text") {
  std::mt19937 random(14420901);
  const auto on_boundary = [](std::string_view text, std::size_t offset) {
    return offset == text.size() || (static_cast<unsigned char>(text[offset]) & 0xC0) != 0x80;
  };
  for (int round = 0; round < 20'000; ++round) {
    const std::string text = random_query(random);
    const Query query = parse_query(text);
    INFO("query <" << text << ">");
    std::size_t behind = 0;
    for (const auto& node : query.root.children) {
      REQUIRE(node.begin >= behind);
      REQUIRE(node.end > node.begin);
      REQUIRE(node.end <= text.size());
      REQUIRE(on_boundary(text, node.begin));
      REQUIRE(on_boundary(text, node.end));
      REQUIRE_FALSE(node.text.empty());
      behind = node.end;
    }
    std::size_t last = 0;
    for (const auto& diagnostic : query.diagnostics) {
      REQUIRE(diagnostic.begin >= last);
      REQUIRE(diagnostic.end > diagnostic.begin);
      REQUIRE(diagnostic.end <= text.size());
      last = diagnostic.begin;
    }
  }
}

}  // namespace diwan
