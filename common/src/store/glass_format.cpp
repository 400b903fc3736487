// SPDX-License-Identifier: GPL-2.0-or-later
#include "store/glass_format.hpp"

#include <bit>

#include "store/tag_reader.hpp"

namespace diwan::store::glass {
namespace {

constexpr std::string_view magic("\x0F\x0DXapian Glass\x04\x6E", 16);  // ends with the version: 2016-03-14
constexpr std::size_t uuid_bytes = 16;
constexpr std::uint32_t two_byte_limit = 0x8000;

std::string with_zeros_escaped(std::string_view term) {
  std::string key;
  key.reserve(longest_key);
  for (const char byte : term) {
    key += byte;
    if (byte == '\0') key += '\xFF';
  }
  return key;
}

void append_root(std::string& out, const Root& root, std::uint32_t compress) {
  // Two flags below the level: the blocks of a table stand in its order; there is no block at all.
  const bool empty = root.blocks == 0;
  pack_uint(out, root.block);
  pack_uint(out, root.levels_below << 2 | 2U | (empty ? 1U : 0U));
  pack_uint(out, root.entries);
  pack_uint(out, block_bytes >> 11);
  pack_uint(out, compress);
  std::string free_list;
  if (!empty) {
    pack_uint(free_list, revision);
    pack_uint(free_list, root.blocks);
    free_list.append(4, '\0');  // nothing was ever freed: two cursors of a block and an offset each
  }
  pack_text(out, free_list);
}

std::string to_bytes(const Version& version, std::uint32_t with_revision) {
  std::string out(magic);
  out += version.uuid;
  pack_uint(out, with_revision);
  for (std::size_t table = 0; table < table_count; ++table) {
    append_root(out, version.roots[table], compressed_above[table]);
  }
  const auto& statistics = version.statistics;
  pack_uint(out, statistics.documents);
  pack_uint(out, statistics.last_document - statistics.documents);
  pack_uint(out, statistics.shortest);
  pack_uint(out, statistics.highest_wdf);
  pack_uint(out, statistics.longest - statistics.highest_wdf);
  pack_uint(out, 0);  // oldest changeset
  pack_uint(out, statistics.total_length);
  pack_uint(out, 0);  // highest frequency in the spelling table
  return out;
}

}  // namespace

void pack_sorted(std::string& out, std::uint32_t value) {
  if (value < two_byte_limit) {
    out += static_cast<char>(value >> 8);
    out += static_cast<char>(value);
    return;
  }
  // As many ones lead as there are bytes behind the second; each more byte has room for seven more bits.
  const unsigned bytes = (static_cast<unsigned>(std::bit_width(value)) + 5) / 7;
  const auto marked = std::uint64_t{value} | (std::uint64_t{0xFF} << (10 - bytes) & 0xFF) << 8 * (bytes - 1);
  for (unsigned i = bytes; i-- > 0;) out += static_cast<char>(marked >> 8 * i);
}

void pack_text(std::string& out, std::string_view text) {
  pack_uint(out, text.size());
  out += text;
}

std::string metadata_key(std::string_view name) { return std::string(metadata_kind).append(name); }

std::string value_statistics_key(std::uint32_t slot) {
  std::string key(value_statistics_kind);
  for (; slot != 0; slot >>= 8) key += static_cast<char>(slot);
  return key;
}

std::string value_chunk_key(std::uint32_t slot, std::uint32_t first_document) {
  std::string key(value_chunk_kind);
  pack_uint(key, slot);
  pack_sorted(key, first_document);
  return key;
}

std::string lengths_key() { return std::string(lengths_kind); }

std::string lengths_key(std::uint32_t first_document) {
  auto key = lengths_key();
  pack_sorted(key, first_document);
  return key;
}

std::string postings_key(std::string_view term) { return with_zeros_escaped(term); }

std::string postings_key(std::string_view term, std::uint32_t first_document) {
  auto key = with_zeros_escaped(term);
  key += '\0';
  pack_sorted(key, first_document);
  return key;
}

std::string document_key(std::uint32_t document) {
  std::string key;
  pack_sorted(key, document);
  return key;
}

std::string used_slots_key(std::uint32_t document) { return document_key(document) += '\0'; }

std::string first_chunk_header(std::uint32_t entries, std::uint64_t occurrences, std::uint32_t first_document) {
  std::string header;
  pack_uint(header, entries);
  pack_uint(header, occurrences);
  pack_uint(header, first_document - 1);
  return header;
}

std::string chunk_header(bool last, std::uint32_t first_document, std::uint32_t last_document) {
  std::string header(1, last ? '1' : '0');
  pack_uint(header, last_document - first_document);
  return header;
}

std::string to_bytes(const Version& version) { return to_bytes(version, revision); }

std::optional<Version> parse_version(std::string_view version_file_bytes) {
  if (version_file_bytes.size() < magic.size() + uuid_bytes) return std::nullopt;
  Version version;
  version.uuid = version_file_bytes.substr(magic.size(), uuid_bytes);
  TagReader reader(version_file_bytes.substr(magic.size() + uuid_bytes));
  reader.number();  // revision
  for (auto& root : version.roots) {
    root.block = reader.number32();
    root.levels_below = reader.number32() >> 2;
    root.entries = reader.number();
    reader.number();  // size of a block
    reader.number();  // what is compressed
    TagReader free_list(reader.text());
    free_list.number();
    root.blocks = free_list.number32();
  }
  auto& statistics = version.statistics;
  statistics.documents = reader.number32();
  statistics.last_document = statistics.documents + reader.number32();
  statistics.shortest = reader.number32();
  statistics.highest_wdf = reader.number32();
  statistics.longest = statistics.highest_wdf + reader.number32();
  reader.number();
  statistics.total_length = reader.number();
  // Whatever was passed over must be what we would have written.
  if (reader.failed() || to_bytes(version) != version_file_bytes) return std::nullopt;
  return version;
}

std::optional<std::string> uuid_of_known_format(std::string_view version_file_bytes) {
  if (version_file_bytes.size() < magic.size() + uuid_bytes) return std::nullopt;
  const auto uuid = version_file_bytes.substr(magic.size(), uuid_bytes);
  if (version_file_bytes != to_bytes({std::string(uuid), {}, {}}, 0)) return std::nullopt;
  return std::string(uuid);
}

}  // namespace diwan::store::glass
