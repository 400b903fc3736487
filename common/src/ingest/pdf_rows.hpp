// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "ingest/pdf_piece.hpp"

#include <vector>

namespace diwan::ingest {

/// The lines of a region without columns of running text, as they are read: what stands on one line together, from
/// right to left; where the cells of a table's row have several lines, cell by cell. `pieces` go downwards.
std::vector<SeenLine> read_rows(Pieces pieces);

}  // namespace diwan::ingest
