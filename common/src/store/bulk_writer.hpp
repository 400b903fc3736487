// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/result.hpp>

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "store/document_writer.hpp"
#include "store/turns.hpp"

namespace diwan::store {

struct BulkOptions {
  /// Bytes for postings that wait to be sorted and for merging them; as much again stands beside them for a while.
  std::size_t memory = std::size_t{64} << 20;
  /// Whether documents get term lists, which Xapian needs to remove or replace them, and nobody else: more than a third
  /// of a database, and of the time. New databases only.
  bool term_lists = false;
  /// Where given, who finishes holds one, and work beside it takes one of its own. Must outlive the writer.
  Turns* turns = nullptr;
  /// For tests: the version file that Xapian is taken to have written.
  std::optional<std::string> format_seen;
};

/// A writer that writes Xapian's glass tables itself, from front to back: postings are sorted in memory, in runs, which
/// are merged at the end. It gives what the public API gives, many times faster. `from`: a database of its own that the
/// new one is made of, without what is removed, or empty; it is only read. Documents are numbered without a gap, from
/// 1 or behind the last of `from`; one that the same writer has added cannot be removed.
/// Gives nothing where the Xapian at hand writes another format than the one known here, and where `from` was written
/// or changed by something else: use the public API then.
Result<std::unique_ptr<DocumentWriter>> make_bulk_writer(const WriterPlace& place, const std::filesystem::path& from,
                                                         std::shared_ptr<const StringPool> words,
                                                         const BulkOptions& options);

/// The writer for the case: this one where it knows the format, else the public API.
Result<std::unique_ptr<DocumentWriter>> make_document_writer(const WriterPlace& place,
                                                             const std::filesystem::path& from,
                                                             std::shared_ptr<const StringPool> words,
                                                             const BulkOptions& options = {});

}  // namespace diwan::store
