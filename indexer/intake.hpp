// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <diwan/indexer.hpp>
#include <diwan/ingest.hpp>
#include <iosfwd>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "event_log.hpp"
#include "progress.hpp"

namespace diwan::indexer {

/// Hands what the readers find to the index, publishes on the way, names what is newly refused, and counts.
class Intake : public ArticleSink {
 public:
  /// `publish_every`: how long the index may stand still while articles come; 0: until the end.
  Intake(Indexer& indexer, std::chrono::seconds publish_every, Progress progress, EventLog& log);

  /// What comes next is from this source; `in_front` is what names its files for eyes, with their relative paths
  /// behind.
  void begin_source(std::string in_front) { in_front_ = std::move(in_front); }

  bool begin_file(const std::string& source, const std::string& path, const FileStamp& stamp,
                  const std::function<std::string()>& content_hash) override;
  bool begin_record(std::uint64_t hash) override;
  void end_file(const FileStamp& stamp, const std::string& content_hash) override;
  bool article(Article article, std::string_view place) override;
  void refused(Refusal refusal) override;
  void warned(const Refusal& warning) override;
  void skipped(const std::string& path, const std::string& type) override;

  const std::optional<Error>& failure() const { return failure_; }
  bool refused_any() const { return refused_ != 0; }
  /// A source has been read, as far as it was.
  void end_source() { tell_unknown_refusals(); }
  /// Of files with new refusals of which nobody can say which they are.
  const std::vector<Refusal>& unknown_refusals() const { return unknown_refusals_; }
  /// Whether this run met a failure for the first time.
  bool is_new(const Refusal& refusal) const;

  void removed(std::uint64_t articles) { removed_ += articles; }
  void summarize(std::ostream& out) const;
  /// The same for a log.
  EventLog::Counts counts() const;

 private:
  void tell_unknown_refusals();
  void show_progress();
  void publish_if_due();
  bool goes_on() const;
  std::uint64_t count(Indexer::Outcome outcome) const { return counts_.at(static_cast<std::size_t>(outcome)); }

  Indexer& indexer_;
  std::chrono::seconds publish_every_;
  std::chrono::steady_clock::time_point published_ = std::chrono::steady_clock::now();
  Progress progress_;
  EventLog& log_;
  std::string in_front_;
  std::optional<Error> failure_;
  std::array<std::uint64_t, 6> counts_{};  // by Outcome
  std::uint64_t refused_ = 0;
  std::uint64_t refused_before_ = 0;
  std::uint64_t removed_ = 0;
  std::unordered_set<std::size_t> new_refusals_;  // hashes of them: there may be millions
  std::vector<Refusal> unknown_refusals_;
  std::map<std::string, std::uint64_t> skipped_;
};

}  // namespace diwan::indexer
