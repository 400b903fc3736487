// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "ingest/byte_stream.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace diwan::ingest {

/// A stream whose first bytes can be looked at before they are read.
class PeekedBytes final : public ByteStream {
 public:
  explicit PeekedBytes(std::unique_ptr<ByteStream> bytes) : bytes_(std::move(bytes)) {}

  /// The first 512 bytes, or all there are. To be called before read(); a failure shows when reading.
  std::string_view peek();
  Result<std::size_t> read(std::span<char> buffer) override;
  /// Why no more than peek() gives can be read; empty where nothing has failed.
  const std::string& failure() const { return failure_.message; }

 private:
  std::unique_ptr<ByteStream> bytes_;
  std::string head_;
  std::size_t given_ = 0;
  bool is_peeked_ = false;
  Error failure_;
};

}  // namespace diwan::ingest
