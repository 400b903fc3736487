// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "ingest/byte_stream.hpp"
#include "ingest/file_output.hpp"

#include <cstddef>
#include <optional>
#include <string>

namespace diwan::ingest {

/// The text of a file that is one article: UTF-8, without its byte order mark. Nothing when it cannot be read, is
/// larger than `limit` bytes, is blank or is not text: then it has been refused.
std::optional<std::string> read_text_or_refuse(ByteStream& bytes, std::size_t limit, FileOutput& output);

}  // namespace diwan::ingest
