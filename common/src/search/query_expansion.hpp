// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/results.hpp>

#include <vector>

#include "search/analyzed_query.hpp"
#include "store/state_reader.hpp"

namespace diwan::search {

/// What became of a query. A plain value.
struct Expansion {
  bool any = false;  ///< some word has alternatives
  std::vector<Replacement> replacements;
};

/// Gives the words of a query their alternatives, where the archive has them. Only a word that few articles hold gets
/// any, but for names of months, as others fill the list by themselves: its related stems, other spellings of a name,
/// and where neither the archive nor the dictionary knows it, and nothing asks for the very word, the nearest word of
/// the archive. Throws what Xapian throws.
Expansion expand(Clause& root, const store::StateReader& reader);

}  // namespace diwan::search
