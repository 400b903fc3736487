// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>
#include <diwan/archive.hpp>

#include "search/analyzed_query.hpp"
#include "store/state_reader.hpp"

namespace diwan::search {

/// The articles that hold the word itself, for whoever needs no weights.
Xapian::Query word_set(const QueryWord& word);

/// The articles that a clause stands for, with weights. The readings of a word count as one, and its alternatives
/// where the word itself is missing. The reader outlives the query.
Xapian::Query clause_query(const Clause& clause, const store::StateReader& reader);

/// The query limited to the request's days and sources.
Xapian::Query limited(const Xapian::Query& query, const Request& request);

}  // namespace diwan::search
