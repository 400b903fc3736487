// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/unpacker.hpp"

#include "ingest/limits.hpp"
#include "ingest/plain_text.hpp"
#include "text/encoding.hpp"
#include "text/utf8.hpp"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <cerrno>
#include <clocale>
#include <string_view>
#include <utility>

namespace diwan::ingest {
namespace {

constexpr std::size_t block_size = std::size_t{64} << 10;

/// libarchive turns names into the encoding of the thread's locale: UTF-8 while this lives.
class Utf8Names {
 public:
  Utf8Names() : locale_(::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)) {
    if (locale_ != nullptr) before_ = ::uselocale(locale_);
  }
  ~Utf8Names() {
    if (locale_ == nullptr) return;
    ::uselocale(before_);
    ::freelocale(locale_);
  }
  Utf8Names(const Utf8Names&) = delete;
  Utf8Names& operator=(const Utf8Names&) = delete;

 private:
  locale_t locale_;
  locale_t before_ = nullptr;
};

struct Feed {
  ByteStream& bytes;
  char* buffer;
};

la_ssize_t read_block(struct archive* archive, void* context, const void** block) {
  auto& feed = *static_cast<Feed*>(context);
  const auto count = feed.bytes.read({feed.buffer, block_size});
  if (!count) {
    archive_set_error(archive, EIO, "%s", count.error().message.c_str());
    return -1;
  }
  *block = feed.buffer;
  return static_cast<la_ssize_t>(*count);
}

int free_feed(struct archive* /*archive*/, void* context) {
  delete static_cast<Feed*>(context);
  return ARCHIVE_OK;
}

/// Dictionaries may be larger than all that the reader may take.
bool lacks_memory(struct archive* archive, std::string_view reason) {
  return archive_errno(archive) == ENOMEM || reason.find("too much memory") != std::string_view::npos;
}

std::string error_of(struct archive* archive, const char* what) {
  const char* const reason = archive_error_string(archive);
  if (reason != nullptr && lacks_memory(archive, reason))
    return too_much_memory() + " to unpack it; unpack it yourself and index the files";
  return reason == nullptr ? std::string(what) : std::string(what) + ": " + reason;
}

std::string in_utf8(std::string name) {
  if (!text::find_invalid_utf8(name)) return name;
  // Names are short, so that less than a sentence has to do.
  std::string best;
  double best_likeness = 0.05;
  for (const char* const encoding : {"windows-1256", "CP720"}) {
    const auto decoded = text::decode(name, encoding);
    if (!decoded || decoded->replaced > 0) continue;
    const auto likeness = text::arabic_likeness(decoded->text);
    if (likeness <= best_likeness) continue;
    best = decoded->text;
    best_likeness = likeness;
  }
  if (!best.empty()) return best;
  const auto decoded = text::decode(name, "cp437");
  return decoded ? decoded->text : std::string("unnamed");
}

}  // namespace

/// The bytes of the member that the archive stands at.
class Unpacker::Member final : public ByteStream {
 public:
  explicit Member(Unpacker& unpacker) : unpacker_(unpacker) {}

  Result<std::size_t> read(std::span<char> buffer) override {
    const auto count = archive_read_data(unpacker_.archive_, buffer.data(), buffer.size());
    if (count < 0) return Error{Code::malformed, error_of(unpacker_.archive_, "damaged"), {}};
    return static_cast<std::size_t>(count);
  }

 private:
  Unpacker& unpacker_;
};

Unpacker::Unpacker(std::string_view bytes) : archive_(archive_read_new()), member_(std::make_unique<Member>(*this)) {
  archive_read_support_format_zip(archive_);
  archive_read_support_format_7zip(archive_);
  archive_read_support_format_tar(archive_);
  if (archive_read_open_memory(archive_, bytes.data(), bytes.size()) != ARCHIVE_OK)
    fault_ = error_of(archive_, "not an archive");
}

Unpacker::Unpacker(ByteStream& bytes)
    : archive_(archive_read_new()),
      member_(std::make_unique<Member>(*this)),
      buffer_(std::make_unique_for_overwrite<char[]>(block_size)) {
  archive_read_support_format_zip(archive_);
  archive_read_support_format_tar(archive_);
  if (archive_read_open(archive_, new Feed{bytes, buffer_.get()}, nullptr, read_block, free_feed) != ARCHIVE_OK)
    fault_ = error_of(archive_, "not an archive");
}

