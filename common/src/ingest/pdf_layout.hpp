// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <vector>

namespace diwan::ingest {

/// A letter with its marks, or a ligature, as it stands on the page. A space between words has no place. A plain value.
struct Sign {
  std::string text;
  double left = 0;
  double right = 0;
};

/// A line, or the part of one that stands in a cell, as it is seen, from left to right. A plain value.
struct SeenLine {
  std::vector<Sign> signs;
  double top = 0;
  double bottom = 0;
  double baseline = 0;
  double size = 0;         ///< of its largest letters
  bool is_turned = false;  ///< it does not run from left to right, or back
  bool goes_on = false;    ///< the next one stands on the same line, behind a wide gap
};

/// Lines that belong together: a paragraph, a cell, a column. A plain value.
struct SeenBlock {
  std::vector<SeenLine> lines;
};

/// The lines of a page that reads from right to left, in reading order: columns of running text one after the other,
/// the right one first; what else stands on one line, such as a label and its value or the row of a table, together,
/// from right to left. Blocks are paragraphs then. `blocks` are what poppler takes for such, in its order, which is
/// made for pages that read from left to right: of an Arabic page it mixes the lines of columns that are set wide, and
/// tears the rows of a form apart.
std::vector<SeenBlock> right_to_left_order(std::vector<SeenBlock> blocks);

}  // namespace diwan::ingest
