// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "ingest/channel.hpp"

#include <diwan/ingest.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace diwan::ingest {

/// No article from there has more fields.
constexpr std::size_t most_fields_apart = std::size_t{1} << 16;

/// Where a file is not to be read on: what the reader was in after that many events is left there, for a reason.
struct Cut {
  std::uint64_t event = 0;
  std::string reason;
};

/// What is asked of the process that reads: one file, which is sent in front of it.
struct ReadRequest {
  std::string source;
  std::string path;  ///< as shown
  ReadOptions options;
  std::vector<Cut> cuts;  ///< by event
  std::uint64_t memory = 0;
  std::chrono::seconds patience{0};
};

/// One thing that came of reading a file there, in the order of a Trail and an ArticleSink. A file ends with `done`.
struct ReadEvent {
  enum class Kind : std::uint64_t { entered, left, article, refused, warned, skipped, done };

  Kind kind = Kind::done;
  std::string place;
  std::string text;     ///< reason, type of what was skipped, or the content hash of the file
  std::string path;     ///< of what was skipped
  Article article;      ///< its identity has the id alone
  bool failed = false;  ///< done: the system failed to read the file
  bool spent = false;   ///< done: the process has grown, and should be replaced
};

/// `ready` is what a process that reads says first; a program that is none does not.
void send_ready(Channel& channel);
bool receive_ready(Channel& channel);

void send(Channel& channel, const ReadRequest& request);
ReadRequest receive_request(Channel& channel);

/// `left` is not on its way before the next event is sent.
void send(Channel& channel, const ReadEvent& event);
/// Only what an ArticleSink may be given; anything else makes the channel malformed.
ReadEvent receive_event(Channel& channel);

}  // namespace diwan::ingest
