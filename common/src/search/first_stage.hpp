// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>
#include <diwan/archive.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "store/state_reader.hpp"

namespace diwan::search {

/// What the first stage weighs by: Robertson's k1 and b as Lucene has them.
namespace bm25 {
inline constexpr double k1 = 1.2;
inline constexpr double b = .75;
}  // namespace bm25

/// What having a term says, by how few documents have it; never negative. Throws what Xapian throws.
double inverse_frequency(const store::StateReader& reader, const std::string& term);

struct ScoredDocument {
  Xapian::docid document = 0;
  double score = 0;
};

/// The first `wanted` documents of a query in the request's order; equal scores and days stand in an order that does
/// not depend on document ids. Throws what Xapian throws.
std::vector<ScoredDocument> first_stage(const Xapian::Database& database, const Xapian::Query& query,
                                        Request::Sort sort, std::size_t wanted, std::uint64_t& estimated_total);

/// Puts documents of equal scores, which stand together, in the order of slot::order. Throws what Xapian throws.
void settle_ties(const Xapian::Database& database, std::span<ScoredDocument> documents);

/// How many documents a query matches, exactly. Throws what Xapian throws.
std::uint64_t exact_count(const Xapian::Database& database, const Xapian::Query& query);

}  // namespace diwan::search
