// SPDX-License-Identifier: GPL-2.0-or-later
#include "store/posting_chunk.hpp"

#include <catch2/catch.hpp>
#include <random>
#include <utility>

#include "store/glass_format.hpp"

namespace diwan::store {
namespace {

using Postings = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

std::string body_of(const Postings& postings) {
  std::string body;
  std::uint32_t last = 0;
  for (const auto& [document, wdf] : postings) {
    if (!body.empty()) glass::pack_uint(body, document - last - 1);
    glass::pack_uint(body, wdf);
    last = document;
  }
  return body;
}

TEST_CASE("what a chunk keeps is what would be written without the removed documents") {
  std::mt19937 random(7);
  for (int round = 0; round < 2000; ++round) {
    Postings all, stay;
    std::vector<bool> removed(5000);
    const auto one_in = 1 + random() % 6;
    std::uint64_t occurrences = 0;
    for (auto document = 1 + random() % 300; document < removed.size(); document += 1 + random() % 400) {
      const auto wdf = static_cast<std::uint32_t>(random() % 200);
      all.emplace_back(document, wdf);
      removed[document] = random() % one_in == 0;
      if (removed[document]) continue;
      stay.emplace_back(document, wdf);
      occurrences += wdf;
    }
    std::string out = "before";
    const auto kept = keep_postings(body_of(all), all.front().first, removed, out);
    REQUIRE(kept);
    CHECK(kept->entries == stay.size());
    CHECK(kept->occurrences == occurrences);
    REQUIRE(kept->lacks_some == (stay.size() != all.size()));
    CHECK(out == "before" + (kept->lacks_some ? body_of(stay) : std::string()));
    if (stay.empty()) continue;
    CHECK(kept->first == stay.front().first);
    CHECK(kept->last == stay.back().first);
  }
}

TEST_CASE("a damaged chunk is told") {
  const std::vector<bool> removed(10);
  std::string out;
  CHECK_FALSE(keep_postings("", 1, removed, out));                           // no wdf
  CHECK_FALSE(keep_postings("\x01\x01", 1, removed, out));                   // a step without a wdf
  CHECK_FALSE(keep_postings("\x81", 1, removed, out));                       // a number without an end
  CHECK_FALSE(keep_postings(std::string("\x01\x08\x01"), 1, removed, out));  // document 10
  CHECK_FALSE(keep_postings("\x01", 10, removed, out));
  const std::string far = "\x01\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01\x01";
  CHECK_FALSE(keep_postings(far, 1, removed, out));
  CHECK(keep_postings("\x01\x07\x01", 1, removed, out)->last == 9);
  CHECK(out.empty());
}

}  // namespace
}  // namespace diwan::store
