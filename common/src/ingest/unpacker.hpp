// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "ingest/byte_stream.hpp"

#include <diwan/result.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct archive;
struct archive_entry;

namespace diwan::ingest {

/// The members of an archive (zip, tar, 7z) from front to back, by libarchive. One thread at a time.
class Unpacker {
 public:
  enum class Outcome { member, failed, end };

  /// An archive in memory, which outlives this.
  explicit Unpacker(std::string_view bytes);
  /// An archive too large for memory: 7z, which has its index at the end, cannot be read so.
  explicit Unpacker(ByteStream& bytes);
  ~Unpacker();
  Unpacker(const Unpacker&) = delete;
  Unpacker& operator=(const Unpacker&) = delete;

  /// The next regular file.
  Outcome next();
  /// Its name in UTF-8; names of old programs are taken for CP1256, CP720 or CP437, whichever reads best.
  const std::string& name() const { return name_; }
  bool is_encrypted() const { return is_encrypted_; }
  /// Its bytes, to be read before the next call of next().
  ByteStream& bytes();
  /// Whether next() passed over files whose head is damaged.
  bool has_lost() const { return has_lost_; }
  /// Why next() failed.
  const std::string& fault() const { return fault_; }

 private:
  class Member;

  struct archive* archive_;
  std::unique_ptr<Member> member_;
  std::unique_ptr<char[]> buffer_;
  std::string name_;
  std::string fault_;
  bool is_encrypted_ = false;
  bool has_lost_ = false;
};

/// The bytes that a file compressed with bzip2, xz, lzma or zstd holds.
std::unique_ptr<ByteStream> decompress(std::unique_ptr<ByteStream> bytes);

}  // namespace diwan::ingest
