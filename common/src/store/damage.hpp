// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/result.hpp>

#include <string>
#include <utility>

namespace diwan::store {

/// What a user can do about an index whose files contradict each other.
inline constexpr const char* damage_remedy = "The index is damaged: remove its folder and index again.";

/// The Error for it; `what` says which part.
inline Error damaged(std::string what) { return {Code::corrupt, std::move(what), damage_remedy}; }

}  // namespace diwan::store
