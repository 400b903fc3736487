// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "unit/search/archived.hpp"

namespace diwan {

// What the engine takes from a library may be one object for the whole process, which no lock guards.
TEST_CASE("threads that search at the same time, each with a searcher of its own, do not meet") {
  constexpr int threads_at_once = 4, rounds = 3000;
  const test::Archived archived({test::article("1", "بيان", "القوات العراقية في بغداد يوم 26 تموز 2021"),
                                 test::article("2", "هدنة", "هدنة في صنعاء")});
  struct Row {
    const char* query;
    std::uint64_t count;
  };
  const Row rows[] = {{"-قوات", 1}, {"قوات", 1}, {"قوات هدنة", 2}, {"\"القوات العراقية\"", 1}};
  std::atomic<int> faults = 0;
  const auto search = [&](Searcher searcher) {
    for (int round = 0; round < rounds; ++round) {
      for (const auto& row : rows) {
        Request request;
        request.query = parse_query(row.query);
        const auto count = searcher.count(request);
        if (!count || *count != row.count) ++faults;
      }
    }
  };
  std::vector<std::thread> threads;
  for (int i = 0; i < threads_at_once; ++i) threads.emplace_back(search, archived.searcher());
  for (auto& thread : threads) thread.join();
  CHECK(faults == 0);
}

}  // namespace diwan
