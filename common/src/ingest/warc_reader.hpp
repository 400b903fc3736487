// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "ingest/byte_stream.hpp"
#include "ingest/file_output.hpp"

namespace diwan::ingest {

/// Web archives, record by record: what a server answered with success (`response`), `resource` and `conversion`
/// records are read by the type of their content; other records are passed over. The id of a page is its address, or
/// `path#number` where a record before has the same; its date the page's own, else the day it was fetched. A record
/// that is damaged is refused, and reading goes on with the next that can be found.
void read_warc(ByteStream& bytes, FileOutput& output);

/// The same for the older ARC files.
void read_arc(ByteStream& bytes, FileOutput& output);

}  // namespace diwan::ingest
