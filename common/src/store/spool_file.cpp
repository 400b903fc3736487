// SPDX-License-Identifier: GPL-2.0-or-later
#include "store/spool_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

#include "store/damage.hpp"
#include "store/folder_entries.hpp"

namespace diwan::store {
namespace {

constexpr std::size_t buffer_bytes = std::size_t{256} << 10;

}  // namespace

Result<SpoolFile> SpoolFile::create(const std::filesystem::path& folder) {
  SpoolFile spool;
  spool.folder_ = folder;
  spool.fd_ = FileDescriptor(::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600));
  if (spool.fd_.get() >= 0) return spool;
  // Not every file system has files without a name.
  const auto path = folder / entries::spool;
  spool.fd_ = FileDescriptor(::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  if (spool.fd_.get() < 0) return system_error("cannot create", path);
  if (::unlink(path.c_str()) != 0) return system_error("cannot remove", path);
  return spool;
}

Result<void> SpoolFile::append(std::string_view bytes) {
  buffer_ += bytes;
  return buffer_.size() < buffer_bytes ? Result<void>{} : flush();
}

Result<void> SpoolFile::flush() {
  for (std::string_view rest = buffer_; !rest.empty();) {
    const auto count = ::pwrite(fd_.get(), rest.data(), rest.size(), static_cast<off_t>(size() - rest.size()));
    if (count < 0) {
      if (errno == EINTR) continue;
      return system_error("cannot write a temporary file in", folder_);
    }
    rest.remove_prefix(static_cast<std::size_t>(count));
  }
  written_ += buffer_.size();
  buffer_.clear();
  return {};
}

Result<void> SpoolFile::read(std::uint64_t offset, std::span<char> bytes) {
  if (auto done = flush(); !done) return done;
  while (!bytes.empty()) {
    const auto count = ::pread(fd_.get(), bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (count < 0) {
      if (errno == EINTR) continue;
      return system_error("cannot read a temporary file in", folder_);
    }
    if (count == 0) return damaged("a temporary file in " + folder_.string() + " has lost its end");
    offset += static_cast<std::uint64_t>(count);
    bytes = bytes.subspan(static_cast<std::size_t>(count));
  }
  return {};
}

}  // namespace diwan::store
