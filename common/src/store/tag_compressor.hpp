// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>

struct libdeflate_compressor;

namespace diwan::store {

/// Compresses tags of glass tables: raw deflate streams, each on its own. One thread at a time.
class TagCompressor {
 public:
  TagCompressor();

  /// The compressed tag, or an empty view where that is not shorter; valid until the next call.
  std::string_view compress(std::string_view tag);

 private:
  struct Free {
    void operator()(libdeflate_compressor* compressor) const;
  };
  std::unique_ptr<libdeflate_compressor, Free> compressor_;
  std::string buffer_;
};

}  // namespace diwan::store
