// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "ingest/byte_stream.hpp"
#include "ingest/file_output.hpp"

#include <string_view>
#include <vector>

namespace diwan::ingest {

/// The texts of the records in a JSON text, in order: the objects that are elements of the outermost arrays, at most
/// four objects deep; an object that holds none, or that has a title or a text itself, is a record. Several texts may
/// follow each other. Views into `json`; what is malformed shows when a record is parsed. `json` has no NUL bytes.
std::vector<std::string_view> find_json_records(std::string_view json);

/// JSON that is not a line a record: one article for each record.
void read_json(ByteStream& bytes, FileOutput& output);

}  // namespace diwan::ingest
