// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/result.hpp>

#include <memory>
#include <string>
#include <string_view>

namespace diwan::ingest {

/// The container of Word, Excel and others before 2007: named streams in one file.
class OleFile {
 public:
  static constexpr std::string_view mark = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

  /// `bytes` outlive the result. Fails with malformed where the table of streams cannot be read.
  static Result<OleFile> open(std::string_view bytes);

  bool has(const char* stream) const;
  /// The bytes of a stream of the root, as far as they can be read; empty where there is none.
  std::string read(const char* stream) const;

 private:
  struct Release {
    void operator()(void* object) const;
  };
  using Object = std::unique_ptr<void, Release>;

  OleFile(Object container, std::size_t size) : container_(std::move(container)), size_(size) {}
  Object child(const char* stream) const;

  Object container_;
  std::size_t size_;
};

}  // namespace diwan::ingest
