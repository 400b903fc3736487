// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <iosfwd>

#include "options.hpp"

namespace diwan::searcher {

/// Does what the options say. The exit code: 0 something was found, 1 nothing was, 2 failed.
int run(const Options& options, std::istream& in, std::ostream& out, std::ostream& err);

}  // namespace diwan::searcher
