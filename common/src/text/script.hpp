// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string_view>

namespace diwan::text {

/// The scripts that words are told apart by.
enum class Script { arabic, latin, cyrillic, other };

/// The script of the first letter that belongs to one; `other` for numbers and all other scripts.
Script script_of(std::string_view text);

}  // namespace diwan::text
