// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/result.hpp>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <system_error>

namespace diwan::store {

/// An open file descriptor, closed at the end. Move-only.
class FileDescriptor {
 public:
  FileDescriptor() = default;
  explicit FileDescriptor(int fd) : fd_(fd) {}
  FileDescriptor(FileDescriptor&& other) noexcept : fd_(other.release()) {}
  FileDescriptor& operator=(FileDescriptor&& other) noexcept;
  ~FileDescriptor();

  int get() const { return fd_; }
  int release();

 private:
  int fd_ = -1;
};

/// The first `size` bytes of a file, mapped for reading. Move-only; threads may share it.
/// A file that only ever grows may be appended to while it is mapped.
class MappedFile {
 public:
  /// Fails with corrupt when the file is shorter than `size`.
  static Result<MappedFile> open(const std::filesystem::path& path, std::uint64_t size);

  MappedFile() = default;
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;
  ~MappedFile();

  const std::byte* data() const { return data_; }
  std::uint64_t size() const { return size_; }
  /// Takes the bytes of a range out of memory until they are read again; only whole pages go.
  void release(std::uint64_t begin, std::uint64_t end) const;

  /// The bytes as records of a trivially copyable type that divides the size.
  template <class T>
  const T* as() const {
    return reinterpret_cast<const T*>(data_);
  }

 private:
  const std::byte* data_ = nullptr;
  std::uint64_t size_ = 0;
};

/// A file that only grows, written through a buffer. Move-only; one thread at a time.
class AppendFile {
 public:
  /// Opens or creates a file and cuts it to `size` bytes: what a killed run left behind goes.
  static Result<AppendFile> open(const std::filesystem::path& path, std::uint64_t size);

  std::uint64_t size() const { return size_ + buffer_.size(); }
  Result<void> append(std::string_view bytes);
  /// Writes the buffer.
  Result<void> flush();
  /// Writes the buffer and syncs the file.
  Result<void> sync();

 private:
  std::filesystem::path path_;
  FileDescriptor fd_;
  std::uint64_t size_ = 0;
  std::string buffer_;
};

/// Gives the bytes of a file in pieces to what it is handed.
using WriteBytes = std::function<void(const std::function<void(std::string_view)>& take)>;

/// Writes a file from the pieces that `write` gives; it and its entry in the folder are synced.
Result<void> write_file(const std::filesystem::path& path, const WriteBytes& write);
/// Writes a small file; it and its entry in the folder are synced.
Result<void> write_file(const std::filesystem::path& path, std::string_view content);
/// Gives a file or folder another name in the same folder, in one step, and syncs the folder.
Result<void> rename_entry(const std::filesystem::path& from, const std::filesystem::path& to);

/// The content of a small file.
Result<std::string> read_file(const std::filesystem::path& path);

/// Syncs a file's bytes or a folder's entries.
Result<void> sync_path(const std::filesystem::path& path);
/// Syncs each file of a folder, then the folder.
Result<void> sync_files_of(const std::filesystem::path& folder);

/// The Error of the system call that just failed on `path`, or of the failure given, with what the user can do.
Error system_error(std::string_view what, const std::filesystem::path& path);
Error system_error(std::string_view what, const std::filesystem::path& path, std::error_code failed);

}  // namespace diwan::store
