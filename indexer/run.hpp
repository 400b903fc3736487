// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <iosfwd>

#include "options.hpp"

namespace diwan::indexer {

/// Does what the options say. The exit code: 0 done, 1 done and something was refused, 2 failed, 75 the index is busy.
int run(const Options& options, std::istream& in, std::ostream& out, std::ostream& err);

}  // namespace diwan::indexer
