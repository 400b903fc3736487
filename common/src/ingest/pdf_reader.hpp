// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "ingest/byte_stream.hpp"
#include "ingest/file_output.hpp"

#include <string_view>

namespace diwan::ingest {

/// Whether the first bytes of a file, up to 1024 of them, say that it is a PDF.
bool is_pdf(std::string_view head);

/// One article: the text of all pages with a form feed between two, their number as the field `pages`. Refused where a
/// password is needed, no page can be read or no page has text. Warns of pages without text and of what may be wrong.
void read_pdf(ByteStream& bytes, FileOutput& output);

}  // namespace diwan::ingest
