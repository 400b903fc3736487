// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

namespace diwan::store {

/// What the parts of a run may take of the memory that all of it may take, in bytes. A plain value. What is not shared
/// out is for the program itself, for files that are mapped, for what is remembered of files, and for parsing.
struct WorkPlan {
  std::size_t vocabulary = 0;  ///< forms and terms that are known by their numbers
  std::size_t postings = 0;    ///< postings that wait to be sorted, and as much again while they are
  std::size_t queue = 0;       ///< of each of two queues, and as much again under way

  static constexpr WorkPlan of(std::uint64_t memory) {
    constexpr std::uint64_t parts = 64;
    const auto part = static_cast<std::size_t>(memory / parts);
    return {16 * part, 8 * part, part};
  }
};

}  // namespace diwan::store
