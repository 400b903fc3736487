// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/apart_replay.hpp"

#include <sys/socket.h>

#include <catch2/catch.hpp>

#include <functional>
#include <string>
#include <vector>

#include "unit/ingest/recorder.hpp"

namespace diwan::ingest {
namespace {

using Kind = ReadEvent::Kind;

TEST_CASE("what a process sends of a file without end is not taken without end") {
  struct Row {
    std::vector<ReadEvent> first;
    ReadEvent then;
    std::size_t most;
    const char* reason;
  };
  const std::string long_text(1000, 'x');
  ReadEvent article{Kind::article};
  article.article.identity.id = "a";
  article.article.text = long_text;
  const std::vector<ReadEvent> entered{{Kind::entered}};
  const Row rows[] = {
      {{}, {Kind::entered, long_text}, 10, "places that are entered"},
      {entered, {Kind::refused, {}, long_text}, 20, "refusals"},
      {entered, {Kind::warned, {}, long_text}, 20, "warnings"},
      {entered, {Kind::skipped, {}, long_text}, 20, "files that no reader takes"},
      {entered, article, 100, "articles"},
  };
  for (const auto& [first, then, most, reason] : rows) {
    INFO(reason);
    test::Recorder sink;
    const std::string source = "s";
    const std::string path = "a.zip";
    ApartReplay replay(source, path, sink, {10'000, 20'000, 100'000});
    // A process that died before does not count.
    for (int process = 0; process < 2; ++process) {
      replay.begin();
      for (const auto& event : first) CHECK(replay.take(event));
      std::size_t taken = 0;
      while (replay.take(then)) REQUIRE(++taken < most);
      CHECK(taken > most / 2);
    }
  }
}

TEST_CASE("entering and leaving may go on for as long as a file has members") {
  test::Recorder sink;
  const std::string source = "s";
  const std::string path = "a.zip";
  ApartReplay replay(source, path, sink, {1000, 1000, 10'000'000});
  replay.begin();
  CHECK(!replay.is_over());
  CHECK(replay.take({Kind::entered}));
  for (int i = 0; i < 1000; ++i) {
    REQUIRE(replay.take({Kind::entered, std::string(500, 'm')}));
    REQUIRE(replay.take({Kind::left}));
  }
  CHECK(!replay.is_over());
  CHECK(replay.take({Kind::left}));
  CHECK(replay.is_over());
  CHECK(!replay.take({Kind::left}));
}

TEST_CASE("a process that takes nothing is late, however much is sent to it") {
  int both[2];
  REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, both) == 0);
  const Descriptor other(both[1]);
  Channel channel{Descriptor(both[0])};
  channel.allow(std::chrono::milliseconds(20), 0);
  channel.put(std::string(std::size_t{64} << 20, 'x'));
  CHECK(channel.state() == Channel::State::late);
  channel.send_file(other.number());
  channel.flush();
  CHECK(channel.state() == Channel::State::late);
}

}  // namespace
}  // namespace diwan::ingest
