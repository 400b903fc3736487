// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/ledger.hpp"

#include <xxhash.h>
#include <catch2/catch.hpp>
#include <initializer_list>
#include <vector>

#include "index/run_ledger.hpp"
#include "store/schema.hpp"

namespace diwan::index {
namespace {

const auto no_hash = [] { return std::string(); };

Identity identity(const std::string& id) { return {"/archive", "a.jsonl", id}; }

Ledger sample() {
  Ledger ledger;
  ledger.forgotten_ids = {"k1", "خبر"};
  ledger.forgotten_sources = {"/gone"};
  auto& files = ledger.sources["/archive"];
  files["a.jsonl"] = {{300, 1'700'000'000'123'456'789, -5},
                      std::string("\0\xFF"
                                  "0123456789abcd",
                                  16),
                      "windows-1256",
                      {{hash_of(identity("1")), 0x0123'4567'89AB'CDEF}, {hash_of(identity("2"))}},
                      {hash_of(identity("3"))},
                      {{"line 2", "not JSON"}, {"", "empty"}},
                      {".png"}};
  files["sub/"].failures = {{"", "cannot list the folder"}};
  return ledger;
}

}  // namespace

TEST_CASE("an identity's hash is that of its term") {
  CHECK(term_of(hash_of(identity("k1"))) == store::identity_term(identity("k1")));
}

TEST_CASE("a ledger comes back as it was written, and damage is noticed") {
  CHECK(parse_ledger(to_bytes({})) == Ledger{});
  const auto bytes = to_bytes(sample());
  CHECK(parse_ledger(bytes) == sample());
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    auto flipped = bytes;
    flipped[i] = static_cast<char>(flipped[i] ^ 0x10);
    CHECK_FALSE(parse_ledger(flipped));
    CHECK_FALSE(parse_ledger(std::string_view(bytes).substr(0, i)));
  }
}

TEST_CASE("ledgers of earlier versions are read") {
  const auto with_checksum = [](std::string bytes) {
    XXH128_canonical_t sum;
    XXH128_canonicalFromHash(&sum, XXH3_128bits(bytes.data(), bytes.size()));
    return bytes.append(reinterpret_cast<const char*>(sum.digest), sizeof sum.digest);
  };
  // No forgotten id, the source "/gone" forgotten; one source with one file, which gave one article.
  const std::string forgotten("\0\1\5/gone", 8), by_id("\0", 1);
  const std::string file =
      std::string("\1\x08/archive\1\5a.txt\3\2\1\0\0\1", 23) + std::string(15, '\0') + '\7' + std::string("\0\0\0", 3);
  Ledger ledger;
  ledger.forgotten_sources = {"/gone"};
  auto& record = ledger.sources["/archive"]["a.txt"];
  record.stamp = {3, 2, 1};
  record.given = {{IdentityHash{{0, std::uint64_t{7} << 56}}}};
  CHECK(parse_ledger(with_checksum("diwan ledger 1\n" + forgotten + file)) == ledger);
  CHECK(parse_ledger(with_checksum("diwan ledger 2\n" + forgotten + by_id + file)) == ledger);
}

TEST_CASE("which records of a file that has changed are read again") {
  const auto night = [](RunLedger& run, const std::string& path) {
    std::string read;
    const auto begun = run.begin("/archive", path, {}, no_hash);
    CHECK(begun.read);
    for (const auto record : std::initializer_list<std::uint64_t>{11, 12, 12, 13}) {
      if (!run.begin_record(record)) continue;
      read += std::to_string(record) + ' ';
      if (record == 13) run.begin_record(0);  // one that depends on where it stands
      run.give({"/archive", path, std::to_string(record)});
    }
    run.end({}, {});
    return read;
  };
  RunLedger first;
  CHECK(night(first, "a.jsonl") == "11 12 12 13 ");
  RunLedger second(first.ledger());
  CHECK(night(second, "a.jsonl") == "12 13 ");  // one that comes twice is read, to be refused by name
  CHECK(second.ledger() == first.ledger());
  CHECK(night(second, "b.jsonl") == "11 12 12 13 ");

  RunLedger otherwise(second.ledger(), "title=headline");
  CHECK(night(otherwise, "a.jsonl") == "11 12 12 13 ");
  auto ledger = second.ledger();
  ledger.by_id = {"/archive"};
  RunLedger by_id(ledger);
  CHECK(night(by_id, "a.jsonl") == "11 12 12 13 ");
  RunLedger dropped(second.ledger());
  dropped.drop({"/archive", "a.jsonl", "11"});
  CHECK(night(dropped, "a.jsonl") == "11 12 13 ");
}

namespace {

using Lines = std::vector<std::uint64_t>;

Lines lines(std::uint64_t first, std::uint64_t last) {
  Lines all;
  for (; first <= last; ++first) all.push_back(first);
  return all;
}

/// What a reading of a file with these broken lines tells: how many it knows for new, and how many must be.
struct Night {
  explicit Night(const Ledger& before, const Lines& broken) : run(before, {}, true) {
    CHECK(run.begin("/archive", "a.jsonl", {}, no_hash).read);
    for (const auto line : broken) {
      known += run.refuse({"/archive", "a.jsonl", "line " + std::to_string(line), "not JSON"}) ? 1 : 0;
      if (line % 20'000 == 0) take_news();  // as before publishing on the way
    }
    run.end({1, 2, 3}, {});
    take_news();
    CHECK(run.take_news().empty());
    CHECK(run.begin("/archive", "b.jsonl", {}, no_hash).read);
  }
  void take_news() {
    for (const auto& each : run.take_news()) {
      CHECK((each.refusal.source == "/archive" && each.refusal.path == "a.jsonl" && each.refusal.place.empty()));
      reason = each.refusal.reason;
      unknown += each.count;
    }
  }
  const std::vector<Failure>& failures() const { return run.ledger().sources.at("/archive").at("a.jsonl").failures; }

  RunLedger run;
  std::uint64_t known = 0;
  std::uint64_t unknown = 0;
  std::string reason;
};

}  // namespace

TEST_CASE("of a file that gives more refusals than anybody reads the first ones are remembered, and how many came") {
  constexpr std::uint64_t all = most_failures + 5;
  const Night first({}, lines(1, all));
  CHECK((first.known == all && first.unknown == 0));
  REQUIRE(first.failures().size() == most_failures + 1);
  CHECK(first.failures().at(most_failures - 1) == Failure{"line 10000", "not JSON"});
  CHECK(first.failures().back().reason == "5 more were refused, which are not remembered one by one");
  CHECK(count_all(first.failures()) == all);
  RunLedger unchanged(first.run.ledger());
  CHECK(unchanged.begin("/archive", "a.jsonl", {1, 2, 3}, no_hash).failures == all);

  const Night fewer(first.run.ledger(), lines(1, most_failures));
  CHECK((fewer.known == 0 && fewer.unknown == 0));
  CHECK(fewer.failures().size() == most_failures);
  const Night more(fewer.run.ledger(), lines(1, all));
  CHECK((more.known == 5 && more.unknown == 0));  // all that was there before was known one by one
}

TEST_CASE("new refusals among more than are remembered one by one are noticed") {
  constexpr std::uint64_t all = most_failures + 5;
  const auto with = [](Lines some, const Lines& others) {
    some.insert(some.end(), others.begin(), others.end());
    return some;
  };
  struct Row {
    Lines before;
    Lines now;
    std::uint64_t news;
    const char* reason;
  };
  const Row rows[] = {
      {lines(1, all), lines(1, all), 0, "nothing has changed"},
      {lines(1, all), lines(1, all + 50'000), 50'000, "lines were appended"},
      {lines(1, all), lines(2, all), 0, "the first was repaired, and another is among the first now"},
      {lines(1, all), lines(3, all), 0, "so many were repaired that fewer are beyond"},
      {lines(1, all), lines(20, all), 0, "none is beyond any more"},
      {lines(1, all), lines(2, all + 1), 1, "one was repaired and one is new: as many as before"},
      {lines(1, all), with(lines(1, all - 1), {all + 1}), 1, "the same beyond the first ones"},
      {lines(2, all + 1), lines(1, all + 1), 1, "a new one in front of all"},
      {lines(1, all), with(lines(1, most_failures), {10005, 10004, 10003, 10002, 10001}), 0, "in another order"},
  };
  for (const auto& row : rows) {
    INFO(row.reason);
    const Night before({}, row.before);
    const auto stored = parse_ledger(to_bytes(before.run.ledger()));
    REQUIRE(stored);
    const Night now(*stored, row.now);
    CHECK(now.known == 0);
    CHECK(now.unknown == row.news);
    CHECK(now.reason.starts_with(std::to_string(row.now.size()) + " refusals, at least ") == (row.news != 0));
    const Night again(now.run.ledger(), row.now);
    CHECK((again.known == 0 && again.unknown == 0));
  }
}

TEST_CASE("an earlier version counted the refusals beyond the first ones, no more") {
  const Night first({}, lines(1, most_failures + 5));
  auto ledger = first.run.ledger();
  auto& failures = ledger.sources.at("/archive").at("a.jsonl").failures;
  failures.back().place.clear();
  CHECK(count_all(failures) == most_failures + 5);
  auto others = lines(1, most_failures + 4);
  others.push_back(most_failures + 6);
  CHECK(Night(ledger, others).unknown == 0);  // as many as before; which ones nobody can tell
  CHECK(Night(ledger, lines(1, most_failures + 6)).unknown == 1);

  // What only looks like their number is one failure like others.
  for (const auto* reason : {"", "5", "x more were refused, which are not remembered one by one", "-5 more",
                             "99999999999999999999 more were refused, which are not remembered one by one"}) {
    failures.back().reason = reason;
    CHECK(count_all(failures) == most_failures + 1);
  }
  CHECK(count_all({first.failures().back()}) == 1);
}

TEST_CASE("which files are read again") {
  const FileStamp stamp{10, 20, 30};
  const auto night = [&](RunLedger& run, const std::string& hash) {
    const auto begun = run.begin("/archive", "a.jsonl", stamp, no_hash);
    CHECK(run.give(identity("1")));
    CHECK_FALSE(run.give(identity("1")));
    CHECK(run.refuse({"/archive", "a.jsonl", "line 2", "broken"}) == begun.read);
    run.end(stamp, hash);
  };
  RunLedger first;
  night(first, "the content");
  struct Row {
    FileStamp stamp;
    std::string content;
    std::string reading;
    bool retry;
    bool read;
    const char* reason;
  };
  const Row rows[] = {
      {{10, 20, 30}, "", "", false, false, "size and times are equal"},
      {{11, 20, 30}, "other", "", false, true, "another size"},
      {{10, 21, 30}, "other", "", false, true, "another time, another content"},
      {{10, 20, 31}, "the content", "", false, false, "another time, the same content"},
      {{}, "", "", false, true, "nothing is known"},
      {{}, "the content", "", false, false, "nothing is known but an equal content"},
      {{10, 20, 30}, "", "CP720", false, true, "read in another way"},
      {{10, 20, 30}, "", "", true, true, "told to retry"},
  };
  for (const auto& row : rows) {
    INFO(row.reason);
    RunLedger next(first.ledger(), row.reading, row.retry);
    const auto begun = next.begin("/archive", "a.jsonl", row.stamp, [&] { return row.content; });
    CHECK(begun.read == row.read);
    if (!row.read) CHECK((begun.articles == 1 && begun.failures == 1));
    CHECK(next.begin("/archive", "b.jsonl", row.stamp, no_hash).read);
  }
}

TEST_CASE("what is gone, and what only could not be seen") {
  RunLedger first;
  for (const auto* path : {"a.txt", "sub/b.txt", "sub/deep/c.txt", "d.jsonl"}) {
    first.begin("/archive", path, {1, 2, 3}, no_hash);
    first.give({"/archive", path, "1"});
    first.give({"/archive", path, "2"});
    first.end({1, 2, 3}, {});
  }
  RunLedger next(first.ledger());
  next.begin("/archive", "d.jsonl", {2, 2, 3}, no_hash);
  next.give({"/archive", "d.jsonl", "1"});
  next.refuse({"/archive", "sub/", "", "cannot list the folder"});
  next.cover("/archive");
  const auto half = next.vanished();
  REQUIRE(half.size() == 1);
  CHECK(half[0].of == 8);
  CHECK(half[0].articles.size() == 2);  // of a.txt: sub/ could not be listed, d.jsonl has not been read to its end

  RunLedger whole(next.settled());
  whole.begin("/archive", "d.jsonl", {2, 2, 3}, no_hash);
  whole.give({"/archive", "d.jsonl", "1"});
  whole.end({2, 2, 3}, {});
  CHECK(whole.vanished().empty());  // nobody says that all of the source was read
  whole.cover("/archive");
  REQUIRE(whole.vanished().size() == 1);
  CHECK(whole.vanished()[0].articles.size() == 7);
  whole.drop_vanished("/archive");
  CHECK(articles_of(whole.ledger().sources.at("/archive")) == 1);
}

}  // namespace diwan::index
