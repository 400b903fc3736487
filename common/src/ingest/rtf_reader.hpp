// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "ingest/byte_stream.hpp"
#include "ingest/file_output.hpp"

namespace diwan::ingest {

/// One article: the text of an RTF document, its title, author and day of creation.
void read_rtf(ByteStream& bytes, FileOutput& output);

}  // namespace diwan::ingest
