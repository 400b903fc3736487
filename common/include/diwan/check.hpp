// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/result.hpp>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace diwan {

/// What is wrong with a file of an index. A plain value.
struct Damage {
  std::string file;    ///< relative to the index folder
  std::string what;    ///< for people
  std::string remedy;  ///< for people; of all that are damaged together

  bool operator==(const Damage&) const = default;
};

/// What a look at every byte of an index has found. A plain value.
struct IndexCheck {
  std::uint64_t files = 0;  ///< that were looked at
  std::uint64_t bytes = 0;  ///< in them
  std::vector<Damage> damages;

  bool operator==(const IndexCheck&) const = default;
};

/// Reads the state that is current when it begins and holds it against the checksums that were written with it. The
/// index may be of another version, and may be written to meanwhile. Fails with not_found, not_an_index or io; an index
/// that is damaged is no failure.
Result<IndexCheck> check_index(const std::filesystem::path& index);

}  // namespace diwan
