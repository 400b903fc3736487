// SPDX-License-Identifier: GPL-2.0-or-later
#include "store/value_streams.hpp"

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
    if (stream.chunk.size() < glass::chunk_bytes) continue;
    if (auto done = close(stream, file); !done) return std::move(done).error();
  }
  return used;
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
