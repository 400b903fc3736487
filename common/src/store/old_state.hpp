// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/result.hpp>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/glass_format.hpp"
#include "store/glass_table_reader.hpp"
#include "store/posting_merge.hpp"
#include "store/turns.hpp"
#include "store/value_streams.hpp"

namespace diwan::store {

/// A database of the bulk writer's that the next one is made of: everything in it, but what belongs to documents that
/// were removed, in the order in which the next one needs it. Each of the reading functions is called once, in the
/// order given here. Move-only; one thread at a time.
class OldState {
 public:
  /// Nothing when the database was not written by the bulk writer.
  static Result<std::optional<OldState>> open(const std::filesystem::path& folder);

  const glass::Statistics& statistics() const { return version_.statistics; }

  /// Whether there was such a document that has not been removed before.
  bool remove(std::uint32_t document);

  /// The bytes of its tables without the share of the documents that were removed.
  std::uint64_t bytes_that_stay() const;

  /// Document data, as tags of the table docdata.
  using TakeData = std::function<Result<void>(std::string_view key, std::string_view tag, bool compressed)>;
  Result<void> read_data(const TakeData& take);
  Result<std::map<std::string, std::string>> read_metadata();
  Result<ValueStreams> read_values(SpoolFile& file);
  using TakeLength = std::function<Result<void>(std::uint32_t document, std::uint32_t length)>;
  Result<void> read_lengths(const TakeLength& take);
  /// For who holds one of `turns`, if there are any.
  std::unique_ptr<PostingSource> read_postings(Turns* turns);

 private:
  OldState() = default;
  /// Goes to the next item of the table postlist.
  Result<void> advance();
  bool at(std::string_view kind) const { return more_ && postlist_->key().starts_with(kind); }

  glass::Version version_;
  std::filesystem::path folder_;
  std::unique_ptr<GlassTableReader> postlist_;  // stays where it is, for who reads postings
  bool more_ = false;                           // whether it is at an item
  std::uint64_t bytes_ = 0;                     // of the tables
  std::vector<bool> removed_;                   // by document
  std::uint32_t removed_documents_ = 0;
};

}  // namespace diwan::store
