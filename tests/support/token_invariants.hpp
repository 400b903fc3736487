// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/analyzer.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <string_view>
#include <vector>

#include "text/fold.hpp"

namespace diwan::test {

inline bool is_character_boundary(std::string_view text, std::size_t at) {
  return at == text.size() || (static_cast<std::uint8_t>(text[at]) & 0xC0) != 0x80;
}

/// What holds for the tokens of any text.
inline void check_invariants(std::string_view text, const std::vector<Token>& tokens, std::size_t most_stems = 2) {
  std::size_t position = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
  for (const auto& token : tokens) {
    INFO(token.folded << " at " << token.begin);
    CHECK(token.position == position++);
    CHECK(token.begin < token.end);
    CHECK(token.end <= text.size());
    // Words of one ligature share its bytes; others do not overlap.
    CHECK((token.begin >= end || (token.begin == begin && token.end == end)));
    CHECK(is_character_boundary(text, token.begin));
    CHECK(is_character_boundary(text, token.end));
    CHECK_FALSE(token.folded.empty());
    CHECK(text::fold(token.folded) == token.folded);
    CHECK_FALSE(token.stems.empty());
    CHECK(token.stems.size() <= most_stems);
    for (const auto& stem : token.stems) CHECK_FALSE(stem.empty());
    begin = token.begin;
    end = token.end;
  }
}

}  // namespace diwan::test
