// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/buffered_bytes.hpp"

#include <algorithm>

namespace diwan::ingest {
namespace {

constexpr std::size_t buffer_size = std::size_t{64} << 10;

}  // namespace

BufferedBytes::BufferedBytes(ByteStream& bytes)
    : bytes_(bytes), buffer_(std::make_unique_for_overwrite<char[]>(buffer_size)) {}

Result<bool> BufferedBytes::fill() {
  if (at_ < size_) return true;
  const auto count = bytes_.read({buffer_.get(), buffer_size});
  if (!count) return count.error();
  at_ = 0;
  size_ = *count;
  return size_ > 0;
}

Result<bool> BufferedBytes::line(std::string& line, std::size_t longest) {
  line.clear();
  bool has_any = false;
  for (;;) {
    const auto filled = fill();
    if (!filled) return filled.error();
    if (!*filled) break;
    has_any = true;
    const char* const begin = buffer_.get() + at_;
    const char* const end = buffer_.get() + size_;
    const char* const line_end = std::find(begin, end, '\n');
    const auto room = longest - line.size();
    line.append(begin, std::min(room, static_cast<std::size_t>(line_end - begin)));
    at_ = static_cast<std::size_t>(line_end - buffer_.get());
    if (line_end == end) continue;
    ++at_;
    break;
  }
  if (line.ends_with('\r')) line.pop_back();
  return has_any;
}

Result<std::size_t> BufferedBytes::read(std::span<char> buffer) {
  if (at_ == size_ && buffer.size() >= buffer_size) return bytes_.read(buffer);
  const auto filled = fill();
  if (!filled) return filled.error();
  const auto size = std::min(buffer.size(), size_ - at_);
  std::copy_n(buffer_.get() + at_, size, buffer.begin());
  at_ += size;
  return size;
}

}  // namespace diwan::ingest
