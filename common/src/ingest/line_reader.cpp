// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/line_reader.hpp"

#include "ingest/plain_text.hpp"

#include <utility>

namespace diwan::ingest {
namespace {

constexpr std::size_t buffer_size = std::size_t{256} << 10;

}  // namespace

LineReader::LineReader(ByteStream& bytes, std::size_t longest_line)
    : bytes_(bytes), longest_line_(longest_line), buffer_(buffer_size, '\0') {}

LineReader::Outcome LineReader::next() {
  joined_.clear();
  line_ = {};
  dropped_ = 0;
  ++number_;
  bool too_long = false;
  bool any = false;
  for (;;) {
    if (at_ == size_ && !fill()) {
      if (failed_) return Outcome::failed;
      if (!any) return Outcome::end;
      line_ = joined_;
      break;
    }
    any = true;
    const std::string_view rest(buffer_.data() + at_, size_ - at_);
    const auto end = rest.find('\n');
    const auto piece = rest.substr(0, end);
    at_ += end == std::string_view::npos ? piece.size() : piece.size() + 1;
    too_long = too_long || joined_.size() + piece.size() > longest_line_;
    if (too_long) {
      joined_ = {};
    } else if (end != std::string_view::npos && joined_.empty()) {
      line_ = piece;
    } else {
      joined_.append(piece);
    }
    if (end == std::string_view::npos) continue;
    if (!joined_.empty()) line_ = joined_;
    break;
  }
  if (too_long) {
    line_ = {};
    return Outcome::too_long;
  }
  if (number_ == 1) dropped_ = drop_byte_order_mark(line_);
  return Outcome::line;
}

bool LineReader::fill() {
  if (failed_) return false;
  auto count = bytes_.read(buffer_);
  at_ = 0;
  size_ = count ? *count : 0;
  if (!count) {
    failed_ = true;
    error_ = std::move(count).error();
  }
  return size_ > 0;
}

}  // namespace diwan::ingest
