// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/output_stream.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <catch2/catch.hpp>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <string>
#include <thread>

using diwan::cli::OutputStream;

TEST_CASE("Everything arrives, whatever its size") {
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{65535}, std::size_t{65536},
                                 std::size_t{65537}, std::size_t{1000000}}) {
    std::array<int, 2> ends{};
    REQUIRE(::pipe(ends.data()) == 0);
    const std::string sent(size, 'x');
    std::string received;
    std::thread reader([&] {
      std::array<char, 4096> bytes{};
      for (ssize_t count; (count = ::read(ends[0], bytes.data(), bytes.size())) > 0;) {
        received.append(bytes.data(), static_cast<std::size_t>(count));
      }
    });
    OutputStream out(ends[1]);
    out << sent << 7 << std::flush << '\n';
    CHECK(out.finish() == 0);
    CHECK(out.good());
    ::close(ends[1]);
    reader.join();
    ::close(ends[0]);
    CHECK(received == sent + "7\n");
  }
}

TEST_CASE("A write that fails is remembered with its reason") {
  SECTION("a full disk") {
    const int full = ::open("/dev/full", O_WRONLY);
    REQUIRE(full != -1);
    OutputStream out(full);
    out << "قوات";
    CHECK(out.good());  // nothing is written yet
    CHECK(out.finish() == ENOSPC);
    CHECK_FALSE(out.good());
    ::close(full);
  }
  SECTION("the first reason stands") {
    const int full = ::open("/dev/full", O_WRONLY);
    OutputStream out(full);
    out << std::string(200000, 'x');
    ::close(full);
    out << "more";
    CHECK(out.finish() == ENOSPC);
  }
  SECTION("a closed pipe") {
    std::signal(SIGPIPE, SIG_IGN);
    std::array<int, 2> ends{};
    REQUIRE(::pipe(ends.data()) == 0);
    ::close(ends[0]);
    OutputStream out(ends[1]);
    out << "x";
    CHECK(out.finish() == EPIPE);
    ::close(ends[1]);
  }
  SECTION("no file at all") {
    OutputStream out(-1);
    out << "x";
    CHECK(out.finish() == EBADF);
  }
}
