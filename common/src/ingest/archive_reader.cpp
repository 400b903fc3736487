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

/// Bytes in memory, and behind them what is left of a stream.
class JoinedBytes final : public ByteStream {
 public:
  JoinedBytes(std::string_view front, ByteStream& rest) : front_(front), rest_(rest) {}

  Result<std::size_t> read(std::span<char> buffer) override {
    if (front_.empty()) return rest_.read(buffer);
    const auto size = std::min(front_.size(), buffer.size());
    std::copy_n(front_.begin(), size, buffer.begin());
    front_.remove_prefix(size);
    return size;
  }

 private:
  std::string_view front_;
  ByteStream& rest_;
};

/// A member's bytes as an owned stream.
class MemberBytes final : public ByteStream {
 public:
  explicit MemberBytes(ByteStream& bytes) : bytes_(bytes) {}
  Result<std::size_t> read(std::span<char> buffer) override { return bytes_.read(buffer); }

 private:
  ByteStream& bytes_;
};

void read_members(Unpacker& archive, FileOutput& output) {
  for (bool is_empty = true; output.wants_more(); is_empty = false) {
    switch (archive.next()) {
      case Unpacker::Outcome::end:
        if (is_empty) output.refuse("no file in it");
        return;
      case Unpacker::Outcome::failed:
        return output.refuse(archive.fault());
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
  std::string all;
  std::string block(std::size_t{256} << 10, '\0');
  while (all.size() <= largest_archive_in_memory) {
    const auto count = bytes.read(block);
    if (!count) return output.refuse(count.error().message);
    if (*count == 0) {
      if (is_office_document(all)) return read_office_document(all, output);
      Unpacker archive(all);
      return read_members(archive, output);
    }
    all.append(block, 0, *count);
  }
  JoinedBytes joined(all, bytes);
  Unpacker archive(joined);
  read_members(archive, output);
}

}  // namespace diwan::ingest
