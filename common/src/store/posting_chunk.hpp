// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace diwan::store {

/// What a chunk of a posting list keeps when documents are removed.
struct KeptPostings {
  std::uint32_t first = 0;  ///< document; nothing is kept where `entries` is 0
  std::uint32_t last = 0;
  std::uint32_t entries = 0;
  std::uint64_t occurrences = 0;
  bool lacks_some = false;  ///< whether any document was removed
};

/// Reads the body of a chunk, behind its headers: wdf, then step and wdf of each document behind `first`. Appends the
/// body without the documents that `removed` marks to `out`, or nothing where it stays as it is.
/// Nothing when the body is damaged, or has a document that `removed` does not know.
std::optional<KeptPostings> keep_postings(std::string_view body, std::uint32_t first, const std::vector<bool>& removed,
                                          std::string& out);

}  // namespace diwan::store
