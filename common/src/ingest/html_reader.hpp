// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "ingest/byte_stream.hpp"
#include "ingest/file_output.hpp"

#include <diwan/article.hpp>
#include <diwan/result.hpp>

#include <string>

namespace diwan::ingest {

/// HTML: one article a file, its text as html_text.hpp extracts it, its title and fields as html_metadata.hpp finds
/// them; the file name stands in for a title that is nowhere. A page with neither title nor text is refused as empty.
void read_html(ByteStream& bytes, FileOutput& output);

/// The same for XHTML, where `<script/>` is a whole element and CDATA sections are text. read_html does so by itself
/// for a file that begins with an XML declaration.
void read_xhtml(ByteStream& bytes, FileOutput& output);

/// A page inside of something else, a message: title (empty where there is none), text and fields. `declared` is the
/// encoding that its surroundings name, or empty. Fails with malformed.
Result<Article> read_html_part(std::string bytes, FileOutput& output, const std::string& declared);

}  // namespace diwan::ingest
