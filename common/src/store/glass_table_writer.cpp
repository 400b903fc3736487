// SPDX-License-Identifier: GPL-2.0-or-later
#include "store/glass_table_writer.hpp"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <limits>

#include "store/damage.hpp"

namespace diwan::store {
namespace {

// Four items of the largest size fit a block: Xapian counts on it when it parts a block later.
constexpr std::size_t largest_item = (glass::block_bytes - 11 - std::size_t{4} * 2) / 4;
constexpr std::size_t most_parts = std::numeric_limits<std::uint16_t>::max();
// Half filling a block's end with the beginning of a tag is not worth a longer way to it.
constexpr std::size_t smallest_part = 32;

// A leaf item: size - 3 with three flags above (2 bytes), length of the key (1), key, number of the part (2, absent in
// a first part), part of the tag.
constexpr std::size_t leaf_head = 3;
constexpr std::size_t part_bytes = 2;
constexpr unsigned compressed_flag = 0x80;
constexpr unsigned last_flag = 0x40;
constexpr unsigned first_flag = 0x20;

// A branch item: number of the block (4), length of the key (1), key, number of the part (2).
constexpr std::size_t branch_head = 5;

constexpr std::size_t revision_at = 0, level_at = 4, largest_gap_at = 5, free_at = 7, directory_end_at = 9;

std::size_t leaf_overhead(std::string_view key, std::size_t part) {
  return leaf_head + key.size() + (part == 1 ? 0 : part_bytes);
}

void put_bytes(char* to, std::string_view bytes) {
  if (!bytes.empty()) std::memcpy(to, bytes.data(), bytes.size());
}

void put_number(char* to, std::uint32_t value, unsigned bytes) {
  for (; bytes-- > 0; value >>= 8) to[bytes] = static_cast<char>(value);
}

}  // namespace

GlassBlock::GlassBlock(unsigned level) : bytes_(glass::block_bytes, '\0') {
  put_number(&bytes_[revision_at], glass::revision, 4);
  bytes_[level_at] = static_cast<char>(level);
}

void GlassBlock::put16(std::size_t at, std::size_t value) {
  put_number(&bytes_[at], static_cast<std::uint32_t>(value), 2);
}

char* GlassBlock::add(std::size_t size) {
  assert(size <= room());
  items_begin_ -= size;
  put16(directory_end_, items_begin_);
  directory_end_ += 2;
  return &bytes_[items_begin_];
}

std::string_view GlassBlock::finished() {
  const auto gap = items_begin_ - directory_end_;
  std::fill_n(&bytes_[directory_end_], gap, '\0');  // a block that was written before has left its items there
  put16(largest_gap_at, gap);
  put16(free_at, gap);
  put16(directory_end_at, directory_end_);
  return bytes_;
}

void GlassBlock::clear() {
  directory_end_ = directory_begin;
  items_begin_ = glass::block_bytes;
}

Result<GlassTableWriter> GlassTableWriter::create(const std::filesystem::path& path) {
  auto file = AppendFile::open(path, 0);
  if (!file) return std::move(file).error();
  GlassTableWriter writer;
  writer.file_ = *std::move(file);
  return writer;
}

Result<void> GlassTableWriter::add(std::string_view key, std::string_view tag, bool compressed) {
  if (key.size() > glass::longest_key || key <= last_key_) return damaged("a table of the index is not in order");
  if (levels_.empty()) {
    levels_.push_back({GlassBlock(0), {}, 0});
    // Every table begins with an item of an empty key; readers pass over the first one.
    add_item("", 1, "", false, true);
  }
  for (std::size_t part = 1;; ++part) {
    if (part > most_parts) return Error{Code::io, "an article has more data than an index can hold", {}};
    const auto overhead = leaf_overhead(key, part);
    const auto room = levels_.front().block.room();
    const auto wanted = std::min(tag.size(), largest_item - overhead);
    if (room < overhead + std::min(wanted, smallest_part + key.size())) {
      if (auto done = flush(0); !done) return done;
      --part;
      continue;
    }
    const auto taken = std::min(wanted, room - overhead);
    const bool last = taken == tag.size();
    add_item(key, part, tag.substr(0, taken), compressed, last);
    tag.remove_prefix(taken);
    if (last) break;
  }
  last_key_ = key;
  ++entries_;
  return {};
}

void GlassTableWriter::add_item(std::string_view key, std::size_t part, std::string_view tag, bool compressed,
                                bool last) {
  auto& leaf = levels_.front();
  if (leaf.block.empty()) {
    // The shortest beginning of the key that still lies behind the last key of the block before. Parts of one tag have
    // one key and are told apart by their number.
    const auto shared = std::mismatch(key.begin(), key.end(), last_key_.begin(), last_key_.end()).first - key.begin();
    leaf.first_key = part == 1 ? key.substr(0, static_cast<std::size_t>(shared) + 1) : key;
    leaf.first_part = part;
  }
  const auto overhead = leaf_overhead(key, part);
  const auto size = overhead + tag.size();
  char* item = leaf.block.add(size);
  put_number(item, static_cast<std::uint32_t>(size - leaf_head), 2);
  const unsigned flags = (compressed ? compressed_flag : 0) | (last ? last_flag : 0) | (part == 1 ? first_flag : 0);
  item[0] = static_cast<char>(static_cast<unsigned char>(item[0]) | flags);
  item[2] = static_cast<char>(key.size());
  put_bytes(item + leaf_head, key);
  if (part != 1) put_number(item + leaf_head + key.size(), static_cast<std::uint32_t>(part), part_bytes);
  put_bytes(item + overhead, tag);
}

Result<void> GlassTableWriter::add_branch(std::size_t level, std::string_view key, std::size_t part,
                                          std::uint32_t child) {
  if (level == levels_.size()) levels_.push_back({GlassBlock(static_cast<unsigned>(level)), {}, 0});
  if (levels_[level].block.room() < branch_head + key.size() + part_bytes) {
    if (auto done = flush(level); !done) return done;
  }
  auto& branch = levels_[level];
  if (branch.block.empty()) {
    // The first item of a block has no key; its key stands in the level above.
    branch.first_key = key;
    branch.first_part = part;
    key = {};
    part = 0;
  }
  char* item = branch.block.add(branch_head + key.size() + part_bytes);
  put_number(item, child, 4);
  item[4] = static_cast<char>(key.size());
  put_bytes(item + branch_head, key);
  put_number(item + branch_head + key.size(), static_cast<std::uint32_t>(part), part_bytes);
  return {};
}

Result<std::uint32_t> GlassTableWriter::write(std::size_t level) {
  if (blocks_ == std::numeric_limits<std::uint32_t>::max()) return Error{Code::io, "a table of the index is full", {}};
  auto& block = levels_[level].block;
  if (auto done = file_.append(block.finished()); !done) return std::move(done).error();
  block.clear();
  return blocks_++;
}

Result<void> GlassTableWriter::flush(std::size_t level) {
  const auto block = write(level);
  if (!block) return block.error();
  const auto key = levels_[level].first_key;  // a copy: the vector may grow
  return add_branch(level + 1, key, levels_[level].first_part, *block);
}

Result<glass::Root> GlassTableWriter::finish() {
  glass::Root root;
  for (std::size_t level = 0; level < levels_.size(); ++level) {
    if (level + 1 == levels_.size()) {
      const auto block = write(level);
      if (!block) return block.error();
      root = {*block, static_cast<std::uint32_t>(level), entries_, blocks_};
      break;
    }
    if (auto done = flush(level); !done) return std::move(done).error();
  }
  if (auto synced = file_.sync(); !synced) return std::move(synced).error();
  return root;
}

}  // namespace diwan::store
