// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/any_reader.hpp"

#include "ingest/limits.hpp"

#include <new>
#include <utility>

namespace diwan::ingest {

FoundReader::FoundReader(std::unique_ptr<ByteStream> bytes, std::string_view name)
    : bytes_(std::move(bytes)), name_(name), compression_(find_compression(name)) {}

void FoundReader::look() {
  if (unpacked_) return;
  if (compression_.decoder != nullptr) bytes_ = compression_.decoder(std::move(bytes_));
  unpacked_.emplace(std::move(bytes_));
  format_ = find_format(name_, unpacked_->peek());
}

Runs FoundReader::runs() {
  if (compression_.runs == Runs::apart) return Runs::apart;
  look();
  return format_.runs;
}

void FoundReader::read(FileOutput& output) try {
  look();
  if (format_.reader == nullptr) return output.skip(type_of(name_));
  format_.reader(*unpacked_, output);
} catch (const std::bad_alloc&) {
  output.refuse(too_much_memory);
}

void read_any(std::unique_ptr<ByteStream> bytes, FileOutput& output) {
  output.begin();
  if (output.wants_more()) FoundReader(std::move(bytes), output.name()).read(output);
  output.end();
}

}  // namespace diwan::ingest
