// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <iosfwd>

#include "options.hpp"

namespace diwan::indexer {

// What a run can do, each in the file of its name. All give an exit code and tell failures on `err`.

/// Reads what the command line names into the index.
int index(const Options& options, std::istream& in, std::ostream& out, std::ostream& err);

/// Forgets, or lets come back, what the command line names.
int forget(const Options& options, std::ostream& out, std::ostream& err);

/// Writes all that the index knows to `out`.
int dump(const Options& options, std::ostream& out, std::ostream& err);

/// Makes an index of a dump.
int from_dump(const Options& options, std::istream& in, std::ostream& out, std::ostream& err);

/// Builds the index anew from the texts that it stores.
int reindex(const Options& options, std::ostream& out, std::ostream& err);

/// Tells what the index holds, in numbers.
int stats(const Options& options, std::ostream& out, std::ostream& err);

/// Looks whether the index is as it was written.
int check(const Options& options, std::ostream& out, std::ostream& err);

}  // namespace diwan::indexer
