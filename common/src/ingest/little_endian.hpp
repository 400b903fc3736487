// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace diwan::ingest {

/// The number of `size` bytes (1 to 8) at `at`, the lowest first. Bytes behind the end count as 0.
inline std::uint64_t little_endian(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < size && at < bytes.size() && i < bytes.size() - at; ++i)
    number |= std::uint64_t{static_cast<unsigned char>(bytes[at + i])} << (8 * i);
  return number;
}

/// As much of bytes[at, at + size) as there is.
inline std::string_view slice(std::string_view bytes, std::size_t at, std::size_t size) {
  return at < bytes.size() ? bytes.substr(at, size) : std::string_view();
}

}  // namespace diwan::ingest
