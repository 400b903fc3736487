// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <ostream>
#include <streambuf>

namespace diwan::cli {

/// Writes to an open file descriptor, and remembers why it could not, which std::cout does not tell: a closed pipe is
/// a quiet end, a full disk is not. Does not own the descriptor.
class OutputStream : public std::ostream {
 public:
  explicit OutputStream(int descriptor);

  /// Writes what is still held back. 0, or the number of the first error (as errno has it).
  int finish();

 private:
  class Buffer : public std::streambuf {
   public:
    explicit Buffer(int descriptor);
    int error() const { return error_; }

   protected:
    int_type overflow(int_type character) override;
    int sync() override;

   private:
    std::array<char, 1 << 16> bytes_;
    int descriptor_;
    int error_ = 0;
  };

  Buffer buffer_;
};

}  // namespace diwan::cli
