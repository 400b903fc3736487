// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace diwan::store {

/// Reads numbers and texts from a tag or key of a glass table, one after the other. Reading past the end gives zeros
/// and empty texts and shows in `failed`. A view: the bytes belong to somebody else.
class TagReader {
 public:
  explicit TagReader(std::string_view bytes) : rest_(bytes) {}

  bool done() const { return rest_.empty() || failed_; }
  bool failed() const { return failed_; }
  /// What has not been read.
  std::string_view rest() const { return rest_; }

  /// As glass::pack_uint writes it.
  std::uint64_t number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; !rest_.empty() && shift < 64; shift += 7) {
      const auto byte = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      value |= std::uint64_t{byte & 0x7FU} << shift;
      if (byte < 0x80) return value;
    }
    failed_ = true;
    return 0;
  }

  std::uint32_t number32() { return static_cast<std::uint32_t>(number()); }

  /// As glass::pack_sorted writes it.
  std::uint32_t sorted() {
    if (rest_.size() < 2) return fail();
    const auto first = static_cast<unsigned char>(rest_.front());
    std::size_t bytes = 2;
    std::uint32_t value = first;
    if (first >= 0x80) {
      bytes = 3;
      for (unsigned bit = 0x40; bytes < 5 && (first & bit) != 0; bit >>= 1) ++bytes;
      value = first & (0xFFU >> (bytes - 1));
      if (rest_.size() < bytes) return fail();
    }
    for (std::size_t i = 1; i < bytes; ++i) value = value << 8 | static_cast<unsigned char>(rest_[i]);
    rest_.remove_prefix(bytes);
    return value;
  }

  std::string_view text() { return take(number()); }

  std::string_view take(std::uint64_t size) {
    if (size > rest_.size()) {
      failed_ = true;
      return {};
    }
    const auto taken = rest_.substr(0, static_cast<std::size_t>(size));
    rest_.remove_prefix(taken.size());
    return taken;
  }

 private:
  std::uint32_t fail() {
    failed_ = true;
    return 0;
  }

  std::string_view rest_;
  bool failed_ = false;
};

}  // namespace diwan::store
