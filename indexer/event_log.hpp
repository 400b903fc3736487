// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <diwan/ingest.hpp>
#include <diwan/result.hpp>
#include <iosfwd>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace diwan::indexer {

/// How events of a run are told. `brief`: what somebody must look at, as a line of words; `text`: every event, with its
/// time; `json`: the same, a JSON object a line.
enum class LogFormat { brief, text, json };

/// Tells events on standard error, and on a terminal one line of progress below them. Borrows the stream.
class EventLog {
 public:
  using Counts = std::vector<std::pair<std::string, std::uint64_t>>;

  /// `program` is named in front of an error. `shows_progress`: the stream is a terminal that may be redrawn.
  EventLog(LogFormat format, std::string program, bool shows_progress, std::ostream& err)
      : format_(format), program_(std::move(program)), shows_progress_(shows_progress), err_(err) {}
  ~EventLog() { clear_progress(); }
  EventLog(const EventLog&) = delete;
  EventLog& operator=(const EventLog&) = delete;

  bool shows_progress() const { return shows_progress_; }
  LogFormat format() const { return format_; }

  void started(const std::string& db);
  /// `what` is refused or warning; `in_front` names the source for eyes.
  void about(const std::string& what, const std::string& in_front, const Refusal& refusal);
  void note(const std::string& message);
  void published(std::uint64_t articles);
  void summary(const Counts& counts);
  /// Gives the exit code for it.
  int failed(const Error& error);

  /// Draws the line of progress, ASCII, cut to the width of the terminal.
  void progress(const std::string& line);
  void clear_progress();

 private:
  /// The beginning of a line: its time.
  void begin_line();
  void tell_json(const std::string& event, const Counts& counts,
                 const std::vector<std::pair<std::string, std::string>>& texts);

  LogFormat format_;
  std::string program_;
  bool shows_progress_;
  std::ostream& err_;
  bool drawn_ = false;
};

}  // namespace diwan::indexer
