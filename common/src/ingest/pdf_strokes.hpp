// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "ingest/pdf_layout.hpp"

#include <vector>

namespace diwan::ingest {

/// Drops the strokes that stretch Arabic words where a font names them by another letter, as justified text of
/// LibreOffice has them (الشddرقية). They are told by where they stand: between letters that they touch, of which the
/// first joins the next one, and hardly ever elsewhere beside an Arabic letter. `blocks` are those of one page.
void drop_misnamed_strokes(std::vector<SeenBlock>& blocks);

}  // namespace diwan::ingest
