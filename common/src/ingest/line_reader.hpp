// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "ingest/byte_stream.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace diwan::ingest {

/// Cuts a stream into lines without holding more than one of them.
/// A line ends with `\n`, or where the stream ends; a byte order mark in front of the first line is dropped.
class LineReader {
 public:
  enum class Outcome { line, too_long, end, failed };

  LineReader(ByteStream& bytes, std::size_t longest_line);

  /// Goes to the next line. `too_long`: it was longer than the bound and has been passed over.
  Outcome next();

  /// The line without its line feed, until `next` is called again.
  std::string_view line() const { return line_; }
  /// Its number from 1; after `failed`, that of the line in which reading stopped.
  std::size_t number() const { return number_; }
  /// Bytes that were dropped in front of this line: those of a byte order mark.
  std::size_t dropped() const { return dropped_; }
  const Error& error() const { return error_; }

 private:
  bool fill();

  ByteStream& bytes_;
  std::size_t longest_line_;
  std::string buffer_;
  std::size_t at_ = 0;    ///< first byte of the buffer that is not used up
  std::size_t size_ = 0;  ///< bytes in the buffer
  std::string joined_;    ///< a line that lay across two buffers
  std::string_view line_;
  std::size_t number_ = 0;
  std::size_t dropped_ = 0;
  bool failed_ = false;
  Error error_;
};

}  // namespace diwan::ingest
