// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "ingest/byte_stream.hpp"
#include "ingest/file_output.hpp"

namespace diwan::ingest {

/// One article of a text in Markdown: the fields of its front matter, under the names that diwan knows where theirs
/// mean these, and the text behind it as it is. The title is that of the front matter, else the first heading, else the
/// first line of words. Needs UTF-8 or what can be decoded; refuses the rest.
void read_markdown(ByteStream& bytes, FileOutput& output);

}  // namespace diwan::ingest
