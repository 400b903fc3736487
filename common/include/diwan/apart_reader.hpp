// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace diwan {

/// What reading one file in a process apart may cost. A plain value.
struct ReaderLimits {
  std::uint64_t memory = std::uint64_t{256} << 20;  ///< bytes of its process, mapped files not counted
  std::chrono::seconds patience{20};  ///< until the next article of the file, or whatever else comes of it

  bool operator==(const ReaderLimits&) const = default;
};

/// Reads files whose formats need big parsers in a process of its own, where bytes that crash a parser, or make it run
/// for ever or take all memory, cost what was just being read, a file or a member of an archive, and nothing else.
/// Move-only; one thread at a time. The process is started when it is first needed, serves one file after the other, is
/// replaced when it has died or grown, and ends with this or with the thread that started it.
class ApartReader {
 public:
  /// `command`: a program, found like execvp finds it, and its arguments; it calls serve_reader().
  explicit ApartReader(std::vector<std::string> command, const ReaderLimits& limits = {});
  ApartReader(ApartReader&&) noexcept;
  ApartReader& operator=(ApartReader&&) noexcept;
  ~ApartReader();

  struct Impl;
  /// For the library itself.
  Impl& impl() { return *impl_; }

 private:
  std::unique_ptr<Impl> impl_;
};

/// The other side: what a program that was started by an ApartReader does, before anything else. Gives the exit code of
/// the program. It takes standard input over, and limits what the process may do.
int serve_reader();

}  // namespace diwan
