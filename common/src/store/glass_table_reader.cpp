// SPDX-License-Identifier: GPL-2.0-or-later
#include "store/glass_table_reader.hpp"

#include "store/damage.hpp"

namespace diwan::store {
namespace {

constexpr std::size_t level_at = 4, directory_end_at = 9, directory_begin = 11;
constexpr std::size_t item_head = 3, part_bytes = 2;
constexpr unsigned compressed_flag = 0x8000, last_flag = 0x4000, first_flag = 0x2000, size_mask = 0x1FFF;

// Of a large table, so much is in memory.
constexpr std::uint32_t blocks_at_once = 256;

unsigned number_at(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned>(static_cast<unsigned char>(bytes[at])) << 8 | static_cast<unsigned char>(bytes[at + 1]);
}

}  // namespace

Result<GlassTableReader> GlassTableReader::open(const std::filesystem::path& path, const glass::Root& root) {
  GlassTableReader reader;
  reader.path_ = path;
  reader.blocks_ = root.blocks;
  if (root.blocks == 0) return reader;
  auto file = MappedFile::open(path, std::uint64_t{root.blocks} * glass::block_bytes);
  if (!file) return std::move(file).error();
  reader.file_ = *std::move(file);
  return reader;
}

std::string_view GlassTableReader::block() const {
  return {file_.as<char>() + std::size_t{block_} * glass::block_bytes, glass::block_bytes};
}

Result<bool> GlassTableReader::next_part(Part& part) {
  for (; block_ < blocks_; ++block_, directory_ = 0) {
    if (block_ - released_ >= blocks_at_once) {
      file_.release(std::uint64_t{released_} * glass::block_bytes, std::uint64_t{block_} * glass::block_bytes);
      released_ = block_;
    }
    const auto bytes = block();
    if (bytes[level_at] != 0) continue;  // of a level above the leaves
    const auto end = number_at(bytes, directory_end_at);
    if (directory_ == 0) directory_ = directory_begin;
    if (directory_ >= end) continue;
    if (end > bytes.size() || directory_ + 2 > end) break;
    const std::size_t begin = number_at(bytes, directory_);
    directory_ += 2;
    if (begin + item_head > bytes.size()) break;
    const auto head = number_at(bytes, begin);
    const auto size = (head & size_mask) + item_head;
    const std::size_t key_size = static_cast<unsigned char>(bytes[begin + 2]);
    part.first = (head & first_flag) != 0;
    const auto overhead = item_head + key_size + (part.first ? 0 : part_bytes);
    if (size < overhead || begin + size > bytes.size()) break;
    part.key = bytes.substr(begin + item_head, key_size);
    part.bytes = bytes.substr(begin + overhead, size - overhead);
    part.compressed = (head & compressed_flag) != 0;
    part.last = (head & last_flag) != 0;
    return true;
  }
  if (block_ < blocks_) return damaged(path_.string() + " is damaged in block " + std::to_string(block_));
  return false;
}

Result<bool> GlassTableReader::next() {
  Part part;
  do {
    auto more = next_part(part);
    if (!more || !*more) return more;
  } while (part.key.empty());  // the item that every table begins with
  key_ = part.key;
  compressed_ = part.compressed;
  tag_ = part.bytes;
  if (!part.first) return damaged(path_.string() + " has lost the beginning of an item");
  if (part.last) return true;
  // Copied, for a block that was released must not be looked at again: one byte would bring back megabytes of it.
  joined_key_ = part.key;
  key_ = joined_key_;
  joined_ = part.bytes;
  do {
    auto more = next_part(part);
    if (!more) return more;
    if (!*more || part.first || part.key != key_) return damaged(path_.string() + " has lost the end of an item");
    joined_ += part.bytes;
  } while (!part.last);
  tag_ = joined_;
  return true;
}

}  // namespace diwan::store
