// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "ingest/byte_stream.hpp"
#include "ingest/file_output.hpp"

namespace diwan::ingest {

/// Plain text: the first line is the title, the body is all behind its line break, byte for byte. Where the first line
/// is blank, the first line that is not gives the title, and the body begins behind the first line break all the same.
void read_text(ByteStream& bytes, FileOutput& output);

}  // namespace diwan::ingest
