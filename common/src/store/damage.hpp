// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/result.hpp>

#include <string>
#include <utility>

namespace diwan::store {

/// What a user can do about an index whose files contradict each other. What is lost is not known where this is said:
/// --check reads all of it, and names the mildest remedy.
inline constexpr const char* damage_remedy =
    "The index is damaged: indexer --db DB --check says whether --reindex mends it or --full PATH... has to build it "
    "again.";

/// The remedy where texts are lost, or what leads to them. What was forgotten stays so.
inline constexpr const char* rebuild_from_sources =
    "Restore a copy of the folder, or build the index again from its sources with indexer --db DB --full PATH..., or "
    "from a dump with --full --from-dump FILE.";

/// The Error for it; `what` says which part.
inline Error damaged(std::string what) { return {Code::corrupt, std::move(what), damage_remedy}; }

/// The Error for a list of an old state that cannot be what was written.
inline Error damaged_list() { return damaged("a list of the index is damaged"); }

}  // namespace diwan::store
