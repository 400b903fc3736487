// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "ingest/pdf_piece.hpp"

#include <cstddef>
#include <optional>

namespace diwan::ingest {

/// An empty band between two columns of running text, and the pieces beside it: [begin, end) of those of a region,
/// downwards.
struct Gutter {
  double x = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t lines = 0;
};

/// The gutter with the most lines beside it. `pieces` go downwards. What stands beside each other in the rows of a form
/// or table has none.
std::optional<Gutter> find_gutter(const Pieces& pieces);

}  // namespace diwan::ingest
