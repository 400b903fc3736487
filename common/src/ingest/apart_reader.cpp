// SPDX-License-Identifier: GPL-2.0-or-later
#include <diwan/apart_reader.hpp>

#include "ingest/apart_messages.hpp"
#include "ingest/apart_reading.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <optional>
#include <system_error>
#include <utility>

namespace diwan {
namespace {

using ingest::Channel;
using ingest::ReadEvent;

/// So often a file may kill its reader before the rest of it is left.
constexpr int most_deaths = 16;
constexpr std::chrono::seconds least_patience{2};

/// How one file comes through the channel, from one process after the other. Readers are pure: a second reading gives
/// the same events up to the place where the first one ended, and those have been passed on.
class Replay {
 public:
  Replay(const std::string& source, const std::string& path, ArticleSink& sink)
      : source_(source), path_(path), sink_(sink) {}

  /// A process begins with the file.
  void begin() {
    seen_ = 0;
    places_.clear();
  }

  /// Takes an event of the file; false where it makes no sense. The sink may want no more then.
  bool take(ReadEvent event) {
    ++seen_;
    if (event.kind == ReadEvent::Kind::entered) {
      places_.push_back(std::move(event.place));
    } else if (places_.empty()) {
      return false;
    } else if (event.kind == ReadEvent::Kind::left) {
      places_.pop_back();
    } else if (seen_ > passed_on_) {
      pass_on(std::move(event));
    }
    passed_on_ = std::max(passed_on_, seen_);
    return true;
  }

  bool wants_more() const { return wants_more_; }
  std::uint64_t seen() const { return seen_; }
  const std::vector<ingest::Cut>& cuts() const { return cuts_; }

  /// The process has died. Gives whether another shall read the file; where not, what was being read is refused.
  bool has_died(const std::string& reason, bool by_itself) {
    // A process may also be ended from outside, when the system runs out of memory: once is no proof.
    const bool is_proof = !by_itself || last_death_ == seen_;
    last_death_ = seen_;
    const bool is_member = places_.size() > 1;
    const bool is_there_again = !cuts_.empty() && cuts_.back().event >= seen_;
    if (++deaths_ <= most_deaths && !is_proof) return true;
    if (deaths_ <= most_deaths && is_member && seen_ == passed_on_ && !is_there_again) {
      cuts_.push_back({seen_, reason});
      return true;
    }
    const bool is_whole_file = passed_on_ <= 1;
    sink_.refused({source_, path_, is_member ? places_.back() : std::string(),
                   is_whole_file ? reason : reason + "; what follows in the file was not read"});
    return false;
  }

 private:
  void pass_on(ReadEvent event) {
    switch (event.kind) {
      case ReadEvent::Kind::article:
        event.article.identity.source = source_;
        event.article.identity.path = path_;
        wants_more_ = sink_.article(std::move(event.article), event.place);
        break;
      case ReadEvent::Kind::refused:
        sink_.refused({source_, path_, std::move(event.place), std::move(event.text)});
        break;
      case ReadEvent::Kind::warned:
        sink_.warned({source_, path_, std::move(event.place), std::move(event.text)});
        break;
      default:
        sink_.skipped(event.path, event.text);
        break;
    }
  }

  const std::string& source_;
  const std::string& path_;
  ArticleSink& sink_;
  std::vector<std::string> places_;  ///< what was entered and not left
  std::vector<ingest::Cut> cuts_;
  std::uint64_t seen_ = 0;
  std::optional<std::uint64_t> last_death_;  ///< as `seen_` was then
  int deaths_ = 0;
  std::uint64_t passed_on_ = 0;
  bool wants_more_ = true;
};

}  // namespace

ApartReader::ApartReader(std::vector<std::string> command, const ReaderLimits& limits)
    : impl_(std::make_unique<Impl>()) {
  impl_->command = std::move(command);
  impl_->limits = limits;
}
ApartReader::ApartReader(ApartReader&&) noexcept = default;
ApartReader& ApartReader::operator=(ApartReader&&) noexcept = default;
ApartReader::~ApartReader() = default;

Result<void> ApartReader::Impl::ensure_process() {
  if (process != nullptr && starter == std::this_thread::get_id() && !process->has_ended()) return {};
  process = nullptr;
  auto started = ingest::ReaderProcess::start(command);
  if (!started) return std::move(started).error();
  process = *std::move(started);
  starter = std::this_thread::get_id();
  return {};
}

Result<ApartReader::Impl::Outcome> ApartReader::Impl::read(const ingest::Descriptor& file, const std::string& source,
                                                           const std::string& path, ArticleSink& sink,
                                                           const ReadOptions& options) {
  Replay replay(source, path, sink);
  auto patience = limits.patience;
  for (;;) {
    if (auto ready = ensure_process(); !ready) return std::move(ready).error();
    if (::lseek(file.number(), 0, SEEK_SET) != 0)
      return Error{Code::io, "cannot read: " + std::generic_category().message(errno), {}};
    auto& channel = process->channel();
    channel.send_file(file.number());
    send(channel, ingest::ReadRequest{source, path, options, replay.cuts(), limits.memory, patience});
    replay.begin();
    while (channel.state() == Channel::State::open) {
      channel.allow(patience, limits.memory);
      auto event = receive_event(channel);
      if (channel.state() != Channel::State::open) break;
      if (event.kind == ReadEvent::Kind::done) {
        if (event.spent) process = nullptr;
        return Outcome{true, event.failed, std::move(event.text)};
      }
      if (!replay.take(std::move(event))) channel.distrust();
      if (!replay.wants_more()) {
        process = nullptr;
        return Outcome{false};
      }
    }
    const bool was_late = channel.state() == Channel::State::late;
    const bool by_itself = channel.state() == Channel::State::closed;
    const auto reason = process->kill({limits.memory, patience});
    process = nullptr;
    if (!replay.has_died(reason, by_itself)) return Outcome{};
    // A file of many that hang must not hold the others up for minutes.
    if (was_late) patience = std::min(patience, std::max(least_patience, patience / 2));
  }
}

}  // namespace diwan