Unpacker::~Unpacker() { archive_read_free(archive_); }

ByteStream& Unpacker::bytes() { return *member_; }

Unpacker::Outcome Unpacker::next() {
  if (!fault_.empty()) return Outcome::failed;
  const Utf8Names utf8_names;
  for (;;) {
    archive_entry* entry = nullptr;
    const int status = archive_read_next_header(archive_, &entry);
    if (status == ARCHIVE_EOF) return Outcome::end;
    if (status < ARCHIVE_WARN) {
      fault_ = error_of(archive_, "the archive is damaged");
      return Outcome::failed;
    }
    if (status == ARCHIVE_RETRY) {
      has_lost_ = true;
      continue;
    }
    if (archive_entry_filetype(entry) != AE_IFREG) continue;
    const char* name = archive_entry_pathname(entry);
    if (name == nullptr) name = archive_entry_pathname_utf8(entry);
    name_ = in_utf8(name == nullptr ? "unnamed" : name);
    is_encrypted_ = archive_entry_is_data_encrypted(entry) != 0;
    return Outcome::member;
  }
}

namespace {

/// One member without a name: what a compressed file holds.
class Decompressed final : public ByteStream {
 public:
  explicit Decompressed(std::unique_ptr<ByteStream> bytes)
      : bytes_(std::move(bytes)),
        buffer_(std::make_unique_for_overwrite<char[]>(block_size)),
        archive_(archive_read_new()) {
    archive_read_support_filter_bzip2(archive_);
    archive_read_support_filter_xz(archive_);
    archive_read_support_filter_lzma(archive_);
    archive_read_support_filter_zstd(archive_);
    archive_read_support_format_raw(archive_);
  }
  ~Decompressed() override { archive_read_free(archive_); }
  Decompressed(const Decompressed&) = delete;
  Decompressed& operator=(const Decompressed&) = delete;

  Result<std::size_t> read(std::span<char> buffer) override {
    if (!std::exchange(is_open_, true)) {
      archive_entry* entry = nullptr;
      if (archive_read_open(archive_, new Feed{*bytes_, buffer_.get()}, nullptr, read_block, free_feed) != ARCHIVE_OK ||
          archive_read_next_header(archive_, &entry) != ARCHIVE_OK || archive_filter_count(archive_) < 2)
        return fault(archive_filter_count(archive_) < 2 ? "not compressed data" : damaged);
    }
    if (block_.empty()) {
      const auto more = read_on();
      if (!more) return more.error();
    }
    const auto size = std::min(buffer.size(), block_.size());
    std::copy_n(block_.begin(), size, buffer.begin());
    block_.remove_prefix(size);
    return size;
  }

 private:
  static constexpr const char* damaged = "compressed data is damaged";

  /// Why there is no more: in plain words where the data ends early.
  Error fault(const char* what) {
    const char* const reason = archive_error_string(archive_);
    const auto text = to_ascii_lower(reason == nullptr ? "" : reason);
    const bool is_cut =
        text.find("truncated") != std::string::npos || text.find("no progress is possible") != std::string::npos;
    return {Code::malformed, is_cut ? "compressed data is cut short" : error_of(archive_, what), {}};
  }

  /// The next block as the filter gives it; none at the end. What a filter had unpacked of a block before a damage, up
  /// to 64 KiB, libarchive does not give.
  Result<void> read_on() {
    const void* bytes = nullptr;
    std::size_t size = 0;
    la_int64_t offset = 0;
    const int status = archive_read_data_block(archive_, &bytes, &size, &offset);
    if (status != ARCHIVE_OK && status != ARCHIVE_EOF) return fault(damaged);
    block_ = status == ARCHIVE_OK ? std::string_view(static_cast<const char*>(bytes), size) : std::string_view();
    return {};
  }

  std::unique_ptr<ByteStream> bytes_;
  std::unique_ptr<char[]> buffer_;
  struct archive* archive_;
  std::string_view block_;  ///< unpacked, not given yet
  bool is_open_ = false;
};

}  // namespace

std::unique_ptr<ByteStream> decompress(std::unique_ptr<ByteStream> bytes) {
  return std::make_unique<Decompressed>(std::move(bytes));
}

}  // namespace diwan::ingest
