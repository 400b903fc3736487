// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "ingest/pdf_layout.hpp"

#include <cstddef>
#include <limits>
#include <vector>

namespace diwan::ingest {

// Measures in parts of the letters' size.
inline constexpr double same_line = 0.35;        ///< how far apart baselines on one line may be
inline constexpr double edge_play = 0.5;         ///< how far a line may reach over the edge of its column
inline constexpr double narrowest_gutter = 0.7;  ///< between columns

/// What is kept together: one line, or the lines of a paragraph or cell that poppler found.
struct Piece {
  std::vector<SeenLine> lines;
  double left = std::numeric_limits<double>::max();
  double right = std::numeric_limits<double>::lowest();

  double first() const { return lines.front().baseline; }
  double last() const { return lines.back().baseline; }
  double size() const { return lines.front().size; }
  double middle() const { return (left + right) / 2; }
};

using Pieces = std::vector<Piece>;

bool is_space(const Sign& sign);
double left_of(const SeenLine& line);
double right_of(const SeenLine& line);
std::size_t words_of(const SeenLine& line);
bool on_one_line(const SeenLine& a, const SeenLine& b);

void add(Piece& piece, SeenLine line);
void sort_downwards(Pieces& pieces);

}  // namespace diwan::ingest
