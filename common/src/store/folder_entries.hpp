// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/result.hpp>

#include <filesystem>
#include <string>
#include <string_view>

namespace diwan::store {

/// The names that an index folder may hold, and nothing else. N has six or more digits.
namespace entries {
inline constexpr std::string_view stub = "XAPIANDB";
inline constexpr std::string_view announced = "XAPIANDB.new";
inline constexpr std::string_view lock = "lock";
inline constexpr std::string_view state = "state-";
inline constexpr std::string_view text = "text-";
inline constexpr std::string_view ledger = "ledger-";
inline constexpr std::string_view renewed = ".new";
inline constexpr std::string_view building = ".building";
inline constexpr std::string_view checksums = "checksums";  ///< in a state
inline constexpr std::string_view spool =
    "spool";  ///< in a state that is being written, where there are no files without a name
}  // namespace entries

bool is_state_name(std::string_view name);       ///< state-N
bool is_building_name(std::string_view name);    ///< state-N.building
bool is_text_store_name(std::string_view name);  ///< text-N
bool is_ledger_name(std::string_view name);      ///< ledger-N, ledger-N.new

/// What stands under a path that no index of ours has there, relative to it; empty when `path`, an entry of an index
/// folder, is wholly ours. Names alone do not make a folder ours: it must be a real folder and hold only what we write.
/// What another run removes meanwhile counts as ours. Fails with io where a folder cannot be listed.
Result<std::string> foreign_part(const std::filesystem::path& path);

}  // namespace diwan::store
