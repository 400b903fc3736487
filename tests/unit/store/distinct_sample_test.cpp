// SPDX-License-Identifier: GPL-2.0-or-later
#include "store/distinct_sample.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <string>

namespace diwan::store {
namespace {

TEST_CASE("A sample of distinct names tells how many there are, however often each is told") {
  struct Row {
    std::uint64_t names;
    double error;
    const char* why;
  };
  const Row rows[] = {
      {0, 0, "nothing"},       {1, 0, "one"},          {4096, 0, "as many as are kept: exact"},
      {4097, .05, "one more"}, {100'000, .05, "many"}, {1'000'000, .05, "as many as a large archive has"},
  };
  for (const auto& [names, error, why] : rows) {
    INFO(why);
    DistinctSample sample;
    std::uint64_t bytes = 0;
    for (int time = 0; time < 2; ++time) {
      for (std::uint64_t i = 0; i < names; ++i) {
        const auto name = "كلمة" + std::to_string(i);
        sample.add(name);
        if (time == 0) bytes += name.size();
      }
    }
    const auto is_near = [error = error](std::uint64_t told, std::uint64_t true_one) {
      return std::abs(static_cast<double>(told) - static_cast<double>(true_one)) <=
             error * static_cast<double>(true_one);
    };
    CHECK(is_near(sample.names(), names));
    CHECK(is_near(sample.bytes(), bytes));
  }
}

}  // namespace
}  // namespace diwan::store
