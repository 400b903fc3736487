// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "ingest/byte_stream.hpp"
#include "ingest/file_output.hpp"

namespace diwan::ingest {

/// Markdown: one article a file. Between lines of `---` at the top stand fields, `name: value` a line, lists as
/// `[a, b]` or as lines of `- a`. The title is the field, else the first heading, else the first line. The text is what
/// follows, signs of Markdown left as they are.
void read_markdown(ByteStream& bytes, FileOutput& output);

}  // namespace diwan::ingest
