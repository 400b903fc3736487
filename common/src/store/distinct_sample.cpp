// SPDX-License-Identifier: GPL-2.0-or-later
#include "store/distinct_sample.hpp"

#include <xxhash.h>

#include <bit>

namespace diwan::store {
namespace {

constexpr std::size_t most_sampled = 4096;

unsigned zeros_of(std::uint64_t hash) { return static_cast<unsigned>(std::countr_zero(hash)); }

}  // namespace

void DistinctSample::add(std::string_view name) {
  const std::uint64_t hash = XXH3_64bits(name.data(), name.size());
  if (zeros_of(hash) < zeros_) return;
  if (!sizes_.emplace(hash, name.size()).second) return;
  bytes_ += name.size();
  while (sizes_.size() > most_sampled) {
    ++zeros_;
    std::erase_if(sizes_, [this](const auto& sampled) {
      const bool goes = zeros_of(sampled.first) < zeros_;
      if (goes) bytes_ -= sampled.second;
      return goes;
    });
  }
}

}  // namespace diwan::store
