// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "ingest/byte_stream.hpp"
#include "ingest/file_output.hpp"

namespace diwan::ingest {

/// A file of Office before 2007, or one that is called `.doc`. A Word document is one article with its title, author
/// and day; other documents are skipped. HTML, XML and plain text under such a name are read as what they are.
void read_doc(ByteStream& bytes, FileOutput& output);

}  // namespace diwan::ingest
