// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/byte_stream.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <istream>
#include <system_error>
#include <utility>

namespace diwan::ingest {
namespace {

constexpr std::size_t chunk_size = std::size_t{256} << 10;

Error system_error(const char* what, int number) {
  return {Code::io, std::string(what) + ": " + std::generic_category().message(number), {}};
}

class DescriptorBytes final : public ByteStream {
 public:
  explicit DescriptorBytes(const Descriptor& file) : file_(file) {}

  Result<std::size_t> read(std::span<char> buffer) override {
    for (;;) {
      const auto count = ::read(file_.number(), buffer.data(), buffer.size());
      if (count >= 0) return static_cast<std::size_t>(count);
      if (errno != EINTR) return system_error("cannot read", errno);
    }
  }

 private:
  const Descriptor& file_;
};

class FileBytes final : public ByteStream {
 public:
  explicit FileBytes(Descriptor file) : file_(std::move(file)) {}

  Result<std::size_t> read(std::span<char> buffer) override { return bytes_.read(buffer); }

 private:
  Descriptor file_;
  DescriptorBytes bytes_{file_};
};

class IstreamBytes final : public ByteStream {
 public:
  explicit IstreamBytes(std::istream& stream) : stream_(stream) {}

  Result<std::size_t> read(std::span<char> buffer) override {
    if (stream_.eof()) return std::size_t{0};
    stream_.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
    if (stream_.bad() || (stream_.fail() && !stream_.eof()))
      return Error{Code::io, "cannot read: the stream failed", {}};
    return static_cast<std::size_t>(stream_.gcount());
  }

 private:
  std::istream& stream_;
};

class MemoryBytes final : public ByteStream {
 public:
  explicit MemoryBytes(std::string bytes) : bytes_(std::move(bytes)) {}

  Result<std::size_t> read(std::span<char> buffer) override {
    const auto count = bytes_.copy(buffer.data(), buffer.size(), at_);
    at_ += count;
    return count;
  }

 private:
  std::string bytes_;
  std::size_t at_ = 0;
};

}  // namespace

Result<Descriptor> open_descriptor(const std::string& path) {
  // O_NONBLOCK: should a FIFO have taken the file's place since it was listed, opening it must not wait for a writer.
  Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY));
  if (!file) return system_error("cannot open", errno);
  struct stat status {};
  if (::fstat(file.number(), &status) != 0) return system_error("cannot open", errno);
  if (!S_ISREG(status.st_mode)) return Error{Code::io, "cannot open: not a regular file", {}};
  return file;
}

std::unique_ptr<ByteStream> descriptor_bytes(const Descriptor& file) { return std::make_unique<DescriptorBytes>(file); }

Result<std::unique_ptr<ByteStream>> open_file(const std::string& path) {
  auto file = open_descriptor(path);
  if (!file) return std::move(file).error();
  return std::unique_ptr<ByteStream>(std::make_unique<FileBytes>(*std::move(file)));
}

std::unique_ptr<ByteStream> stream_bytes(std::istream& stream) { return std::make_unique<IstreamBytes>(stream); }

std::unique_ptr<ByteStream> memory_bytes(std::string bytes) { return std::make_unique<MemoryBytes>(std::move(bytes)); }

Result<std::string> read_all(ByteStream& bytes, std::size_t limit) {
  const auto chunk = std::make_unique_for_overwrite<char[]>(chunk_size);
  std::string all;
  for (;;) {
    const auto count = bytes.read({chunk.get(), chunk_size});
    if (!count) return count.error();
    if (*count == 0) return all;
    all.append(chunk.get(), *count);
    if (all.size() > limit) {
      return Error{Code::malformed, "larger than the limit of " + std::to_string(limit >> 20) + " MiB", {}};
    }
  }
}

}  // namespace diwan::ingest
