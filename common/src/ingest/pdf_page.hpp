// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <vector>

class PDFDoc;

namespace diwan::ingest {

/// One line of a page, as it is read. A plain value.
struct PdfLine {
  std::string text;
  double size = 0;          ///< of its largest letters
  bool ends_block = false;  ///< what follows stands apart: another paragraph, column or table
};

/// One page. A plain value.
struct PdfPage {
  std::vector<PdfLine> lines;
  bool was_backwards = false;  ///< its words were spelled from the last letter to the first, and have been turned
  bool is_cut = false;         ///< too large; the rest is missing
  std::size_t signs = 0;
  std::size_t unnamed = 0;           ///< of these signs: what letters they are, no font tells
  std::size_t unnamed_in_words = 0;  ///< of these: right beside an Arabic letter, or over one
};

/// The text of a page, counted from 1: columns and lines in reading order by poppler, each line in reading order by
/// Unicode's bidirectional algorithm, words broken by a hyphen joined. White space at the edges of lines is gone.
PdfPage read_pdf_page(PDFDoc& document, int number);

}  // namespace diwan::ingest
