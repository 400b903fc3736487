// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/result.hpp>

#include <cstdint>
#include <filesystem>

namespace diwan::store {

/// Fails with io where the disk of an index has no room for so many bytes more; one that does not tell is taken to
/// have.
Result<void> check_room(const std::filesystem::path& index, std::uint64_t bytes);

/// The bytes of the files that stand in a folder itself; one that cannot be read has none.
std::uint64_t bytes_in(const std::filesystem::path& folder);

}  // namespace diwan::store
