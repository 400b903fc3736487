// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <algorithm>
#include <array>

namespace diwan::query {

constexpr char32_t must_sign = U'+';
constexpr char32_t must_not_sign = U'-';
constexpr char32_t exact_sign = U'=';

/// What begins and ends a phrase: ASCII, the typographic double quotes, the double prime, the fullwidth quote. « » are
/// not among them: they stand in ordinary Arabic headlines.
constexpr std::array phrase_quotes{U'"', U'\u201C', U'\u201D', U'\u201E', U'\u201F', U'\u2033', U'\uFF02'};

constexpr bool is_sign(char32_t c) { return c == must_sign || c == must_not_sign; }
constexpr bool is_operator(char32_t c) { return is_sign(c) || c == exact_sign; }
constexpr bool is_quote(char32_t c) { return std::ranges::find(phrase_quotes, c) != phrase_quotes.end(); }

}  // namespace diwan::query
