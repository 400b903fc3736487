// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>

namespace diwan::ingest {

/// The encoding of a code page as Windows numbers them, among them those of DOS and the Macintosh; windows-1252 for a
/// number that means none.
std::string encoding_of_page(int page);

}  // namespace diwan::ingest
