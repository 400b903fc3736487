// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/pdf_rows.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <limits>
#include <utility>

namespace diwan::ingest {
namespace {

/// Whether two pieces are parts of what is written on one line without a wide gap.
bool is_one_line(const Piece& piece, const Piece& next) {
  if (piece.lines.size() > 1 || next.lines.size() > 1) return false;
  const double gap = (next.left - piece.right) / std::max(piece.size(), next.size());
  return gap < 1 && gap > -edge_play;
}

/// What stands on one line: from right to left.
void add_row(Pieces row, std::vector<SeenLine>& lines) {
  std::ranges::stable_sort(row, std::ranges::less(), &Piece::left);
  Pieces cells;
  for (auto& piece : row) {
    if (cells.empty() || !is_one_line(cells.back(), piece)) {
      cells.push_back(std::move(piece));
      continue;
    }
    auto& line = cells.back().lines.back();
    line.signs.push_back({" ", 0, 0});
    std::ranges::move(piece.lines.front().signs, std::back_inserter(line.signs));
    line.size = std::max(line.size, piece.size());
    cells.back().right = std::max(cells.back().right, piece.right);
  }
  for (auto cell = cells.rbegin(); cell != cells.rend(); ++cell) {
    for (auto& line : cell->lines) lines.push_back(std::move(line));
    lines.back().goes_on = std::next(cell) != cells.rend();
  }
}

/// Rows that stand together: [begin, end).
struct Band {
  std::size_t begin;
  std::size_t end;
};

double first_of(const Pieces& row) { return row.front().first(); }

/// Parts rows where they stand further apart than the closest quarter of them: the lines of a table's row are nearer to
/// each other than to those of the next one.
std::vector<Band> bands_of(const std::vector<Pieces>& rows) {
  std::vector<double> steps;
  for (std::size_t i = 1; i < rows.size(); ++i) steps.push_back(first_of(rows[i]) - first_of(rows[i - 1]));
  auto sorted = steps;
  std::ranges::sort(sorted);
  constexpr double further = 1.15;
  std::vector<Band> bands;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i == 0 || steps[i - 1] > further * sorted[sorted.size() / 4]) bands.push_back({i, i});
    bands.back().end = i + 1;
  }
  return bands;
}

/// The cells of one column of a band, downwards.
struct Cells {
  double left;
  double right;
  std::vector<const Piece*> pieces;
};

/// From left to right.
std::vector<Cells> columns_of(const std::vector<Pieces>& rows, Band band) {
  std::vector<Cells> columns;
  for (auto i = band.begin; i < band.end; ++i)
    for (const auto& piece : rows[i]) columns.push_back({piece.left, piece.right, {&piece}});
  std::ranges::stable_sort(columns, std::ranges::less(), &Cells::left);
  std::vector<Cells> joined;
  for (auto& cells : columns) {
    const double gap = narrowest_gutter * cells.pieces.front()->size();
    if (joined.empty() || cells.left > joined.back().right + gap) {
      joined.push_back(std::move(cells));
      continue;
    }
    joined.back().right = std::max(joined.back().right, cells.right);
    joined.back().pieces.push_back(cells.pieces.front());
  }
  for (auto& cells : joined) {
    std::ranges::stable_sort(cells.pieces, std::ranges::less(), [](const Piece* piece) { return piece->first(); });
  }
  return joined;
}

double width_of_first_word(const SeenLine& line) {
  const auto space = std::find_if(line.signs.rbegin(), line.signs.rend(), is_space);
  if (space == line.signs.rend()) return right_of(line) - left_of(line);
  double left = std::numeric_limits<double>::max();
  for (auto sign = line.signs.rbegin(); sign != space; ++sign) left = std::min(left, sign->left);
  return right_of(line) - left;
}

/// Whether no line had room for the first word of the next one, so that they are lines of one text.
bool is_wrapped(const Cells& cells, double left, double right) {
  for (std::size_t i = 1; i < cells.pieces.size(); ++i) {
    const auto& line = cells.pieces[i - 1]->lines.back();
    const auto& next = cells.pieces[i]->lines.front();
    if (on_one_line(line, next)) return false;
    constexpr double space = 0.3;
    constexpr double play = 0.3;
    const double needed = right_of(line) - left_of(line) + width_of_first_word(next) + (space + play) * line.size;
    if (needed < right - left) return false;
  }
  return true;
}

/// Whether the rows of a band are the lines of cells, side by side. How wide the columns are, the whole table tells.
bool is_row_of_cells(const std::vector<Pieces>& rows, const std::vector<Cells>& columns) {
  if (columns.size() < 2) return false;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const double begin = i == 0 ? std::numeric_limits<double>::lowest() : columns[i - 1].right;
    const double end = i + 1 == columns.size() ? std::numeric_limits<double>::max() : columns[i + 1].left;
    double left = columns[i].left;
    double right = columns[i].right;
    for (const auto& row : rows) {
      for (const auto& piece : row) {
        if (piece.left < begin || piece.right > end || piece.left > right || piece.right < left) continue;
        left = std::min(left, piece.left);
        right = std::max(right, piece.right);
      }
    }
    if (!is_wrapped(columns[i], left, right)) return false;
  }
  return true;
}

}  // namespace

std::vector<SeenLine> read_rows(Pieces pieces) {
  std::vector<Pieces> rows;
  for (auto& piece : pieces) {
    if (rows.empty() || !on_one_line(rows.back().front().lines.front(), piece.lines.front())) rows.emplace_back();
    rows.back().push_back(std::move(piece));
  }
  std::vector<SeenLine> lines;
  const auto bands = bands_of(rows);
  for (const auto& band : bands) {
    const auto columns = columns_of(rows, band);
    if (bands.size() > 1 && band.end - band.begin > 1 && is_row_of_cells(rows, columns)) {
      for (auto column = columns.rbegin(); column != columns.rend(); ++column) {
        for (const auto* const piece : column->pieces)
          lines.insert(lines.end(), piece->lines.begin(), piece->lines.end());
      }
      continue;
    }
    for (auto i = band.begin; i < band.end; ++i) add_row(rows[i], lines);
  }
  return lines;
}

}  // namespace diwan::ingest
