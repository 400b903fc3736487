// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/ingest.hpp>

#include <memory>
#include <optional>
#include <string>

#include "ingest/byte_stream.hpp"
#include "ingest/descriptor.hpp"

namespace diwan::ingest {

/// What the system says of a file; nothing where it says nothing. A relative path is one from an open `folder`, where
/// that is given.
std::optional<FileStamp> stamp_of(const std::string& path, const Descriptor* folder = nullptr);

/// A stamp that a later run may rely on: one that nothing has touched while the file was read, nor so shortly before
/// that a later change could bear the same time. Nothing else is known then.
FileStamp settled_stamp(const FileStamp& before, const std::string& path, std::int64_t read_from);

/// Nanoseconds since 1970, as stamps have them.
std::int64_t now();

/// 16 bytes over the content of a file, or empty where it cannot be read.
std::string content_hash_of(const std::string& path);

/// The bytes of another stream, hashed as they pass.
class HashedBytes final : public ByteStream {
 public:
  explicit HashedBytes(std::unique_ptr<ByteStream> bytes);
  ~HashedBytes() override;
  Result<std::size_t> read(std::span<char> buffer) override;

  /// What has become of the stream; outlives it.
  struct Outcome {
    bool failed = false;  ///< the system failed to read it
    std::string hash;     ///< 16 bytes, once it was read to its end
  };
  std::shared_ptr<const Outcome> outcome() const { return outcome_; }

 private:
  struct State;
  std::unique_ptr<ByteStream> bytes_;
  std::unique_ptr<State> state_;
  std::shared_ptr<Outcome> outcome_ = std::make_shared<Outcome>();
};

}  // namespace diwan::ingest
