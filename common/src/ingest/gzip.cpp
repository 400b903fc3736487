// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/gzip.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <limits>
#include <string>
#include <utility>

namespace diwan::ingest {
namespace {

constexpr int gzip_only = 16 + MAX_WBITS;  // refuses raw and zlib streams

Error malformed(std::string message) { return {Code::malformed, std::move(message), {}}; }

class GzipBytes final : public ByteStream {
 public:
  explicit GzipBytes(std::unique_ptr<ByteStream> compressed)
      : compressed_(std::move(compressed)), ready_(inflateInit2(&zlib_, gzip_only) == Z_OK) {}
  ~GzipBytes() override {
    if (ready_) inflateEnd(&zlib_);
  }
  GzipBytes(const GzipBytes&) = delete;
  GzipBytes& operator=(const GzipBytes&) = delete;

  Result<std::size_t> read(std::span<char> buffer) override {
    if (!ready_) return Error{Code::internal, "zlib could not start", {}};
    const auto room = std::min<std::size_t>(buffer.size(), std::numeric_limits<uInt>::max());
    zlib_.next_out = reinterpret_cast<Bytef*>(buffer.data());
    zlib_.avail_out = static_cast<uInt>(room);
    while (zlib_.avail_out == room) {
      const auto some = fill();
      if (!some) return some.error();
      if (place_ != Place::in_member) {
        const auto more = next_member(*some);
        if (!more) return more.error();
        if (!*more) return std::size_t{0};
        continue;
      }
      if (!*some) return malformed("gzip data is cut short");
      const int status = inflate(&zlib_, Z_NO_FLUSH);
      if (status == Z_STREAM_END) {
        place_ = Place::after_member;
      } else if (status != Z_OK && status != Z_BUF_ERROR) {
        return malformed(std::string("gzip data is damaged: ") + (zlib_.msg != nullptr ? zlib_.msg : "not readable"));
      }
    }
    return room - zlib_.avail_out;
  }

 private:
  enum class Place { before_first, in_member, after_member };

  /// Whether there is compressed input left.
  Result<bool> fill() {
    if (zlib_.avail_in > 0) return true;
    const auto count = compressed_->read(input_);
    if (!count) return count.error();
    zlib_.next_in = reinterpret_cast<Bytef*>(input_.data());
    zlib_.avail_in = static_cast<uInt>(*count);
    return *count > 0;
  }

  /// Goes on to the next member; false at the end of the data.
  Result<bool> next_member(bool input_left) {
    if (!input_left) {
      if (place_ == Place::before_first) return malformed("gzip data is cut short");
      return false;
    }
    if (place_ == Place::after_member && *zlib_.next_in == 0) padding_ = true;
    if (padding_) {
      for (; zlib_.avail_in > 0; --zlib_.avail_in, ++zlib_.next_in) {
        if (*zlib_.next_in != 0) return malformed("something else follows the gzip data");
      }
      return true;
    }
    constexpr Bytef first_magic = 0x1F;
    if (*zlib_.next_in != first_magic) {
      return malformed(place_ == Place::before_first ? "not gzip data" : "something else follows the gzip data");
    }
    if (inflateReset(&zlib_) != Z_OK) return Error{Code::internal, "zlib could not start again", {}};
    place_ = Place::in_member;
    return true;
  }

  std::unique_ptr<ByteStream> compressed_;
  std::array<char, std::size_t{64} << 10> input_{};
  z_stream zlib_{};
  bool ready_ = false;
  Place place_ = Place::before_first;
  bool padding_ = false;
};

}  // namespace

std::unique_ptr<ByteStream> gunzip(std::unique_ptr<ByteStream> compressed) {
  return std::make_unique<GzipBytes>(std::move(compressed));
}

}  // namespace diwan::ingest
