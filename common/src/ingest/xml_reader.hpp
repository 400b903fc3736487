// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "ingest/byte_stream.hpp"
#include "ingest/file_output.hpp"
#include "ingest/limits.hpp"

#include <cstddef>

namespace diwan::ingest {

/// XML:
/// 1. a TEI document is one article: title, author and date of its header, the text of its <text>; so is each one of a
///    corpus;
/// 2. elements that repeat below the root, or below what alone matters there, are records (RSS <item>, Atom <entry>,
///    <doc> ...), their children the values;
/// 3. anything else is one article, its title the first <title>, its text all that it holds.
/// Several documents in one file (TREC, exports put together) are read as if one root held them.
void read_xml(ByteStream& bytes, FileOutput& output);

struct XmlBounds {
  std::size_t tree = std::size_t{16} << 20;  ///< larger files are read record by record, told by the tree of so much
  std::size_t record = largest_record;
};

/// The same within other bounds.
void read_xml_within(const XmlBounds& bounds, ByteStream& bytes, FileOutput& output);

}  // namespace diwan::ingest
