// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/file_stamp.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

namespace diwan::ingest {
namespace {

constexpr std::size_t chunk_bytes = std::size_t{256} << 10;
constexpr std::int64_t second = 1'000'000'000;
// Network file systems count in seconds, some removable ones in twos.
constexpr std::int64_t coarsest_clock = 2 * second;

std::int64_t nanoseconds(const timespec& time) { return time.tv_sec * second + time.tv_nsec; }

}  // namespace

std::optional<FileStamp> stamp_of(const std::string& path, const Descriptor* folder) {
  struct stat status {};
  const auto from = folder != nullptr ? folder->number() : AT_FDCWD;
  if (::fstatat(from, path.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) return std::nullopt;
  return FileStamp{static_cast<std::uint64_t>(status.st_size), nanoseconds(status.st_mtim),
                   nanoseconds(status.st_ctim)};
}

std::int64_t now() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now().time_since_epoch())
      .count();
}

FileStamp settled_stamp(const FileStamp& before, const std::string& path, std::int64_t read_from) {
  const auto after = stamp_of(path);
  const bool settled = std::max(before.modified, before.changed) + coarsest_clock < read_from;
  return settled && after && *after == before ? before : FileStamp{};
}

struct HashedBytes::State {
  XXH3_state_t* hash = XXH3_createState();
  State() { XXH3_128bits_reset(hash); }
  ~State() { XXH3_freeState(hash); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
};

HashedBytes::HashedBytes(std::unique_ptr<ByteStream> bytes)
    : bytes_(std::move(bytes)), state_(std::make_unique<State>()) {}
HashedBytes::~HashedBytes() = default;

Result<std::size_t> HashedBytes::read(std::span<char> buffer) {
  auto count = bytes_->read(buffer);
  if (!count) {
    outcome_->failed = true;
  } else if (*count != 0) {
    XXH3_128bits_update(state_->hash, buffer.data(), *count);
  } else {
    XXH128_canonical_t digest;
    XXH128_canonicalFromHash(&digest, XXH3_128bits_digest(state_->hash));
    outcome_->hash.assign(reinterpret_cast<const char*>(digest.digest), sizeof digest.digest);
  }
  return count;
}

std::string content_hash_of(const std::string& path) {
  auto file = open_file(path);
  if (!file) return {};
  HashedBytes bytes(*std::move(file));
  const auto chunk = std::make_unique_for_overwrite<char[]>(chunk_bytes);
  for (;;) {
    const auto count = bytes.read({chunk.get(), chunk_bytes});
    if (!count || *count == 0) return bytes.outcome()->hash;
  }
}

}  // namespace diwan::ingest
