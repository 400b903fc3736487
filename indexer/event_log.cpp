// SPDX-License-Identifier: GPL-2.0-or-later
#include "event_log.hpp"

#include <ctime>
#include <ostream>

#include "cli/json_line.hpp"
#include "cli/printable.hpp"
#include "cli/program.hpp"
#include "cli/surroundings.hpp"

namespace diwan::indexer {
namespace {

using cli::printable;

/// Now, as 2026-11-24T17:05:00Z.
std::string time_stamp() {
  const auto now = std::time(nullptr);
  std::tm parts{};
  ::gmtime_r(&now, &parts);
  char text[sizeof "2026-11-24T17:05:00Z"];
  return std::string(text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts));
}

}  // namespace

void EventLog::begin_line() {
  clear_progress();
  if (format_ == LogFormat::text) err_ << time_stamp() << ' ';
}

void EventLog::tell_json(const std::string& event, const Counts& counts,
                         const std::vector<std::pair<std::string, std::string>>& texts) {
  std::vector<cli::JsonMember> members{{"time", time_stamp()}, {"event", event}};
  for (const auto& [name, text] : texts) members.emplace_back(name, text);
  for (const auto& [name, count] : counts) members.emplace_back(name, count);
  err_ << cli::json_line(members) << '\n' << std::flush;
}

void EventLog::started(const std::string& db) {
  if (format_ == LogFormat::brief) return;
  if (format_ == LogFormat::json) return tell_json("started", {}, {{"index", db}});
  begin_line();
  err_ << "started: " << printable(db) << '\n' << std::flush;
}

void EventLog::about(const std::string& what, const std::string& in_front, const Refusal& refusal) {
  if (format_ == LogFormat::json) {
    return tell_json(
        what, {},
        {{"source", refusal.source}, {"path", refusal.path}, {"place", refusal.place}, {"reason", refusal.reason}});
  }
  begin_line();
  err_ << what << ": " << printable(in_front) << printable(refusal.path);
  if (!refusal.place.empty()) err_ << ", " << printable(refusal.place);
  err_ << ": " << printable(refusal.reason) << '\n';
}

void EventLog::note(const std::string& message) {
  if (format_ == LogFormat::json) return tell_json("note", {}, {{"message", message}});
  begin_line();
  err_ << "note: " << printable(message) << '\n' << std::flush;
}

void EventLog::published(std::uint64_t articles) {
  if (format_ == LogFormat::brief) return;
  if (format_ == LogFormat::json) return tell_json("published", {{"articles", articles}}, {});
  begin_line();
  err_ << "published: " << articles << " articles\n" << std::flush;
}

void EventLog::summary(const Counts& counts) {
  if (format_ == LogFormat::brief) return;
  if (format_ == LogFormat::json) return tell_json("summary", counts, {});
  begin_line();
  err_ << "done:";
  const char* separator = " ";
  for (const auto& [name, count] : counts) {
    err_ << separator << name << ' ' << count;
    separator = ", ";
  }
  err_ << '\n' << std::flush;
}

int EventLog::failed(const Error& error) {
  if (format_ == LogFormat::json) {
    tell_json("failed", {{"exit", static_cast<std::uint64_t>(cli::exit_code(error))}},
              {{"message", error.message}, {"hint", error.hint}});
    return cli::exit_code(error);
  }
  begin_line();
  return cli::report(error, program_, err_);
}

void EventLog::progress(const std::string& line) {
  if (!shows_progress_) return;
  // A line that fills the last column would wrap, and could not be drawn over.
  err_ << '\r' << line.substr(0, cli::error_width() - 1) << "\x1B[K" << std::flush;
  drawn_ = true;
}

void EventLog::clear_progress() {
  if (!drawn_) return;
  err_ << "\r\x1B[K" << std::flush;
  drawn_ = false;
}

}  // namespace diwan::indexer
