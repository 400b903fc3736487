// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "ingest/descriptor.hpp"

#include <diwan/result.hpp>

#include <cstddef>
#include <iosfwd>
#include <memory>
#include <span>
#include <string>

namespace diwan::ingest {

/// Bytes from front to back, read once. One thread at a time.
class ByteStream {
 public:
  virtual ~ByteStream() = default;
  /// Fills the front of `buffer` (not empty) and says how many bytes that were; 0 at the end.
  /// Fails with io or malformed; nothing can be read after a failure.
  virtual Result<std::size_t> read(std::span<char> buffer) = 0;
};

/// Opens a regular file that is not a symbolic link; anything else fails, as does what the system refuses (io).
Result<std::unique_ptr<ByteStream>> open_file(const std::string& path);

/// The same as an open file, and the bytes of such a file, which outlives the result.
Result<Descriptor> open_descriptor(const std::string& path);
std::unique_ptr<ByteStream> descriptor_bytes(const Descriptor& file);

/// The bytes of an istream that outlives the result.
std::unique_ptr<ByteStream> stream_bytes(std::istream& stream);

/// Bytes that the stream owns.
std::unique_ptr<ByteStream> memory_bytes(std::string bytes);

/// All that is left, or malformed when that is more than `limit` bytes.
Result<std::string> read_all(ByteStream& bytes, std::size_t limit);

}  // namespace diwan::ingest
