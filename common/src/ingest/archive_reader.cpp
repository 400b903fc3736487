// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/archive_reader.hpp"

#include "ingest/any_reader.hpp"
#include "ingest/limits.hpp"
#include "ingest/office_reader.hpp"
#include "ingest/unpacker.hpp"

#include <algorithm>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace diwan::ingest {
namespace {

/// Whether a name leads out of the folder that the archive stands for.
bool leads_out(std::string_view name) {
  if (name.starts_with('/') || name.starts_with('\\') || (name.size() > 1 && name[1] == ':')) return true;
  while (!name.empty()) {
    const auto end = name.find_first_of("/\\");
    if (name.substr(0, end) == "..") return true;
    name.remove_prefix(end == std::string_view::npos ? name.size() : end + 1);
  }
  return false;
}

/// Bytes in memory, which are let go once they have been read, and behind them what is left of a stream.
class JoinedBytes final : public ByteStream {
 public:
  JoinedBytes(std::vector<char> front, ByteStream& rest) : front_(std::move(front)), rest_(rest) {}

  Result<std::size_t> read(std::span<char> buffer) override {
    if (at_ == front_.size()) {
      front_ = {};
      at_ = 0;
      return rest_.read(buffer);
    }
    const auto size = std::min(buffer.size(), front_.size() - at_);
    std::copy_n(front_.begin() + static_cast<std::ptrdiff_t>(at_), size, buffer.begin());
    at_ += size;
    return size;
  }

 private:
  std::vector<char> front_;
  std::size_t at_ = 0;
  ByteStream& rest_;
};

bool has_index_at_end(std::string_view archive) { return archive.starts_with("7z\xBC\xAF\x27\x1C"); }

/// Makes room for so many bytes more. The old bytes and the new place stand side by side for a while, so that the last
/// step begins while the old ones are few.
void make_room(std::vector<char>& bytes, std::size_t more) {
  if (bytes.capacity() - bytes.size() >= more) return;
  const bool is_large = bytes.size() >= largest_archive_in_memory / 4;
  bytes.reserve((is_large ? largest_archive_in_memory : bytes.size() * 2) + more);
}

/// A member's bytes as an owned stream.
class MemberBytes final : public ByteStream {
 public:
  explicit MemberBytes(ByteStream& bytes) : bytes_(bytes) {}
  Result<std::size_t> read(std::span<char> buffer) override { return bytes_.read(buffer); }

 private:
  ByteStream& bytes_;
};

/// `cut`: why the archive has no more bytes; empty where it is whole.
void read_members(Unpacker& archive, FileOutput& output, const std::string& cut = {}) {
  const auto tell_lost = [&] {
    if (archive.has_lost())
      output.refuse(
          "damaged: the head of a file in it cannot be read, so this file and what belongs to it was left out");
  };
  for (bool is_empty = true; output.wants_more(); is_empty = false) {
    switch (archive.next()) {
      case Unpacker::Outcome::end:
        tell_lost();
        if (!cut.empty()) return output.refuse(cut);
        if (is_empty && !archive.has_lost()) output.refuse("no file in it");
        return;
      case Unpacker::Outcome::failed:
        tell_lost();
        return output.refuse(cut.empty() ? archive.fault() : cut);
      case Unpacker::Outcome::member: {
        if (output.unpacking().is_too_much())
          return output.refuse(Unpacking::reason + std::string(", so what follows in it was not read"));
        FileOutput member(output, archive.name());
        if (archive.is_encrypted()) {
          member.refuse("encrypted");
        } else if (leads_out(archive.name())) {
          member.refuse("its name leads out of the archive");
        } else {
          auto bytes = std::make_unique<MemberBytes>(archive.bytes());
          read_any(std::make_unique<UnpackedBytes>(std::move(bytes), member.unpacking(), member.layer()), member);
        }
        break;
      }
    }
  }
}

}  // namespace

void read_archive(ByteStream& bytes, FileOutput& output) {
  if (output.depth() >= deepest_archive) return output.refuse(too_deep);
  std::vector<char> all;
  const auto read = [&] { return std::string_view(all.data(), all.size()); };
  std::string block(std::size_t{256} << 10, '\0');
  while (all.size() <= largest_archive_in_memory) {
    const auto count = bytes.read(block);
    if (!count) {
      // What came out of a damaged compression up to there is read.
      Unpacker archive(read());
      return read_members(archive, output, count.error().message);
    }
    if (*count == 0) {
      if (all.size() < largest_archive_in_memory / 2) all.shrink_to_fit();
      if (is_office_document(read())) return read_office_document(read(), output);
      Unpacker archive(read());
      return read_members(archive, output);
    }
    make_room(all, block.size());
    all.insert(all.end(), block.data(), block.data() + *count);
  }
  if (has_index_at_end(read()))
    return output.refuse("a 7z archive larger than the limit of " + std::to_string(largest_archive_in_memory >> 20) +
                         " MiB; unpack it yourself and index the files");
  JoinedBytes joined(std::move(all), bytes);
  Unpacker archive(joined);
  read_members(archive, output);
}

}  // namespace diwan::ingest
