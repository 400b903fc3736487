// SPDX-License-Identifier: GPL-2.0-or-later
// Any bytes as what processes send that read a file apart, one after the other as each has failed: it ends, the sink is
// given only what it may get, and what is received is what would be sent.
#include <sys/socket.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "fuzz/reader_check.hpp"
#include "ingest/apart_messages.hpp"
#include "ingest/apart_replay.hpp"

namespace {

using diwan::ingest::Channel;
using diwan::ingest::Descriptor;
using diwan::ingest::ReadEvent;
using diwan::test::require;

constexpr std::size_t most_text = std::size_t{1} << 20;
constexpr std::chrono::seconds long_enough{20};

std::pair<Descriptor, Descriptor> sockets() {
  int both[2];
  require(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, both) == 0, "there are sockets");
  return {Descriptor(both[0]), Descriptor(both[1])};
}

/// What would be sent of an event.
std::string bytes_of(const ReadEvent& event, std::size_t most) {
  auto [from, to] = sockets();
  Channel channel(std::move(from));
  channel.allow(std::chrono::milliseconds(0), 0);
  send(channel, event);
  channel.flush();
  std::string bytes(most, '\0');
  const auto count = ::recv(to.number(), bytes.data(), bytes.size(), MSG_DONTWAIT);
  bytes.resize(count < 0 ? 0 : static_cast<std::size_t>(count));
  return bytes;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t most_in_socket = std::size_t{64} << 10;
  auto input = diwan::test::view_of(data, size);
  diwan::test::CheckingSink sink;
  const std::string source = "fuzz";
  const std::string path = "a.zip";
  diwan::ingest::ApartReplay replay(source, path, sink, {512, 2048, 65536});
  for (int process = 0; process < 64; ++process) {
    auto part = diwan::test::take_part(input).substr(0, most_in_socket);
    auto [ours, theirs] = sockets();
    require(::send(theirs.number(), part.data(), part.size(), MSG_DONTWAIT) == static_cast<ssize_t>(part.size()),
            "the socket takes it");
    ::shutdown(theirs.number(), SHUT_RDWR);
    Channel channel(std::move(ours));
    replay.begin();
    while (channel.state() == Channel::State::open) {
      channel.allow(long_enough, most_text);
      auto event = receive_event(channel);
      if (channel.state() != Channel::State::open) break;
      const auto again = bytes_of(event, part.size());
      require(part.starts_with(again) && !again.empty(), "what is received is what would be sent");
      part.remove_prefix(again.size());
      if (event.kind == ReadEvent::Kind::done && replay.is_over()) return 0;
      if (!replay.take(std::move(event))) channel.distrust();
    }
    if (!replay.has_died("it died", channel.state() == Channel::State::closed)) return 0;
  }
  require(false, "a file is left in the end");
  return 0;
}
