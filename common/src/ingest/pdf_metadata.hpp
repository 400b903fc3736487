// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/article.hpp>

#include <string_view>

class PDFDoc;

namespace diwan::ingest {

/// Title, author, day of creation and language as a PDF states them: its information dictionary, else its XMP.
void describe_pdf(PDFDoc& document, std::string_view file_name, Article& article);

}  // namespace diwan::ingest
