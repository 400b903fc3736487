// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "ingest/byte_stream.hpp"
#include "ingest/file_output.hpp"

namespace diwan::ingest {

/// JSON Lines: one article a line, read line by line however large the file is. A line that is no article is refused
/// with its number, blank lines are passed over. A file without any other line is refused as empty.
void read_json_lines(ByteStream& bytes, FileOutput& output);

}  // namespace diwan::ingest
