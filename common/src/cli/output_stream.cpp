// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/output_stream.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstddef>

namespace diwan::cli {

OutputStream::Buffer::Buffer(int descriptor) : descriptor_(descriptor) {
  setp(bytes_.data(), bytes_.data() + bytes_.size());
}

int OutputStream::Buffer::sync() {
  for (const char* next = pbase(); error_ == 0 && next != pptr();) {
    const ssize_t written = ::write(descriptor_, next, static_cast<std::size_t>(pptr() - next));
    if (written >= 0) {
      next += written;
    } else if (errno != EINTR) {
      error_ = errno;
    }
  }
  setp(bytes_.data(), bytes_.data() + bytes_.size());
  return error_ == 0 ? 0 : -1;
}

OutputStream::Buffer::int_type OutputStream::Buffer::overflow(int_type character) {
  if (sync() != 0) return traits_type::eof();
  if (!traits_type::eq_int_type(character, traits_type::eof())) sputc(traits_type::to_char_type(character));
  return traits_type::not_eof(character);
}

// The stream is told of its buffer only once that exists: bases come before members.
OutputStream::OutputStream(int descriptor) : std::ostream(nullptr), buffer_(descriptor) { rdbuf(&buffer_); }

int OutputStream::finish() {
  flush();
  return buffer_.error();
}

}  // namespace diwan::cli
