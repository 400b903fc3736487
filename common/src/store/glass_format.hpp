// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// The format of Xapian's glass databases, version 2016-03-14, which all of Xapian 1.4 writes: numbers, keys and the
/// version file. glass_table_writer has the tables.
namespace diwan::store::glass {

inline constexpr std::size_t block_bytes = 8192;
/// The revision that a database of ours has: that of Xapian's own first commit.
inline constexpr std::uint32_t revision = 1;
/// Longest key of a table.
inline constexpr std::size_t longest_key = 255;
/// Longest term, counting a zero byte twice, so that the keys of its posting list fit.
inline constexpr std::size_t longest_term = 245;
/// Posting lists, values and lengths stand in chunks of about so many bytes: what a search skips at once.
inline constexpr std::size_t chunk_bytes = 2000;

/// Seven bits a byte, lowest first.
inline void pack_uint(std::string& out, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) out += static_cast<char>(value | 0x80);
  out += static_cast<char>(value);
}
/// Two to five bytes whose order as bytes is that of the numbers.
void pack_sorted(std::string& out, std::uint32_t value);
/// Its length, then the bytes.
void pack_text(std::string& out, std::string_view text);

/// Kinds of keys of the table postlist that are not those of terms, in the order in which they stand in it.
inline constexpr std::string_view metadata_kind("\x00\xC0", 2);
inline constexpr std::string_view value_statistics_kind("\x00\xD0", 2);
inline constexpr std::string_view value_chunk_kind("\x00\xD8", 2);
inline constexpr std::string_view lengths_kind("\x00\xE0", 2);

/// Keys of the table postlist, in the order in which the kinds stand in it.
std::string metadata_key(std::string_view name);
std::string value_statistics_key(std::uint32_t slot);
std::string value_chunk_key(std::uint32_t slot, std::uint32_t first_document);
std::string lengths_key();
std::string lengths_key(std::uint32_t first_document);
std::string postings_key(std::string_view term);
std::string postings_key(std::string_view term, std::uint32_t first_document);

/// The key of a document in the tables termlist and docdata.
std::string document_key(std::uint32_t document);
/// ... and in termlist, behind it, of which value slots it uses.
std::string used_slots_key(std::uint32_t document);

/// What a chunk of a posting list or of the document lengths begins with.
std::string first_chunk_header(std::uint32_t entries, std::uint64_t occurrences, std::uint32_t first_document);
std::string chunk_header(bool last, std::uint32_t first_document, std::uint32_t last_document);

/// Where a table's tree begins, as the version file says it. A plain value; `blocks` of 0 means an empty table.
struct Root {
  std::uint32_t block = 0;
  std::uint32_t levels_below = 0;
  std::uint64_t entries = 0;
  std::uint32_t blocks = 0;
};

/// What the version file says of the documents. A plain value.
struct Statistics {
  std::uint32_t documents = 0;
  std::uint32_t last_document = 0;
  std::uint32_t shortest = 0;  ///< length of the shortest document that is not empty
  std::uint32_t longest = 0;
  std::uint32_t highest_wdf = 0;
  std::uint64_t total_length = 0;
};

enum Table { postlist, docdata, termlist, position, spelling, synonym, table_count };

/// The files of a database: the tables that we write, by Table, and the version file.
inline constexpr std::array table_names{"postlist.glass", "docdata.glass", "termlist.glass"};
inline constexpr std::string_view version_name = "iamglass";

/// The tags longer than this are compressed, by table; 0: none.
inline constexpr std::array<std::uint32_t, table_count> compressed_above{0, 18, 18, 0, 18, 18};

/// What the version file `iamglass` of a database of ours says. A plain value.
struct Version {
  std::string uuid;  ///< 16 bytes
  std::array<Root, table_count> roots{};
  Statistics statistics;
};

std::string to_bytes(const Version& version);
/// Nothing when the bytes are not those of a database in this format that was written in order and never changed since.
std::optional<Version> parse_version(std::string_view version_file_bytes);

/// The uuid in the version file of a database without documents that Xapian has just made; nothing when any byte
/// besides it is not what this format has: then these tables must not be written.
std::optional<std::string> uuid_of_known_format(std::string_view version_file_bytes);

}  // namespace diwan::store::glass
