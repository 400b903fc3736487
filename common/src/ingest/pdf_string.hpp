// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>

class GooString;

namespace diwan::ingest {

/// A text string of a PDF (UTF-16 with its mark, else PDFDocEncoding) as UTF-8; what old programs wrote in Windows-1256
/// is read so where it looks like Arabic then.
std::string pdf_string(const GooString& string);

}  // namespace diwan::ingest
