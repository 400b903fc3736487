// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "ingest/channel.hpp"

#include <diwan/apart_reader.hpp>
#include <diwan/result.hpp>

#include <sys/types.h>

#include <memory>
#include <string>
#include <vector>

namespace diwan::ingest {

/// A program that serves as a reader, with a channel to it. It is killed at the end, with all that it has started. It
/// inherits no open file, leads a process group of its own and blocks the signals by which a terminal ends a job: who
/// is asked to stop is its parent.
class ReaderProcess {
 public:
  /// Fails with internal where the program cannot be started or is no reader.
  static Result<std::unique_ptr<ReaderProcess>> start(const std::vector<std::string>& command);
  ~ReaderProcess();
  ReaderProcess(const ReaderProcess&) = delete;
  ReaderProcess& operator=(const ReaderProcess&) = delete;

  Channel& channel() { return channel_; }
  bool has_ended() const;
  /// Ends it after its channel has failed, and says why in words for whoever asks what became of the file.
  std::string kill(const ReaderLimits& limits);

 private:
  ReaderProcess(pid_t id, Descriptor socket, long inherited_peak)
      : id_(id), inherited_peak_(inherited_peak), channel_(std::move(socket)) {}

  pid_t id_;
  long inherited_peak_;  // of memory, in kibibytes: the system counts that of the starter as the process's own
  Channel channel_;
};

}  // namespace diwan::ingest
