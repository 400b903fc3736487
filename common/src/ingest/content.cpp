// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/content.hpp"

#include <algorithm>
#include <span>
#include <utility>

namespace diwan::ingest {

std::string_view PeekedBytes::peek() {
  constexpr std::size_t head_size = 512;
  if (std::exchange(is_peeked_, true)) return head_;
  head_.resize(head_size);
  std::size_t size = 0;
  while (size < head_size) {
    const auto count = bytes_->read(std::span(head_).subspan(size));
    if (!count) failure_ = count.error();
    if (!count || *count == 0) break;
    size += *count;
  }
  head_.resize(size);
  return head_;
}

Result<std::size_t> PeekedBytes::read(std::span<char> buffer) {
  if (given_ < head_.size()) {
    const auto size = std::min(buffer.size(), head_.size() - given_);
    std::copy_n(head_.begin() + static_cast<std::ptrdiff_t>(given_), size, buffer.begin());
    given_ += size;
    return size;
  }
  if (!failure_.message.empty()) return failure_;
  return bytes_->read(buffer);
}

}  // namespace diwan::ingest
