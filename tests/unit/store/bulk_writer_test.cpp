// SPDX-License-Identifier: GPL-2.0-or-later
// What the bulk writer writes is held against what Xapian's public API writes.
#include "both_ways.hpp"

#include <array>

namespace diwan::store {

TEST_CASE("a database written in bulk is the one that the public API writes") {
  check_both_ways(random_archive(700, 60), {}, {0, 1, 2});
}

TEST_CASE("many small runs give the same database") {
  BulkOptions options;
  options.memory = 2000;
  check_both_ways(random_archive(700, 60), options, {0, 1});
}

TEST_CASE("long lists take many chunks, many documents long keys") {
  // From 32,768 on a document's number takes three bytes in a key.
  Archive archive;
  for (std::uint32_t i = 0; i < 33'000; ++i) {
    NewDocument document;
    archive.add_word(document, "Zfirst", i % 5 + 1);
    if (i % 3 == 0) archive.add_word(document, "third", 0);
    if (i == 32'900) archive.add_word(document, "late", 1'000'000);
    document.values = {{0, "v" + std::to_string(i)}};
    archive.documents.push_back(std::move(document));
  }
  BulkOptions options;
  options.memory = 100'000;
  check_both_ways(archive, options, {0});
}

TEST_CASE("few or no documents") {
  Archive archive;
  check_both_ways(archive, {}, {0});
  archive.metadata = {{"k", "v"}};
  check_both_ways(archive, {}, {0});
  archive.documents.emplace_back();  // without a term, a value or data
  check_both_ways(archive, {}, {0});
  archive.documents.emplace_back().terms = {{"one", 2}};
  check_both_ways(archive, {}, {0});
}

TEST_CASE("large and odd documents") {
  Archive archive;
  std::mt19937 random(5);
  auto& many_terms = archive.documents.emplace_back();
  for (std::uint32_t i = 0; i < 50'000; ++i) archive.add_word(many_terms, "كلمة" + std::to_string(i), i % 3);
  for (const auto size : {1, 17, 18, 19, 2000, 2040, 8000, 8192, 50'000, 400'000}) {
    for (const bool repeats : {true, false}) {
      auto& document = archive.documents.emplace_back();
      const auto bytes = static_cast<std::size_t>(size);
      document.data = repeats ? std::string(bytes, 'x') : random_bytes(random, bytes);
      document.terms = {{"size" + std::to_string(size), 1}};
      document.values = {{0, document.data.substr(0, 6000)}, {0, "the last one of a slot counts"}, {3, ""}};
      document.values.push_back({7, random_bytes(random, bytes % 5000 + 1)});
      document.values.push_back({300, "slots of several bytes"});
      document.values.push_back({128, "sort apart from their numbers"});
    }
  }
  archive.metadata = {{"long", random_bytes(random, 30'000)}, {std::string(200, 'k'), "v"}};
  check_both_ways(archive, {}, {0, 3, 7, 128, 300});
}

TEST_CASE("terms of all lengths and bytes") {
  Archive archive;
  std::mt19937 random(6);
  std::vector<std::string> names{std::string(245, 'x'),
                                 std::string(244, 'x') + 'y',
                                 std::string(235, 'x') + std::string(5, '\0'),
                                 std::string(100, '\0'),
                                 std::string("\0", 1),
                                 std::string("\0\0", 2),
                                 std::string("a\0", 2),
                                 std::string("a\0b", 3),
                                 std::string("a\xFF", 2),
                                 "a",
                                 "a\x01",
                                 "\xFF",
                                 "ab"};
  for (int i = 0; i < 200; ++i) names.push_back("r" + random_bytes(random, 1 + random() % 120));
  for (std::uint32_t i = 0; i < 3000; ++i) {
    auto& document = archive.documents.emplace_back();
    // wdfs around the options of one byte together with what a name shares with the one before.
    constexpr std::array<std::uint32_t, 8> wdfs{0, 1, 2, 126, 127, 128, 300, 70'000};
    for (const auto& name : names) {
      if (i < 20 || random() % 4 == 0) archive.add_word(document, name, wdfs[random() % wdfs.size()]);
    }
  }
  check_both_ways(archive, {}, {});
}

}  // namespace diwan::store
