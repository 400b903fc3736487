// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/result.hpp>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "store/files.hpp"
#include "store/word_stream.hpp"

namespace diwan::store {

/// Which forms of a lexicon have a hash: the other way round from its tokens, so that a query finds the few hundred
/// forms that concern it without looking at those of every text. One file per lexicon size, `name(entries)`, because a
/// lexicon only grows: it belongs to every state with that many entries and is never changed.
///
///   u32                number of buckets, a power of two
///   u32 per 32 entries a bit for each that has one token, lowest first
///   u32 per bucket     where its entries end, counted from the first bucket's first
///   u32 ...            entries, by bucket, ascending in each
///
/// The bits are there because they fit into the processor's cache, and the lexicon does not.
/// Move-only; threads may share it.
class FormLookup {
 public:
  static std::string name(std::uint64_t entries);
  static bool is_name(std::string_view name);

  /// The lookup of a text store's lexicon. A lexicon without entries needs no file. Fails with corrupt.
  static Result<FormLookup> open(const std::filesystem::path& folder, std::uint64_t entries);

  /// Every entry of which a token has this hash, and others that share its bucket. Ids of a damaged file may be any.
  std::span<const EntryId> candidates(std::uint32_t hash) const;
  /// Whether an entry has exactly one token.
  bool has_one_token(EntryId entry) const { return entry < entries_ && (single_[entry / 32] >> entry % 32 & 1) != 0; }

 private:
  MappedFile file_;
  const std::uint32_t* single_ = nullptr;
  const std::uint32_t* ends_ = nullptr;
  std::uint64_t entries_ = 0;
  std::size_t buckets_ = 0;
  std::size_t size_ = 0;  // entries in all buckets
};

struct TextExtent;

/// Writes and syncs the lookup of a lexicon whose files are complete.
Result<void> write_form_lookup(const std::filesystem::path& folder, const TextExtent& extent);
/// Removes lookups of other sizes: nothing of the state with this many entries. What cannot be removed stays.
void remove_other_lookups(const std::filesystem::path& folder, std::uint64_t entries);

}  // namespace diwan::store
