// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "ingest/descriptor.hpp"
#include "ingest/reader_process.hpp"

#include <diwan/apart_reader.hpp>
#include <diwan/ingest.hpp>

#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace diwan {

struct ApartReader::Impl {
  /// What came of a file.
  struct Outcome {
    bool wants_more = true;    ///< the sink
    bool failed = false;       ///< the system failed to read the file
    std::string content_hash;  ///< empty where the reader stopped early
  };

  /// Reads a file from its beginning. What killed the process that read it is refused, and the rest is read by a new
  /// one. Fails with internal where no process can be started.
  Result<Outcome> read(const ingest::Descriptor& file, const std::string& source, const std::string& path,
                       ArticleSink& sink, const ReadOptions& options);

  std::vector<std::string> command;
  ReaderLimits limits;
  std::unique_ptr<ingest::ReaderProcess> process;
  std::thread::id starter;  ///< the thread with which the process ends

 private:
  Result<void> ensure_process();
};

}  // namespace diwan
