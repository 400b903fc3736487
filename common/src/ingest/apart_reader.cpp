// SPDX-License-Identifier: GPL-2.0-or-later
#include <diwan/apart_reader.hpp>

#include "ingest/apart_messages.hpp"
#include "ingest/apart_reading.hpp"
#include "ingest/apart_replay.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <system_error>
#include <utility>

namespace diwan {
namespace {

using ingest::Channel;
using ingest::ReadEvent;

constexpr std::chrono::seconds least_patience{2};

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
  const auto size = ::lseek(file.number(), 0, SEEK_END);
  ingest::ApartReplay replay(source, path, sink,
                             ingest::ApartReplay::bounds_of(size < 0 ? 0 : static_cast<std::uint64_t>(size)));
  auto patience = limits.patience;
  for (;;) {
    if (auto ready = ensure_process(); !ready) return std::move(ready).error();
    if (::lseek(file.number(), 0, SEEK_SET) != 0)
      return Error{Code::io, "cannot read: " + std::generic_category().message(errno), {}};
    auto& channel = process->channel();
    channel.allow(patience, limits.memory);
    channel.send_file(file.number());
    send(channel, ingest::ReadRequest{source, path, options, replay.cuts(), limits.memory, patience});
    replay.begin();
    while (channel.state() == Channel::State::open) {
      channel.allow(patience, limits.memory);
      auto event = receive_event(channel);
      if (channel.state() != Channel::State::open) break;
      if (event.kind == ReadEvent::Kind::done && replay.is_over()) {
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
