// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "ingest/byte_stream.hpp"
#include "ingest/file_output.hpp"

namespace diwan::ingest {

/// XML:
/// 1. a TEI document is one article: title, author and date of its header, the text of its <text>;
/// 2. elements that repeat below the root, or below what alone matters there, are records (RSS <item>, Atom <entry>,
///    <doc> ...), their children the values;
/// 3. anything else is one article, its title the first <title>, its text all that it holds.
/// SGML of several documents without a root (TREC) gets one.
void read_xml(ByteStream& bytes, FileOutput& output);

}  // namespace diwan::ingest
