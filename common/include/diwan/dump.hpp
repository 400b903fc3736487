// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/indexer.hpp>
#include <diwan/result.hpp>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <iosfwd>
#include <string>

namespace diwan {

/// Writes all that an index knows as JSON Lines, as docs/dump.md has them: its articles in the order in which they are
/// stored, byte for byte, and what it remembers of their files. One article is in memory at a time. The index may be
/// written to meanwhile: the state that is current at the beginning is dumped. Fails as Archive::open does, but for an
/// index of another analyzer; `out` that takes no more is left alone, and its state tells. Gives the number of
/// articles.
Result<std::uint64_t> write_dump(const std::filesystem::path& index, std::ostream& out);

/// What came of a dump. A plain value.
struct DumpRead {
  std::uint64_t articles = 0;
  std::uint64_t refused = 0;  ///< lines

  bool operator==(const DumpRead&) const = default;
};

/// Makes an index of a dump, which is shown at the end: articles with their identities, and the memory of their files.
/// A line that is damaged is told with its number, from 1, and costs only itself. Fails with malformed where `in` is no
/// dump, with invalid_argument where there is an index already and `options.full` does not replace it, else as
/// Indexer does.
Result<DumpRead> read_dump(std::istream& in, const std::filesystem::path& index, const IndexerOptions& options,
                           const std::function<void(std::uint64_t line, const std::string& reason)>& refused);

}  // namespace diwan
