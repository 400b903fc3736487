// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "ingest/pdf_page.hpp"

#include <vector>

namespace diwan::ingest {

/// Takes away what stands at the head or foot of many pages alike, numbers aside: from all pages but the first that has
/// it, so that no word is lost and the text of one page runs into that of the next. Page numbers alone go everywhere.
void drop_running_lines(std::vector<PdfPage>& pages);

}  // namespace diwan::ingest
