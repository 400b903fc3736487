// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "ingest/byte_stream.hpp"
#include "ingest/file_output.hpp"

namespace diwan::ingest {

/// SubRip and WebVTT: one article a file, its text what is said, without numbers, times, notes and tags; each cue
/// begins a line. The file name is the title.
void read_subtitles(ByteStream& bytes, FileOutput& output);

}  // namespace diwan::ingest
