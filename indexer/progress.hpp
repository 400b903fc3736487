// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <diwan/ingest.hpp>
#include <string>
#include <vector>

namespace diwan::indexer {

/// How far a run is, in one line: articles, megabytes, rate, time left, refused.
class Progress {
 public:
  /// `total`: bytes of all files that may be read; 0: not known.
  explicit Progress(std::uint64_t total) : total_(total) {}

  void begin_file(const std::string& path, std::uint64_t bytes);
  void article(std::uint64_t text_bytes);
  /// Whether it is time to draw: at once, then a few times a second.
  bool is_due();
  std::string line(std::uint64_t articles, std::uint64_t refused) const;

 private:
  using Clock = std::chrono::steady_clock;

  std::uint64_t done() const;

  std::uint64_t total_;
  std::uint64_t behind_ = 0;     // bytes of the files before
  std::uint64_t file_ = 0;       // of the one that is being read
  std::uint64_t file_read_ = 0;  // of its texts
  bool packed_ = false;          // its size says nothing of its texts
  Clock::time_point began_ = Clock::now();
  Clock::time_point drawn_{};
};

/// Bytes of all files of the sources, as the system tells them; 0 where one of them has no size.
std::uint64_t bytes_of(const std::vector<Source>& sources);

}  // namespace diwan::indexer
