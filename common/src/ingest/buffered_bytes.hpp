// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "ingest/byte_stream.hpp"

#include <cstddef>
#include <memory>
#include <span>
#include <string>

namespace diwan::ingest {

/// A stream of which lines and bytes can be read in turn. The stream outlives this.
class BufferedBytes final : public ByteStream {
 public:
  explicit BufferedBytes(ByteStream& bytes);

  /// The next line without its end (`\n` or `\r\n`), cut at `longest` bytes; false at the end of the stream.
  Result<bool> line(std::string& line, std::size_t longest);
  Result<std::size_t> read(std::span<char> buffer) override;

 private:
  /// Whether there are bytes in the buffer.
  Result<bool> fill();

  ByteStream& bytes_;
  std::unique_ptr<char[]> buffer_;
  std::size_t at_ = 0;
  std::size_t size_ = 0;
};

}  // namespace diwan::ingest
