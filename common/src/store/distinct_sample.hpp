// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <unordered_map>

namespace diwan::store {

/// How many names there are, and how many bytes they have together, where the same name is told many times: an estimate
/// from those whose hash happens to end in zeros, as many zeros as keep them few. Exact for few names; two standard
/// deviations are 5 % for many.
class DistinctSample {
 public:
  void add(std::string_view name);

  std::uint64_t names() const { return std::uint64_t{sizes_.size()} << zeros_; }
  std::uint64_t bytes() const { return bytes_ << zeros_; }

 private:
  unsigned zeros_ = 0;
  std::uint64_t bytes_ = 0;                               // of the names in the sample
  std::unordered_map<std::uint64_t, std::size_t> sizes_;  // by hash
};

}  // namespace diwan::store
