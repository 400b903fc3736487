// SPDX-License-Identifier: GPL-2.0-or-later
#include "store/work_thread.hpp"

#include <atomic>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "store/string_pool.hpp"

namespace diwan::store {

TEST_CASE("items are worked on one after the other, in their order, however few or large") {
  struct Row {
    std::size_t most_items;
    std::size_t most_bytes;
    std::size_t bytes;
    const char* reason;
  };
  const Row rows[] = {
      {256, 1 << 20, 1, "room for many"},       {1, 1 << 20, 1, "one at a time"},
      {256, 100, 60, "full before a batch is"}, {256, 100, 1000, "each larger than all may be"},
      {256, 0, 0, "no bytes at all"},
  };
  for (const auto& row : rows) {
    INFO(row.reason);
    std::vector<int> done;
    WorkThread<int> thread(
        [&](int& item) {
          done.push_back(item);
          return Result<void>();
        },
        row.most_items, row.most_bytes);
    std::vector<int> given;
    for (int i = 0; i < 1000; ++i) {
      given.push_back(i);
      REQUIRE(thread.push(i, row.bytes));
    }
    REQUIRE(thread.finish());
    CHECK(done == given);
  }
}

TEST_CASE("a failure ends the work and is told") {
  std::atomic<int> done = 0;
  WorkThread<int> thread(
      [&](int& item) {
        ++done;
        return item == 100 ? Result<void>(Error{Code::io, "full", {}}) : Result<void>();
      },
      16, 1000);
  bool told = false;
  for (int i = 0; i < 1000 && !told; ++i) told = !thread.push(i, 1);
  CHECK(told);
  CHECK(thread.finish().error().message == "full");
  CHECK(thread.finish().error().message == "full");
  CHECK(done == 101);
}

TEST_CASE("what was left unfinished is dropped") {
  std::atomic<int> done = 0;
  {
    WorkThread<int> thread(
        [&](int&) {
          ++done;
          return Result<void>();
        },
        1000, 1000);
    for (int i = 0; i < 100; ++i) REQUIRE(thread.push(i, 1));
  }
  CHECK(done <= 100);
}

TEST_CASE("strings that were handed over are read while others come") {
  StringPool pool;
  std::size_t bytes = 0;
  WorkThread<StringPool::Id> reader(
      [&](StringPool::Id& id) {
        const auto text = pool[id];
        bytes += text.size();
        return text == "form " + std::to_string(id) ? Result<void>() : Result<void>(Error{});
      },
      64, 1 << 20);
  std::size_t expected = 0;
  for (int i = 0; i < 30'000; ++i) {
    const auto text = "form " + std::to_string(i);
    const auto [id, is_new] = pool.intern(text);
    REQUIRE(is_new);
    expected += text.size();
    REQUIRE(reader.push(id, 1));
  }
  REQUIRE(reader.finish());
  CHECK(bytes == expected);
  CHECK(pool.size() == 30'000);
  CHECK(*pool.find("form 29999") == 29'999);
  CHECK_FALSE(pool.find("form 30000"));
  CHECK_FALSE(pool.intern("form 7").second);
  pool.clear();
  CHECK(pool.size() == 0);
  CHECK_FALSE(pool.find("form 7"));
  const std::string large(100'000, 'x');
  CHECK(pool[pool.intern(large).first] == large);
  CHECK(pool[pool.intern("").first].empty());
}

}  // namespace diwan::store
