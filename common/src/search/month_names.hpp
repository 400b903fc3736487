// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>

#include "search/analyzed_query.hpp"

namespace diwan::search {

/// Gives words of a query that name a month (ديسمبر) its other names in Arabic that the database has (كانون الأول,
/// دجنبر) as alternatives; of a name of two words, the first gets them, where both merely count. Throws what Xapian
/// throws.
void add_month_names(Clause& root, const Xapian::Database& database);

}  // namespace diwan::search
