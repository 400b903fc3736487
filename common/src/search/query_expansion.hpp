// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "search/analyzed_query.hpp"
#include "store/state_reader.hpp"

namespace diwan::search {

/// Gives the words of a query their alternatives, where the archive has them. Only a word that few articles hold gets
/// any, but for names of months: others fill the list by themselves. Whether any word has got one. Throws what Xapian throws.
bool expand(Clause& root, const store::StateReader& reader);

}  // namespace diwan::search
