// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "ingest/byte_stream.hpp"

#include <memory>

namespace diwan::ingest {

/// The inflated bytes of gzip data: all its members, one after the other; zero bytes after the last one are padding.
/// Reading fails with malformed where the data is cut short, damaged or followed by something else.
std::unique_ptr<ByteStream> gunzip(std::unique_ptr<ByteStream> compressed);

}  // namespace diwan::ingest
