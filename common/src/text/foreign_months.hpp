// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace diwan::text {

/// The month_word() of a month that month_names() lacks because no text is indexed by it: in Persian, Urdu, Turkish,
/// Russian and other languages, from ICU, Hijri months in Latin letters, and names of one region (مايس; of Libya النوار
/// and so on). 0 for any other word. `folded` is an exact
/// form. Threads may call it at the same time.
std::uint16_t foreign_month_word(std::string_view folded);

}  // namespace diwan::text
