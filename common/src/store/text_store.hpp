// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/result.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

#include "store/files.hpp"
#include "store/form_lookup.hpp"
#include "store/word_stream.hpp"

namespace diwan::store {

/// How much of each of a text store's files belongs to one state. A plain value.
struct TextExtent {
  std::uint64_t articles = 0;   ///< bytes of word streams
  std::uint64_t documents = 0;  ///< document ids ever given
  std::uint64_t entries = 0;    ///< forms of the lexicon
  std::uint64_t forms = 0;      ///< bytes of forms
  std::uint64_t tokens = 0;     ///< tokens of the lexicon

  bool operator==(const TextExtent&) const = default;
};

std::string to_string(const TextExtent& extent);
std::optional<TextExtent> parse_text_extent(std::string_view text);

/// The hash by which a token's exact form or stem is compared. Equal strings have equal hashes; who needs certainty
/// compares the strings after that.
std::uint32_t term_hash(std::string_view text);

/// What a word of the lexicon is to a search: hashes of its exact form, of its one or two stems (a single stem stands
/// twice), and of the first one's root-like class.
struct TokenHashes {
  std::uint32_t exact = 0;
  std::array<std::uint32_t, 2> stems{};
  std::uint32_t root = 0;
};

/// Files of a text store. All only grow; a reader maps what its state's extent covers while a writer appends.
///
///   articles  per article: ArticleHeader, then the units (u16) of the title and of the text
///   offsets   per document id from 1: where its article begins (u64), or no_article
///   lengths   per document id from 1: how many readings its words have together, as Xapian counts them (u32)
///   entries   per form: LexiconEntry
///   forms     the bytes of the forms, one after the other
///   tokens    TokenHashes
/// and beside them a FormLookup, a file for each number of entries that a state has.
/// Numbers are little-endian, as on every machine that Debian 12 calls amd64 or arm64.
namespace text_files {
inline constexpr std::string_view articles = "articles";
inline constexpr std::string_view offsets = "offsets";
inline constexpr std::string_view lengths = "lengths";
inline constexpr std::string_view entries = "entries";
inline constexpr std::string_view forms = "forms";
inline constexpr std::string_view tokens = "tokens";
}  // namespace text_files

/// How many bytes of each of these files belong to a state.
struct TextFileSize {
  std::string_view name;
  std::uint64_t bytes = 0;
};
std::array<TextFileSize, 6> text_file_sizes(const TextExtent& extent);

inline constexpr std::uint64_t no_article = ~std::uint64_t{0};

/// Bits of LexiconEntry::token_end that count tokens; the language stands above them.
inline constexpr std::uint32_t token_bits = 28;
inline constexpr std::uint32_t token_mask = (1U << token_bits) - 1;

/// Ends of a form's bytes and tokens; they begin where those of the entry before end. A form without tokens is a gap.
struct LexiconEntry {
  std::uint32_t form_end = 0;
  std::uint32_t token_end = 0;  ///< lower token_bits; above them the LanguageClass that the form was analysed with
};

/// What stands before the units of an article.
struct ArticleHeader {
  std::uint32_t title_units = 0;
  std::uint32_t text_units = 0;
};
static_assert(sizeof(LexiconEntry) == 8 && sizeof(TokenHashes) == 16);
static_assert(std::is_trivially_copyable_v<LexiconEntry> && std::is_trivially_copyable_v<TokenHashes>);

/// The word streams of one article, views into the mapped file.
struct ArticleUnits {
  std::span<const std::uint16_t> title;
  std::span<const std::uint16_t> text;
};

/// A text store opened for reading. Move-only; threads may share it.
class TextStore {
 public:
  static Result<TextStore> open(const std::filesystem::path& folder, const TextExtent& extent);
  /// The same with forms_with_hash() empty: for who writes the lookup.
  static Result<TextStore> open_without_lookup(const std::filesystem::path& folder, const TextExtent& extent);

  std::size_t entry_count() const { return static_cast<std::size_t>(extent_.entries); }
  /// The form as written. An id that no lexicon has (a damaged stream) gives an empty one.
  std::string_view form(EntryId id) const;
  /// The form's tokens; empty for a gap.
  std::span<const TokenHashes> tokens(EntryId id) const {
    if (id >= extent_.entries) return {};
    const auto* entries = entries_.as<LexiconEntry>();
    const std::uint32_t begin = id == 0 ? 0 : entries[id - 1].token_end & token_mask;
    const std::uint32_t end = entries[id].token_end & token_mask;
    if (begin > end || end > extent_.tokens) return {};
    return {tokens_.as<TokenHashes>() + begin, end - begin};
  }
  /// How many tokens the form has: 0 for a gap, mostly 1 for a word.
  std::size_t token_count(EntryId id) const { return lookup_.has_one_token(id) ? 1 : tokens(id).size(); }
  /// With which LanguageClass the form was analysed.
  unsigned language(EntryId id) const;
  bool is_gap(EntryId id) const { return token_count(id) == 0; }
  /// Every form of which a token has this hash, and some others; ids may be out of range in a damaged store.
  std::span<const EntryId> forms_with_hash(std::uint32_t hash) const { return lookup_.candidates(hash); }

  /// The article of a document id of this store, or corrupt.
  Result<ArticleUnits> article(std::uint32_t document) const;
  /// How many readings the words of a document have together, those of the title counted title_weight times.
  std::uint32_t length(std::uint32_t document) const {
    return document - 1 < extent_.documents ? lengths_.as<std::uint32_t>()[document - 1] : 0;
  }
  /// Whether an entry is there and stands between its neighbours. `form` and `tokens` of one that does not are empty.
  bool is_sound(EntryId id) const;
  /// Fails with corrupt when an entry of a stream is not sound: for who then reads it entry by entry.
  Result<void> check(std::span<const std::uint16_t> units) const;
  /// The text that a stream stands for, byte for byte, or corrupt.
  Result<std::string> text_of(std::span<const std::uint16_t> units) const;

 private:
  TextExtent extent_;
  MappedFile articles_;
  MappedFile offsets_;
  MappedFile lengths_;
  MappedFile entries_;
  MappedFile forms_;
  MappedFile tokens_;
  FormLookup lookup_;
};

}  // namespace diwan::store
