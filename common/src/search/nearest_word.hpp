// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>

#include <optional>
#include <string>

#include "search/analyzed_query.hpp"

namespace diwan::search {

/// The word of the archive that a misspelt one is nearest to, or none that is near enough: one wrong, missing, added or
/// swapped letter for words of five to seven letters, two for longer ones. Letters that sound or look alike and long
/// vowels count for less; among equals, the word of more articles. Compares stems with stems in Arabic, because clitics
/// are no letters to count, and exact forms otherwise. None for numbers and for scripts other than Arabic, Latin, Greek
/// and Cyrillic. Looks at every term of the script. Throws what Xapian throws.
std::optional<QueryWord> nearest_word(const QueryWord& word, const Xapian::Database& database);

}  // namespace diwan::search
