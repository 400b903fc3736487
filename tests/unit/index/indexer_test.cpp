// SPDX-License-Identifier: GPL-2.0-or-later
#include "runs.hpp"

#include <algorithm>
#include <map>
#include <string>

#include "support/temporary_folder.hpp"

namespace diwan {

TEST_CASE("an article comes back as it was given") {
  const test::TemporaryFolder folder;
  Article whole = article("بيان-1", "بيانٌ مشترك\nبين بلدين", "نصّ  البيان\r\n\r\nوفيه ٢٠٢١م\tو G7 ﷺ\n");
  whole.date = Date{2021, 7, 26};
  whole.fields = {{"date", "2021-07-26T10:00:00Z", Field::Kind::text}, {"session", "12", Field::Kind::number}};
  index(folder.path() / "db", {whole, article("empty", "", "")});
  CHECK(stored(folder.path() / "db", "بيان-1") == whole);
  CHECK(stored(folder.path() / "db", "empty") == article("empty", "", ""));
  CHECK_FALSE(stored(folder.path() / "db", "بيان"));
}

TEST_CASE("however many threads work, the index is the same") {
  const test::TemporaryFolder folder;
  std::map<std::string, std::string> first;
  for (const unsigned jobs : {1U, 2U, 3U, 4U, 9U}) {
    INFO(jobs);
    const auto db = folder.path() / std::to_string(jobs);
    auto indexer = Indexer::open(db, {.jobs = jobs, .memory = IndexerOptions::smallest_memory});
    REQUIRE(indexer);
    for (int i = 0; i < 700; ++i) {
      const auto number = std::to_string(i);
      add(*indexer, article(number, "قوات " + number, "قوات قتالية في سنة " + number + " وانتخابات رقم" + number));
    }
    REQUIRE(indexer->publish());
    auto files = snapshot(db);
    CHECK(files.erase("state-000001/iamglass") == 1);   // Xapian gives each database a name of its own
    CHECK(files.erase("state-000001/checksums") == 1);  // of that file, too
    if (first.empty()) first = files;
    CHECK(files == first);
  }
}

TEST_CASE("however many threads work in the nights after, the index is the same, and answers as one built clean") {
  const test::TemporaryFolder folder;
  const auto text = [](int i, int night) {
    return "قوات قتالية في سنة " + std::to_string(i) + (i % 7 == night ? " وهدنة جديدة" : " وانتخابات");
  };
  std::map<std::string, std::string> first;
  for (const unsigned jobs : {1U, 2U, 3U, 9U}) {
    INFO(jobs);
    const auto db = folder.path() / std::to_string(jobs);
    for (int night = 0; night < 3; ++night) {
      auto indexer = Indexer::open(db, {.jobs = jobs, .memory = IndexerOptions::smallest_memory});
      REQUIRE(indexer);
      for (int i = 0; i < 700 + 50 * night; ++i) {
        add(*indexer, article(std::to_string(i), "قوات " + std::to_string(i), text(i, night)));
      }
      CHECK(indexer->forget(std::to_string(10 + night)));
      REQUIRE(indexer->publish());
    }
    auto files = snapshot(db);
    CHECK(files.erase("state-000003/iamglass") == 1);
    CHECK(files.erase("state-000003/checksums") == 1);
    if (first.empty()) first = files;
    CHECK(files == first);
    CHECK_FALSE(stored(db, "12"));
    CHECK(stored(db, "702")->text == text(702, 2));
  }
}

TEST_CASE("a run that is left in the middle of its work ends") {
  const test::TemporaryFolder folder;
  for (const unsigned jobs : {1U, 4U}) {
    auto indexer = Indexer::open(folder.path() / "db", {.jobs = jobs});
    REQUIRE(indexer);
    for (int i = 0; i < 600; ++i) add(*indexer, article(std::to_string(i), "قوات", "قوات قتالية"));
  }
  CHECK_FALSE(fs::exists(folder.path() / "db"));
}

TEST_CASE("indexing the same archive twice changes nothing") {
  const test::TemporaryFolder folder;
  const std::vector articles{article("a", "قوات", "قوات قتالية"), article("b", "", "انتخابات")};
  index(folder.path() / "db", articles);
  const auto before = snapshot(folder.path() / "db");
  auto indexer = Indexer::open(folder.path() / "db");
  REQUIRE(indexer);
  for (const auto& each : articles) CHECK(add(*indexer, each) == Outcome::unchanged);
  CHECK(indexer->size() == 2);
  REQUIRE(indexer->publish());
  CHECK(snapshot(folder.path() / "db") == before);
}

TEST_CASE("a changed article replaces the old one") {
  const test::TemporaryFolder folder;
  const auto db = folder.path() / "db";
  index(db, {article("a", "قديم", "معاهدة"), article("b", "ثابت", "هدنة")});
  auto indexer = Indexer::open(db);
  REQUIRE(indexer);
  CHECK(add(*indexer, article("a", "جديد", "اتفاقية")) == Outcome::replaced);
  CHECK(indexer->size() == 2);
  REQUIRE(indexer->publish());
  CHECK(stored(db, "a")->text == "اتفاقية");
  CHECK(count(db, "معاهدة") == 0);
  CHECK(count(db, "اتفاقية") == 1);
  CHECK(count(db, "هدنة") == 1);
}

TEST_CASE("identity is source, path and id together; the first of a run stands") {
  const test::TemporaryFolder folder;
  const auto db = folder.path() / "db";
  auto indexer = Indexer::open(db);
  REQUIRE(indexer);
  auto one = article("a", "", "واحد");
  auto other_path = one, other_source = one;
  other_path.identity.path = "other.jsonl";
  other_source.identity.source = "second";
  CHECK(add(*indexer, one) == Outcome::added);
  CHECK(add(*indexer, other_path) == Outcome::added);
  CHECK(add(*indexer, other_source) == Outcome::added);
  CHECK(add(*indexer, article("a", "", "غيره")) == Outcome::duplicate);
  REQUIRE(indexer->publish());
  auto searcher = Archive::open(db)->searcher();
  const auto found = searcher->find("a");
  REQUIRE(found);
  REQUIRE(found->size() == 3);
  CHECK(std::is_sorted(found->begin(), found->end(),
                       [](const auto& x, const auto& y) { return x.identity < y.identity; }));
  CHECK(found->front() == one);
}

TEST_CASE("a run that does not publish leaves the old state, and the next run is whole") {
  const test::TemporaryFolder folder;
  const auto db = folder.path() / "db";
  index(db, {article("a", "", "معاهدة")});
  {
    auto indexer = Indexer::open(db);
    REQUIRE(indexer);
    add(*indexer, article("b", "", "كلمات لم تنشر"));
  }
  CHECK_FALSE(stored(db, "b"));
  CHECK(stored(db, "a"));
  index(db, {article("c", "", "هدنة")});
  CHECK(stored(db, "a"));
  CHECK(stored(db, "c"));
  CHECK_FALSE(stored(db, "b"));
}

TEST_CASE("searchers keep their state while a new one is published") {
  const test::TemporaryFolder folder;
  const auto db = folder.path() / "db";
  index(db, {article("a", "", "معاهدة قديمة")});
  const auto archive = Archive::open(db);
  REQUIRE(archive);
  auto old = archive->searcher();
  REQUIRE(old);
  index(db, {article("a", "", "معاهدة جديدة"), article("b", "", "هدنة")});
  CHECK(old->size() == 1);
  CHECK(old->find("a")->front().text == "معاهدة قديمة");
  CHECK(archive->searcher()->size() == 2);
}

TEST_CASE("a second run over the same index is told to wait") {
  const test::TemporaryFolder folder;
  auto first = Indexer::open(folder.path() / "db");
  REQUIRE(first);
  const auto second = Indexer::open(folder.path() / "db");
  REQUIRE_FALSE(second);
  CHECK(second.error().code == Code::busy);
}

TEST_CASE("one run can publish several times") {
  const test::TemporaryFolder folder;
  const auto db = folder.path() / "db";
  auto indexer = Indexer::open(db);
  REQUIRE(indexer);
  add(*indexer, article("a", "", "معاهدة"));
  REQUIRE(indexer->publish());
  CHECK(count(db, "معاهدة") == 1);
  add(*indexer, article("b", "", "معاهدة"));
  CHECK(add(*indexer, article("a", "", "غيرها")) == Outcome::duplicate);
  REQUIRE(indexer->publish());
  CHECK(count(db, "معاهدة") == 2);
}

TEST_CASE("an archive without articles gives an empty index") {
  const test::TemporaryFolder folder;
  index(folder.path() / "db", {});
  CHECK(count(folder.path() / "db", "قوات") == 0);
  CHECK(count(folder.path() / "db", "-قوات") == 0);
}

}  // namespace diwan
