// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "index/ledger.hpp"

namespace diwan::index {

/// Failures that are not remembered one by one: how many, and what tells them from others, in whatever order they come.
/// A plain value.
struct MoreFailures {
  std::uint64_t count = 0;
  std::optional<std::uint64_t> sum = 0;  ///< of their hashes; nothing where the ledger does not have it

  void add(const Failure& failure);
  /// How many of these cannot be among those of `before`; at the least, for some of those may be gone.
  std::uint64_t news_since(const MoreFailures& before) const;
};

/// As they stand behind the first failures of a file, as one more.
Failure to_entry(const MoreFailures& more);
/// Those behind the first failures of a file, where there are any.
std::optional<MoreFailures> more_failures(const std::vector<Failure>& failures);
/// All of a file, those that are not remembered one by one too.
std::uint64_t count_all(const std::vector<Failure>& failures);

}  // namespace diwan::index
