// SPDX-License-Identifier: GPL-2.0-or-later
#include "store/text_store.hpp"

#include <xxhash.h>

#include <charconv>
#include <cstring>

#include "store/damage.hpp"

namespace diwan::store {
namespace {

constexpr std::array extent_members{&TextExtent::articles, &TextExtent::documents, &TextExtent::entries,
                                    &TextExtent::forms, &TextExtent::tokens};

/// What no file holds: sizes in bytes stay far from overflowing.
constexpr std::uint64_t most_of_a_file = std::uint64_t{1} << 56;

Error damaged_entry(EntryId id) { return damaged("entry " + std::to_string(id) + " of the lexicon is damaged"); }

}  // namespace

std::string to_string(const TextExtent& extent) {
  std::string text;
  for (const auto member : extent_members) {
    if (!text.empty()) text += ' ';
    text += std::to_string(extent.*member);
  }
  return text;
}

std::optional<TextExtent> parse_text_extent(std::string_view text) {
  TextExtent extent;
  const char* next = text.data();
  const char* const end = next + text.size();
  for (const auto member : extent_members) {
    if (member != extent_members.front() && (next == end || *next++ != ' ')) return std::nullopt;
    const auto [stop, failed] = std::from_chars(next, end, extent.*member);
    if (failed != std::errc{} || extent.*member > most_of_a_file) return std::nullopt;
    next = stop;
  }
  return next == end ? std::optional(extent) : std::nullopt;
}

std::array<TextFileSize, 6> text_file_sizes(const TextExtent& extent) {
  return {{{text_files::articles, extent.articles},
           {text_files::offsets, extent.documents * sizeof(std::uint64_t)},
           {text_files::lengths, extent.documents * sizeof(std::uint32_t)},
           {text_files::entries, extent.entries * sizeof(LexiconEntry)},
           {text_files::forms, extent.forms},
           {text_files::tokens, extent.tokens * sizeof(TokenHashes)}}};
}

std::uint32_t term_hash(std::string_view text) {
  return static_cast<std::uint32_t>(XXH3_64bits(text.data(), text.size()));
}

Result<TextStore> TextStore::open(const std::filesystem::path& folder, const TextExtent& extent) {
  auto store = open_without_lookup(folder, extent);
  if (!store) return store;
  auto lookup = FormLookup::open(folder, extent.entries);
  if (!lookup) return std::move(lookup).error();
  store->lookup_ = *std::move(lookup);
  return store;
}

Result<TextStore> TextStore::open_without_lookup(const std::filesystem::path& folder, const TextExtent& extent) {
  TextStore store;
  store.extent_ = extent;
  constexpr std::array files{&TextStore::articles_, &TextStore::offsets_, &TextStore::lengths_,
                             &TextStore::entries_,  &TextStore::forms_,   &TextStore::tokens_};
  const auto sizes = text_file_sizes(extent);
  static_assert(files.size() == sizes.size());
  for (std::size_t i = 0; i < files.size(); ++i) {
    auto file = MappedFile::open(folder / sizes[i].name, sizes[i].bytes);
    if (!file && file.error().code == Code::not_found) return damaged(std::move(file).error().message);
    if (!file) return std::move(file).error();
    store.*files[i] = *std::move(file);
  }
  return store;
}

std::string_view TextStore::form(EntryId id) const {
  if (id >= extent_.entries) return {};
  const auto* entries = entries_.as<LexiconEntry>();
  const std::uint64_t begin = id == 0 ? 0 : entries[id - 1].form_end;
  const std::uint64_t end = entries[id].form_end;
  if (begin > end || end > extent_.forms) return {};
  return {forms_.as<char>() + begin, static_cast<std::size_t>(end - begin)};
}

unsigned TextStore::language(EntryId id) const {
  return id < extent_.entries ? entries_.as<LexiconEntry>()[id].token_end >> token_bits : 0;
}

Result<ArticleUnits> TextStore::article(std::uint32_t document) const {
  const auto place = [&] { return "no text stands for document " + std::to_string(document); };
  if (document == 0 || document > extent_.documents) return damaged(place());
  const std::uint64_t offset = offsets_.as<std::uint64_t>()[document - 1];
  ArticleHeader header;
  if (offset > extent_.articles || extent_.articles - offset < sizeof header) return damaged(place());
  if (offset % alignof(std::uint16_t) != 0) return damaged(place());
  std::memcpy(&header, articles_.data() + offset, sizeof header);
  const std::uint64_t room = (extent_.articles - offset - sizeof header) / sizeof(std::uint16_t);
  if (std::uint64_t{header.title_units} + header.text_units > room) return damaged(place());
  const auto* first = reinterpret_cast<const std::uint16_t*>(articles_.data() + offset + sizeof header);
  return ArticleUnits{{first, header.title_units}, {first + header.title_units, header.text_units}};
}

bool TextStore::is_sound(EntryId id) const {
  if (id >= extent_.entries) return false;
  const auto* entry = entries_.as<LexiconEntry>() + id;
  const LexiconEntry before = id == 0 ? LexiconEntry{} : entry[-1];
  return before.form_end <= entry->form_end && entry->form_end <= extent_.forms &&
         (before.token_end & token_mask) <= (entry->token_end & token_mask) &&
         (entry->token_end & token_mask) <= extent_.tokens;
}

Result<void> TextStore::check(std::span<const std::uint16_t> units) const {
  for (word_stream::Reader reader(units); !reader.done();) {
    if (const auto id = reader.next(); !is_sound(id)) return damaged_entry(id);
  }
  return {};
}

Result<std::string> TextStore::text_of(std::span<const std::uint16_t> units) const {
  std::string text;
  bool after_word = false;
  for (word_stream::Reader reader(units); !reader.done();) {
    const EntryId id = reader.next();
    if (!is_sound(id)) return damaged_entry(id);
    const bool word = !is_gap(id);
    if (word && after_word) text += ' ';
    text += form(id);
    after_word = word;
  }
  return text;
}

}  // namespace diwan::store
