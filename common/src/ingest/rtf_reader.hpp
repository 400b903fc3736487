// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "ingest/byte_stream.hpp"
#include "ingest/file_output.hpp"

#include <string_view>

namespace diwan::ingest {

/// Whether RTF stands behind a byte order mark and blanks at most.
bool is_rtf(std::string_view head);

/// One article: the text of an RTF document, its title, author and day of creation.
void read_rtf(ByteStream& bytes, FileOutput& output);

}  // namespace diwan::ingest
