// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "ingest/byte_stream.hpp"
#include "ingest/file_output.hpp"
#include "ingest/whole_file.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace diwan::ingest {

/// The text of a file of any size, piece by piece, as UTF-8 without its byte order mark. Its encoding is found as
/// whole_file.hpp has it, of a large file from its beginning.
class TextChunks {
 public:
  /// The encoding is that of the first `beginning` bytes.
  TextChunks(ByteStream& bytes, FileOutput& output, DeclaredEncoding declared = nullptr,
             std::size_t beginning = std::size_t{256} << 10);

  /// Appends the next piece to `text`, at least `wanted` bytes or all that is left; false when nothing was. Fails with
  /// io or malformed: reading stops there.
  Result<bool> append_to(std::string& text, std::size_t wanted = 1);

  /// Whether all has been read.
  bool has_ended() const { return has_ended_; }

 private:
  Result<bool> append_piece(std::string& text);
  Result<void> begin(std::string& text);
  Result<bool> read_more(std::size_t wanted);
  Result<void> decode(std::string_view piece, std::string& text);
  /// That of a piece: where the beginning had no more than ASCII or Latin, a later one may hold Arabic.
  std::string encoding_of(std::string_view piece);
  std::size_t whole_characters() const;

  ByteStream& bytes_;
  FileOutput& output_;
  DeclaredEncoding declared_;
  std::size_t beginning_;
  std::string encoding_;
  bool is_guess_ = false;    ///< the encoding: nothing forced or declared it
  bool only_ascii_ = true;   ///< what has been decoded
  bool has_warned_ = false;  ///< of parts in another encoding
  std::string pending_;      ///< read, not decoded
  std::size_t replaced_ = 0;
  bool has_begun_ = false;
  bool has_ended_ = false;
};

}  // namespace diwan::ingest
