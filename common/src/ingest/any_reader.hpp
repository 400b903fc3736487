// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "ingest/byte_stream.hpp"
#include "ingest/content.hpp"
#include "ingest/file_output.hpp"
#include "ingest/formats.hpp"

#include <memory>
#include <string_view>

namespace diwan::ingest {

/// Finds by content and name how a file is read, compressions taken off.
class FoundReader {
 public:
  /// `output` outlives this.
  FoundReader(std::unique_ptr<ByteStream> bytes, FileOutput& output);

  /// Where it has to be read. No parser that has to run apart has been near the bytes.
  Runs runs();
  /// Reads it here. A file that no reader takes is skipped, or refused where its name promises what
  /// is not in it.
  void read();

 private:
  Runs look(bool all);
  void leave();

  FileOutput& output_;
  std::string_view name_;
  std::unique_ptr<PeekedBytes> bytes_;
  Format format_;
  int compressions_ = 0;  ///< that were taken off
  bool is_found_ = false;
};

/// Reads a file, or what lies in one, in this process. A reader of archives or mail calls it for each part: a part that
/// kills the reader is then left out the next time, and the rest is read.
void read_any(std::unique_ptr<ByteStream> bytes, FileOutput& output);

}  // namespace diwan::ingest
