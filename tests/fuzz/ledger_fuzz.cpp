// SPDX-License-Identifier: GPL-2.0-or-later
// Any bytes as a ledger, with a checksum that fits: what is read is what is written again, and the rest is refused.
#include "index/ledger.hpp"

#include <xxhash.h>

#include <cstddef>
#include <cstdint>
#include <string>

#include "fuzz/reader_check.hpp"

namespace {

using diwan::test::require;

/// The first format had no list of sources by id; an empty one is written with its count.
constexpr std::size_t of_new_list = 8;

/// Damage that no checksum tells.
std::string with_checksum(std::string bytes) {
  XXH128_canonical_t digest;
  XXH128_canonicalFromHash(&digest, XXH3_128bits(bytes.data(), bytes.size()));
  return bytes.append(reinterpret_cast<const char*>(digest.digest), sizeof digest.digest);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bytes = diwan::test::view_of(data, size);
  const auto check = [](std::string_view file) {
    const auto ledger = diwan::index::parse_ledger(file);
    if (!ledger) return;
    const auto written = diwan::index::to_bytes(*ledger);
    std::size_t files = 0;  // each has a byte that older ones lack
    for (const auto& source : ledger->sources) files += source.second.size();
    require(written.size() <= file.size() + of_new_list + files, "a ledger has no more in it than its bytes say");
    require(diwan::index::parse_ledger(written) == ledger, "what is written is read");
  };
  check(bytes);
  check(with_checksum(std::string(bytes)));
  check(with_checksum("diwan ledger 1\n" + std::string(bytes)));
  check(with_checksum("diwan ledger 2\n" + std::string(bytes)));
  check(with_checksum("diwan ledger 3\n" + std::string(bytes)));
  return 0;
}
