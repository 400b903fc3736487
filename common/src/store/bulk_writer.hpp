// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/result.hpp>

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "store/document_writer.hpp"

namespace diwan::store {

struct BulkLimits {
  /// Bytes for postings that wait to be sorted and for merging them; as much again stands beside them for a while.
  std::size_t memory = std::size_t{64} << 20;
  /// For tests: the version file that Xapian is taken to have written.
  std::optional<std::string> format_seen;
};

/// A writer for a new database that writes Xapian's glass tables itself, from front to back: postings are sorted in
/// memory, in runs, which are merged at the end. It gives what the public API gives, many times faster, and cannot
/// take a document back. Documents are numbered from 1 without a gap. `words` must outlive it.
/// Gives nothing where the Xapian at hand writes another format than the one known here: use the public API then.
Result<std::unique_ptr<DocumentWriter>> make_bulk_writer(const WriterPlace& place, const StringPool& words,
                                                         const BulkLimits& limits);

/// The writer for the case: this one for a new database whose format it knows, else the public API.
Result<std::unique_ptr<DocumentWriter>> make_document_writer(const WriterPlace& place,
                                                             const std::filesystem::path& from, const StringPool& words,
                                                             const BulkLimits& limits = {});

}  // namespace diwan::store
