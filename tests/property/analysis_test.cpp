// SPDX-License-Identifier: GPL-2.0-or-later
#include <diwan/analyzer.hpp>

#include <catch2/catch.hpp>

#include "analysis/word_analyzer.hpp"
#include "support/random_text.hpp"
#include "support/token_invariants.hpp"
#include "text/fold.hpp"

namespace diwan {
namespace {

constexpr std::uint32_t rounds = 600;

}  // namespace

TEST_CASE("folding twice is folding once, on any text") {
  for (std::uint32_t seed = 0; seed < rounds; ++seed) {
    const auto text = test::RandomText(seed).text(12, true);
    const auto once = text::fold(text);
    INFO(seed << ' ' << text);
    REQUIRE(text::fold(once) == once);
    REQUIRE(text::fold_seats(text::fold_seats(once)) == text::fold_seats(once));
  }
}

TEST_CASE("folding does not depend on whether the quick way is taken") {
  for (std::uint32_t seed = 0; seed < rounds; ++seed) {
    const auto text = test::RandomText(seed).text(12);
    INFO(seed << ' ' << text);
    REQUIRE(text::fold(text) == text::fold(text::normalize(text)));
  }
}

TEST_CASE("segments cover any text and join no two gaps") {
  for (std::uint32_t seed = 0; seed < rounds; ++seed) {
    const auto text = test::RandomText(seed).text(40, true);
    INFO(seed << ' ' << text);
    std::size_t at = 0;
    bool gap = false;
    for (const auto& segment : analysis::segments(text)) {
      REQUIRE(segment.begin == at);
      REQUIRE(segment.end > segment.begin);
      REQUIRE(test::is_character_boundary(text, segment.end));
      REQUIRE_FALSE((gap && !segment.word));
      gap = !segment.word;
      at = segment.end;
    }
    REQUIRE(at == text.size());
  }
}

TEST_CASE("tokens keep their law on any text, and are what each word gives by itself") {
  for (std::uint32_t seed = 0; seed < rounds / 3; ++seed) {
    const auto text = test::RandomText(seed).text(40, true);
    INFO(seed << ' ' << text);
    const auto tokens = Analyzer().analyze(text);
    test::check_invariants(text, tokens);
    test::check_invariants(text, Analyzer().analyze_query(text), 8);
    std::size_t at = 0;
    for (const auto& segment : analysis::segments(text)) {
      if (!segment.word) continue;
      const auto form = std::string_view(text).substr(segment.begin, segment.end - segment.begin);
      for (const auto& word : analysis::analyze_word(form, {})) {
        REQUIRE(at < tokens.size());
        REQUIRE(tokens[at].begin == segment.begin);
        REQUIRE(tokens[at].folded == word.folded);
        REQUIRE(tokens[at].stems == word.stems);
        ++at;
      }
    }
    REQUIRE(at == tokens.size());
  }
}

TEST_CASE("two texts with a space between them have the tokens of both") {
  for (std::uint32_t seed = 0; seed < rounds / 3; ++seed) {
    const auto first = test::RandomText(seed).text(20);
    const auto second = test::RandomText(seed + rounds).text(20);
    INFO(first << " | " << second);
    auto expected = Analyzer().analyze(first);
    for (auto token : Analyzer().analyze(second)) {
      token.begin += first.size() + 1;
      token.end += first.size() + 1;
      token.position = expected.size();
      expected.push_back(token);
    }
    REQUIRE(Analyzer().analyze(first + " " + second) == expected);
  }
}

TEST_CASE("a query asks for what the text holds in any language") {
  for (std::uint32_t seed = 0; seed < rounds / 3; ++seed) {
    const auto text = test::RandomText(seed).text(30);
    const auto asked = Analyzer().analyze_query(text);
    for (const auto* language : {"en", "fr", "es", "de", "ar", ""}) {
      const auto held = Analyzer().analyze(text, language);
      REQUIRE(held.size() == asked.size());
      for (std::size_t i = 0; i < held.size(); ++i) {
        REQUIRE(held[i].folded == asked[i].folded);
        for (const auto& stem : held[i].stems) {
          INFO(held[i].folded << ' ' << stem);
          REQUIRE(std::find(asked[i].stems.begin(), asked[i].stems.end(), stem) != asked[i].stems.end());
        }
      }
    }
  }
}

}  // namespace diwan
