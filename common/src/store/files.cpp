// SPDX-License-Identifier: GPL-2.0-or-later
#include "store/files.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "store/damage.hpp"

namespace diwan::store {
namespace {

constexpr std::size_t buffer_bytes = 1 << 20;

Result<void> write_all(int fd, std::string_view bytes, const std::filesystem::path& path) {
  while (!bytes.empty()) {
    const auto written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0) {
      if (errno == EINTR) continue;
      return system_error("cannot write", path);
    }
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

std::string remedy(int number) {
  switch (number) {
    case ENOSPC:
    case EDQUOT:
      return "Free some space and run the same command again; nothing is lost.";
    case EACCES:
    case EPERM:
      return "Run it as a user who may read and write there, or name another folder with --db.";
    case EROFS:
      return "Name a folder with --db that can be written to.";
    case ENOENT:
    case ENOTDIR:
    case EEXIST:
    case ELOOP:
    case ENAMETOOLONG:
      return "Name another folder with --db.";
    case EMFILE:
    case ENFILE:
      return "Too many files are open: raise the limit (ulimit -n).";
    default:
      return "See whether the disk is failing.";
  }
}

}  // namespace

Error system_error(std::string_view what, const std::filesystem::path& path) {
  return system_error(what, path, {errno, std::generic_category()});
}

Error system_error(std::string_view what, const std::filesystem::path& path, std::error_code failed) {
  const auto code = failed == std::errc::no_such_file_or_directory ? Code::not_found : Code::io;
  return {code, std::string(what) + " " + path.string() + ": " + failed.message(), remedy(failed.value())};
}

FileDescriptor& FileDescriptor::operator=(FileDescriptor&& other) noexcept {
  std::swap(fd_, other.fd_);
  return *this;
}

FileDescriptor::~FileDescriptor() {
  if (fd_ >= 0) ::close(fd_);
}

int FileDescriptor::release() { return std::exchange(fd_, -1); }

Result<MappedFile> MappedFile::open(const std::filesystem::path& path, std::uint64_t size) {
  const FileDescriptor fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (fd.get() < 0) return system_error("cannot open", path);
  struct stat status {};
  if (::fstat(fd.get(), &status) != 0) return system_error("cannot look at", path);
  if (static_cast<std::uint64_t>(status.st_size) < size) {
    return damaged(path.string() + " is shorter than the index says");
  }
  MappedFile file;
  if (size == 0) return file;
  void* data = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, fd.get(), 0);
  if (data == MAP_FAILED) return system_error("cannot map", path);
  file.data_ = static_cast<const std::byte*>(data);
  file.size_ = size;
  return file;
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  return *this;
}

MappedFile::~MappedFile() {
  if (data_ != nullptr) ::munmap(const_cast<std::byte*>(data_), size_);
}

void MappedFile::release(std::uint64_t begin, std::uint64_t end) const {
  static const auto page = static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
  begin = (begin + page - 1) / page * page;
  end = end / page * page;
  // Advice: what it does not do costs memory, nothing else.
  if (begin < end) ::madvise(const_cast<std::byte*>(data_) + begin, end - begin, MADV_DONTNEED);
}

Result<AppendFile> AppendFile::open(const std::filesystem::path& path, std::uint64_t size) {
  AppendFile file;
  file.path_ = path;
  file.fd_ = FileDescriptor(::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666));
  if (file.fd_.get() < 0) return system_error("cannot open", path);
  struct stat status {};
  if (::fstat(file.fd_.get(), &status) != 0) return system_error("cannot look at", path);
  if (static_cast<std::uint64_t>(status.st_size) < size) {
    return damaged(path.string() + " is shorter than the index says");
  }
  if (::ftruncate(file.fd_.get(), static_cast<off_t>(size)) != 0) return system_error("cannot cut", path);
  file.size_ = size;
  return file;
}

Result<void> AppendFile::append(std::string_view bytes) {
  buffer_ += bytes;
  return buffer_.size() < buffer_bytes ? Result<void>{} : flush();
}

Result<void> AppendFile::flush() {
  if (auto written = write_all(fd_.get(), buffer_, path_); !written) return written;
#ifdef SYNC_FILE_RANGE_WRITE
  // Begun now, so that `sync` waits for little. Advice: a file system that does not take it loses nothing.
  if (buffer_.size() >= buffer_bytes) {
    ::sync_file_range(fd_.get(), static_cast<off_t>(size_), static_cast<off_t>(buffer_.size()), SYNC_FILE_RANGE_WRITE);
  }
#endif
  size_ += buffer_.size();
  buffer_.clear();
  return {};
}

Result<void> AppendFile::sync() {
  if (auto written = flush(); !written) return written;
  if (::fdatasync(fd_.get()) != 0) return system_error("cannot sync", path_);
  return {};
}

Result<void> write_file(const std::filesystem::path& path, std::string_view content) {
  return write_file(path, [&](const std::function<void(std::string_view)>& take) { take(content); });
}

Result<void> write_file(const std::filesystem::path& path, const WriteBytes& write) {
  const FileDescriptor fd(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
  if (fd.get() < 0) return system_error("cannot write", path);
  Result<void> written;
  write([&](std::string_view piece) {
    if (written) written = write_all(fd.get(), piece, path);
  });
  if (!written) return written;
  if (::fsync(fd.get()) != 0) return system_error("cannot sync", path);
  return sync_path(path.parent_path());
}

Result<void> rename_entry(const std::filesystem::path& from, const std::filesystem::path& to) {
  if (::rename(from.c_str(), to.c_str()) != 0) return system_error("cannot rename", from);
  return sync_path(to.parent_path());
}

Result<std::string> read_file(const std::filesystem::path& path) {
  const FileDescriptor fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (fd.get() < 0) return system_error("cannot open", path);
  std::string content;
  char chunk[4096];
  for (;;) {
    const auto count = ::read(fd.get(), chunk, sizeof chunk);
    if (count == 0) return content;
    if (count > 0) {
      content.append(chunk, static_cast<std::size_t>(count));
    } else if (errno != EINTR) {
      return system_error("cannot read", path);
    }
  }
}

Result<void> sync_path(const std::filesystem::path& path) {
  const FileDescriptor fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (fd.get() < 0) return system_error("cannot open", path);
  if (::fsync(fd.get()) != 0) return system_error("cannot sync", path);
  return {};
}

Result<void> sync_files_of(const std::filesystem::path& folder) {
  std::error_code failed;
  for (std::filesystem::directory_iterator entry(folder, failed), end; !failed && entry != end;
       entry.increment(failed)) {
    if (auto synced = sync_path(entry->path()); !synced) return synced;
  }
  if (failed) return system_error("cannot list", folder, failed);
  return sync_path(folder);
}

}  // namespace diwan::store
