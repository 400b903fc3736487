// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "ingest/byte_stream.hpp"
#include "ingest/file_output.hpp"

namespace diwan::ingest {

/// JSON that is not a line a record: one article for each record.
void read_json(ByteStream& bytes, FileOutput& output);

}  // namespace diwan::ingest
