// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "ingest/byte_stream.hpp"
#include "ingest/file_output.hpp"

namespace diwan::ingest {

/// zip, tar and 7z: each member as a file of its own, archives in archives at most three deep; a zip that is an office
/// document or an EPUB goes to office_reader.hpp. A member that is encrypted, damaged, or whose name leads out of the
/// archive is refused. Nothing is ever written to the disk.
void read_archive(ByteStream& bytes, FileOutput& output);

}  // namespace diwan::ingest
