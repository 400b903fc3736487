// SPDX-License-Identifier: GPL-2.0-or-later
#include <diwan/archive.hpp>
#include <diwan/indexer.hpp>

#include <xapian.h>
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <map>

#include "store/index_folder.hpp"
#include "support/temporary_folder.hpp"

namespace diwan {
namespace {

namespace fs = std::filesystem;
using Outcome = Indexer::Outcome;

Article article(const std::string& id, const std::string& title, const std::string& text) {
  Article article;
  article.identity = {"/archive", id + ".txt", id};
  article.title = title;
  article.text = text;
  return article;
}

Outcome add(Indexer& indexer, const Article& article) {
  const auto outcome = indexer.add(article);
  REQUIRE(outcome);
  return *outcome;
}

void index(const fs::path& folder, const std::vector<Article>& articles) {
  auto indexer = Indexer::open(folder);
  REQUIRE(indexer);
  for (const auto& each : articles) add(*indexer, each);
  REQUIRE(indexer->publish());
}

std::optional<Article> stored(const fs::path& folder, const std::string& id) {
  const auto archive = Archive::open(folder);
  REQUIRE(archive);
  auto searcher = archive->searcher();
  REQUIRE(searcher);
  const auto found = searcher->find(id);
  REQUIRE(found);
  REQUIRE(found->size() <= 1);
  return found->empty() ? std::nullopt : std::optional(found->front());
}

std::uint64_t count(const fs::path& folder, const std::string& query) {
  auto searcher = Archive::open(folder)->searcher();
  REQUIRE(searcher);
  Request request;
  request.query = parse_query(query);
  const auto counted = searcher->count(request);
  REQUIRE(counted);
  return *counted;
}

/// Names and bytes of every file of a folder.
std::map<std::string, std::string> snapshot(const fs::path& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    files[fs::relative(entry.path(), folder).string()] = std::string(std::istreambuf_iterator<char>(file), {});
  }
  return files;
}

}  // namespace

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

TEST_CASE("leftovers of a killed run are removed and never read") {
  const test::TemporaryFolder folder;
  const auto db = folder.path() / "db";
  index(db, {article("a", "", "معاهدة")});
  folder.write("db/state-000009/iamglass", "half");
  folder.write("db/state-000010.building/postlist.glass", "half");
  folder.write("db/text-000007/forms", "half");
  folder.write("db/XAPIANDB.new", "half");
  index(db, {article("b", "", "هدنة")});
  CHECK(count(db, "معاهدة هدنة") == 2);
  CHECK_FALSE(fs::exists(db / "state-000009"));
  CHECK_FALSE(fs::exists(db / "state-000010.building"));
  CHECK_FALSE(fs::exists(db / "text-000007"));
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

TEST_CASE("folders that are no index are refused and left alone") {
  const test::TemporaryFolder folder;
  folder.write("notes/letter.txt", "mine");
  folder.write("file", "mine");
  for (const auto* name : {"notes", "file"}) {
    INFO(name);
    const auto indexer = Indexer::open(folder.path() / name);
    REQUIRE_FALSE(indexer);
    CHECK(indexer.error().code == Code::not_an_index);
    CHECK_FALSE(indexer.error().hint.empty());
    const auto archive = Archive::open(folder.path() / name);
    REQUIRE_FALSE(archive);
    CHECK(archive.error().code == Code::not_an_index);
  }
  CHECK(snapshot(folder.path()).size() == 2);
  CHECK(Archive::open(folder.path() / "nowhere").error().code == Code::not_found);
}

TEST_CASE("an index of another version is refused with the remedy") {
  const test::TemporaryFolder folder;
  const auto db = folder.path() / "db";
  index(db, {article("a", "", "معاهدة")});
  const auto state = *store::IndexFolder(db).current_state();
  for (const auto* key : {"diwan.schema", "diwan.analyzer"}) {
    INFO(key);
    const auto copy = folder.path() / key;
    fs::copy(db, copy, fs::copy_options::recursive);
    Xapian::WritableDatabase((copy / state).string()).set_metadata(key, "0");
    for (const auto& error : {Archive::open(copy).error(), Indexer::open(copy).error()}) {
      CHECK(error.code == Code::wrong_version);
      CHECK_FALSE(error.hint.empty());
    }
  }
}

}  // namespace diwan
