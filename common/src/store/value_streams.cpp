// SPDX-License-Identifier: GPL-2.0-or-later
#include "store/value_streams.hpp"

#include <algorithm>
#include <utility>

#include "store/glass_format.hpp"

namespace diwan::store {

Result<std::string> ValueStreams::add(std::uint32_t document, const Values& values, SpoolFile& file) {
  std::map<std::uint32_t, std::string_view> by_slot;
  for (const auto& [slot, value] : values) by_slot[slot] = value;
  std::string used;
  std::uint32_t next_slot = 0;
  for (const auto& [slot, value] : by_slot) {
    if (value.empty()) continue;
    glass::pack_uint(used, slot - next_slot);
    next_slot = slot + 1;
    if (auto done = add(document, slot, value, file); !done) return std::move(done).error();
  }
  return used;
}

Result<void> ValueStreams::add(std::uint32_t document, std::uint32_t slot, std::string_view value, SpoolFile& file) {
  auto& stream = streams_[slot];
  if (stream.count == 0 || value < stream.lower) stream.lower = value;
  if (stream.count == 0 || value > stream.upper) stream.upper = value;
  ++stream.count;
  if (stream.chunk.empty()) {
    stream.first_document = document;
  } else {
    glass::pack_uint(stream.chunk, document - stream.last_document - 1);
  }
  glass::pack_text(stream.chunk, value);
  stream.last_document = document;
  return stream.chunk.size() < glass::chunk_bytes ? Result<void>{} : close(stream, file);
}

Result<void> ValueStreams::append(ValueStreams&& later, SpoolFile& file) {
  for (auto& [slot, added] : later.streams_) {
    auto& stream = streams_[slot];
    if (stream.count == 0) {
      stream = std::move(added);
      continue;
    }
    if (!stream.chunk.empty()) {
      if (auto done = close(stream, file); !done) return done;
    }
    stream.count += added.count;
    stream.lower = std::min(stream.lower, added.lower);
    stream.upper = std::max(stream.upper, added.upper);
    stream.chunks.insert(stream.chunks.end(), added.chunks.begin(), added.chunks.end());
    stream.first_document = added.first_document;
    stream.last_document = added.last_document;
    stream.chunk = std::move(added.chunk);
  }
  return {};
}

Result<void> ValueStreams::close(Stream& stream, SpoolFile& file) {
  stream.chunks.push_back({stream.first_document, file.size(), stream.chunk.size()});
  auto done = file.append(stream.chunk);
  stream.chunk.clear();
  return done;
}

Result<void> ValueStreams::write(SpoolFile& file, GlassTableWriter& table) {
  // Keys are not in the order of the slots' numbers.
  std::map<std::string, const Stream*> statistics;
  std::map<std::string, std::pair<std::uint32_t, Stream*>> chunks;
  for (auto& [slot, stream] : streams_) {
    statistics[glass::value_statistics_key(slot)] = &stream;
    chunks[glass::value_chunk_key(slot, 0)] = {slot, &stream};
  }
  for (const auto& [key, stream] : statistics) {
    std::string tag;
    glass::pack_uint(tag, stream->count);
    glass::pack_text(tag, stream->lower);
    if (stream->lower != stream->upper) tag += stream->upper;
    if (auto done = table.add(key, tag); !done) return done;
  }
  std::string tag;
  for (const auto& [key, numbered] : chunks) {
    auto& [slot, stream] = numbered;
    if (!stream->chunk.empty()) {
      if (auto done = close(*stream, file); !done) return done;
    }
    for (const auto& chunk : stream->chunks) {
      tag.resize(chunk.size);
      if (auto done = file.read(chunk.offset, tag); !done) return done;
      if (auto done = table.add(glass::value_chunk_key(slot, chunk.first_document), tag); !done) return done;
    }
  }
  return {};
}

}  // namespace diwan::store
