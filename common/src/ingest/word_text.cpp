// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/word_text.hpp"

#include "ingest/limits.hpp"
#include "ingest/little_endian.hpp"
#include "ingest/plain_text.hpp"
#include "text/encoding.hpp"
#include "text/utf8.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

// Offsets and names are those of [MS-DOC], for Word 6 and 95 those of the same block in their own layout.

namespace diwan::ingest {
namespace {

constexpr unsigned first_of_97 = 106;  // nFib below: Word 6 and 95
constexpr std::size_t header_story = 2;

/// Where the block at the front of a document holds what.
struct Layout {
  std::size_t first_count;  ///< ccpText, then those of the other stories
  std::size_t table;        ///< fcClx and lcbClx
};

constexpr Layout layout_of_6{0x34, 0x160};
constexpr Layout layout_of_97{0x4C, 0x1A2};
constexpr std::size_t story_count = 8;

/// A stretch of text that lies in one place.
struct Piece {
  std::size_t length;  ///< characters
  std::size_t offset;
  bool is_wide;  ///< UTF-16LE, else one byte a character
};

/// The pieces that a table of pieces names; nothing where there is none.
std::optional<std::vector<Piece>> pieces_of(std::string_view table, bool is_97) {
  constexpr std::size_t position_size = 4;
  constexpr std::size_t piece_size = 8;
  // Properties stand before it, each with its length.
  while (little_endian(table, 0, 1) == 1 && !table.empty())
    table = slice(table, 3 + static_cast<std::size_t>(little_endian(table, 1, 2)), std::string_view::npos);
  if (little_endian(table, 0, 1) != 2) return std::nullopt;
  const auto plan = slice(table, 5, static_cast<std::size_t>(little_endian(table, 1, 4)));
  if (plan.size() < position_size * 2 + piece_size) return std::nullopt;
  const std::size_t count = (plan.size() - position_size) / (position_size + piece_size);
  std::vector<Piece> pieces;
  for (std::size_t i = 0; i < count; ++i) {
    const auto begin = little_endian(plan, i * position_size, position_size);
    const auto end = little_endian(plan, (i + 1) * position_size, position_size);
    if (end < begin) break;
    const auto at = little_endian(plan, (count + 1) * position_size + i * piece_size + 2, 4);
    constexpr std::uint64_t compressed = 0x4000'0000;
    const bool is_wide = is_97 && (at & compressed) == 0;
    const auto offset = is_97 && !is_wide ? (at & (compressed - 1)) / 2 : at & (compressed - 1);
    pieces.push_back({static_cast<std::size_t>(end - begin), static_cast<std::size_t>(offset), is_wide});
  }
  return pieces;
}

using ByteTable = std::array<char16_t, 256>;

ByteTable byte_table(const std::string& encoding) {
  ByteTable table{};
  for (unsigned byte = 0; byte < table.size(); ++byte) {
    const char c = static_cast<char>(byte);
    const auto decoded = text::decode(std::string_view(&c, 1), encoding);
    std::size_t at = 0;
    table[byte] = byte < 0x20 || !decoded || decoded->text.empty()
                      ? static_cast<char16_t>(byte)
                      : static_cast<char16_t>(text::next_code_point(decoded->text, at));
  }
  return table;
}

/// Word 6 and 95 have no word for the encoding of a text; it is that of its fonts.
std::string encoding_of_6(std::string_view document, std::span<const Piece> pieces) {
  std::string sample;
  constexpr std::size_t enough = std::size_t{256} << 10;
  for (const auto& piece : pieces)
    if (sample.size() < enough) sample += slice(document, piece.offset, std::min(piece.length, enough));
  std::ranges::replace_if(
      sample, [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  auto guess = text::guess_encoding(sample, "windows-1252");
  return guess.name.empty() || guess.name.starts_with("UTF") ? "windows-1252" : guess.name;
}

/// All characters one after the other, as long as the pieces say; what cannot be read is NUL.
std::u16string characters_of(std::string_view document, std::span<const Piece> pieces, const ByteTable& bytes,
                             bool& is_cut) {
  // Pieces that lead out of the file, or name one place over and over, are not worth more.
  constexpr std::size_t most_for_a_byte = 4;
  const std::size_t most = std::min(largest_text_file, document.size() * most_for_a_byte);
  std::u16string all;
  for (const auto& piece : pieces) {
    const std::size_t width = piece.is_wide ? 2 : 1;
    const std::size_t length = std::min(piece.length, most - all.size());
    const auto from = slice(document, piece.offset, length * width);
    const std::size_t start = all.size();
    all.resize(start + length);
    for (std::size_t i = 0; i < from.size() / width; ++i)
      all[start + i] = piece.is_wide ? static_cast<char16_t>(little_endian(from, i * 2, 2))
                                     : bytes[static_cast<unsigned char>(from[i])];
    is_cut = is_cut || from.size() < piece.length * width;
  }
  return all;
}

enum : char16_t {
  cell_end = 7,
  line_break = 0xB,
  page_break = 0xC,
  paragraph_end = 0xD,
  column_break = 0xE,
  field_begin = 0x13,
  field_separator = 0x14,
  field_end = 0x15,
  fixed_hyphen = 0x1E,
};

/// Which of the marks that begin a field have one that ends it.
std::vector<bool> closed_fields(std::u16string_view story) {
  std::vector<bool> is_closed(story.size());
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < story.size(); ++i) {
    if (story[i] == field_begin) open.push_back(i);
    if (story[i] == field_end && !open.empty()) {
      is_closed[open.back()] = true;
      open.pop_back();
    }
  }
  return is_closed;
}

char32_t character_at(std::u16string_view story, std::size_t& i) {
  const char16_t unit = story[i];
  if (unit < 0xD800 || unit > 0xDFFF) return unit;
  if (unit > 0xDBFF || i + 1 == story.size() || (story[i + 1] & 0xFC00) != 0xDC00) return U'\uFFFD';
  const char32_t low = story[++i] & 0x3FFU;
  return 0x10000 + ((unit & char32_t{0x3FF}) << 10) + low;
}

/// Adds what a reader of the story sees.
void add_story(std::u16string_view story, WordText& result) {
  auto& text = result.text;
  const auto is_closed = closed_fields(story);
  std::vector<bool> fields;      // the open ones: whether their instruction goes on
  std::size_t instructions = 0;  // how many of them
  for (std::size_t i = 0; i < story.size(); ++i) {
    const char16_t unit = story[i];
    if (unit == field_begin && is_closed[i]) {
      fields.push_back(true);
      ++instructions;
    } else if (unit == field_separator && !fields.empty() && fields.back()) {
      fields.back() = false;
      --instructions;
    } else if (unit == field_end && !fields.empty()) {
      instructions -= fields.back() ? 1 : 0;
      fields.pop_back();
    } else if (instructions > 0) {
      continue;
    } else if (unit == cell_end) {
      // A row ends with a mark of its own behind that of its last cell.
      const bool ends_row = i > 0 && story[i - 1] == cell_end && text.ends_with('\t');
      if (ends_row) text.pop_back();
      text += ends_row ? '\n' : '\t';
    } else if (unit == paragraph_end || unit == line_break || unit == page_break || unit == column_break) {
      text += '\n';
    } else if (unit == fixed_hyphen) {
      text += '-';
    } else if (unit >= 0x20 || unit == u'\t') {
      const auto character = character_at(story, i);
      result.replaced += character == U'\uFFFD' ? 1 : 0;
      text::append_utf8(text, character);
    }
  }
}

}  // namespace

bool is_word_document(std::string_view document) {
  const auto mark = little_endian(document, 0, 2);
  return mark == 0xA5EC || mark == 0xA5DC;
}

Result<WordText> read_word_text(std::string_view document, std::string_view table_0, std::string_view table_1) {
  constexpr std::size_t flags_at = 0xA;
  constexpr unsigned encrypted = 0x100;
  constexpr unsigned in_table_1 = 0x200;
  if (!is_word_document(document)) return Error{Code::malformed, "damaged: not a Word document", {}};
  const auto flags = little_endian(document, flags_at, 2);
  if ((flags & encrypted) != 0) return Error{Code::malformed, "encrypted", {}};
  const bool is_97 = little_endian(document, 2, 2) >= first_of_97;
  const Layout& layout = is_97 ? layout_of_97 : layout_of_6;
  const auto from = is_97 ? ((flags & in_table_1) != 0 ? table_1 : table_0) : document;

  std::array<std::size_t, story_count> lengths{};
  std::size_t total = 0;
  for (std::size_t i = 0; i < story_count; ++i)
    total += lengths[i] = static_cast<std::size_t>(little_endian(document, layout.first_count + 4 * i, 4));
  const auto table = slice(from, static_cast<std::size_t>(little_endian(document, layout.table, 4)),
                           static_cast<std::size_t>(little_endian(document, layout.table + 4, 4)));
  auto pieces = pieces_of(table, is_97);
  // Documents of Word 6 and 95 that were saved whole have their text in one piece, and no table.
  constexpr std::size_t first_byte = 0x18;
  if (!pieces && !is_97)
    pieces = std::vector<Piece>{{total, static_cast<std::size_t>(little_endian(document, first_byte, 4)), false}};
  if (!pieces) return Error{Code::malformed, "damaged: the places of its text cannot be read", {}};

  WordText result;
  const auto bytes = byte_table(is_97 ? std::string("windows-1252") : encoding_of_6(document, *pieces));
  const auto all = characters_of(document, *pieces, bytes, result.is_cut);
  std::u16string_view left = all;
  for (std::size_t i = 0; i < story_count; ++i) {
    const auto story = left.substr(0, lengths[i]);
    left.remove_prefix(story.size());
    const std::size_t start = result.text.size();
    add_story(story, result);
    // Headers and footers come again with each section.
    if (i == header_story) result.text.replace(start, std::string::npos, each_line_once(result.text.substr(start)));
    if (!story.empty()) result.text += '\n';
  }
  add_story(left, result);
  return result;
}

}  // namespace diwan::ingest
