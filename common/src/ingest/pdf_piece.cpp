// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/pdf_piece.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace diwan::ingest {

bool is_space(const Sign& sign) { return sign.text == " "; }

double left_of(const SeenLine& line) {
  double left = std::numeric_limits<double>::max();
  for (const auto& sign : line.signs)
    if (!is_space(sign)) left = std::min(left, sign.left);
  return left;
}

double right_of(const SeenLine& line) {
  double right = std::numeric_limits<double>::lowest();
  for (const auto& sign : line.signs)
    if (!is_space(sign)) right = std::max(right, sign.right);
  return right;
}

std::size_t words_of(const SeenLine& line) {
  return 1 + static_cast<std::size_t>(std::ranges::count_if(line.signs, is_space));
}

bool on_one_line(const SeenLine& a, const SeenLine& b) {
  return std::abs(a.baseline - b.baseline) <= same_line * std::max(a.size, b.size);
}

void add(Piece& piece, SeenLine line) {
  piece.left = std::min(piece.left, left_of(line));
  piece.right = std::max(piece.right, right_of(line));
  piece.lines.push_back(std::move(line));
}

void sort_downwards(Pieces& pieces) {
  std::ranges::stable_sort(pieces, std::ranges::less(), [](const Piece& piece) { return piece.first(); });
}

}  // namespace diwan::ingest
