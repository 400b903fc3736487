// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "ingest/byte_stream.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace diwan::ingest {

/// How much has been read of a file, and how much came out of it: what gives too much for its size is given up, however
/// it is packed. One thread at a time.
class Unpacking {
 public:
  static constexpr std::uint64_t always_allowed = std::uint64_t{256} << 20;
  static constexpr std::uint64_t largest_ratio = 200;
  /// The reason of a refusal.
  static constexpr const char* reason = "unpacks to more than 200 times its size";

  void count_packed(std::size_t bytes) { packed_ += bytes; }

  /// Counts what came out of the packing `layer` within others, from 1: all that lies beside each other counts
  /// together, packings in packings each for itself.
  void count_unpacked(std::size_t layer, std::size_t bytes) {
    if (unpacked_.size() <= layer) unpacked_.resize(layer + 1);
    unpacked_[layer] += bytes;
    is_too_much_ = is_too_much_ || (unpacked_[layer] > always_allowed && unpacked_[layer] > packed_ * largest_ratio);
  }

  bool is_too_much() const { return is_too_much_; }

 private:
  std::uint64_t packed_ = 0;
  std::vector<std::uint64_t> unpacked_;
  bool is_too_much_ = false;
};

/// The bytes of the file itself.
class PackedBytes final : public ByteStream {
 public:
  PackedBytes(std::unique_ptr<ByteStream> bytes, Unpacking& unpacking)
      : bytes_(std::move(bytes)), unpacking_(unpacking) {}

  Result<std::size_t> read(std::span<char> buffer) override {
    auto count = bytes_->read(buffer);
    if (count) unpacking_.count_packed(*count);
    return count;
  }

 private:
  std::unique_ptr<ByteStream> bytes_;
  Unpacking& unpacking_;
};

/// What comes out of a packing; fails with malformed once it is too much.
class UnpackedBytes final : public ByteStream {
 public:
  UnpackedBytes(std::unique_ptr<ByteStream> bytes, Unpacking& unpacking, std::size_t layer)
      : bytes_(std::move(bytes)), unpacking_(unpacking), layer_(layer) {}

  Result<std::size_t> read(std::span<char> buffer) override {
    if (unpacking_.is_too_much()) return Error{Code::malformed, Unpacking::reason, {}};
    auto count = bytes_->read(buffer);
    if (count) unpacking_.count_unpacked(layer_, *count);
    return count;
  }

 private:
  std::unique_ptr<ByteStream> bytes_;
  Unpacking& unpacking_;
  std::size_t layer_;
};

}  // namespace diwan::ingest
