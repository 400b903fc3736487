// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace diwan::analysis {

/// Headwords that a stem is related to by a pattern: singular and broken plural (سفير, سفراء), verb and its noun
/// (انسحب, انسحاب), what is of something (اتفاق, اتفاقية; دفاع, دفاعي), both ways. A static relation: patterns over
/// letters, held against the dictionary; some answers are wrong, so they count for less than a stem. None for words of
/// other scripts and for stems that are no headword themselves.
std::vector<std::string> related_stems(std::string_view stem);

}  // namespace diwan::analysis
