// SPDX-License-Identifier: GPL-2.0-or-later
#include <xapian.h>

#include "runs.hpp"
#include "store/files.hpp"
#include "store/schema.hpp"
#include "support/temporary_folder.hpp"
#include "unit/store/database_contents.hpp"

namespace diwan {
namespace {

std::vector<std::string> contents(const fs::path& db) {
  return test::contents(Xapian::Database(db.string()), {0, 1}, {false, true});
}

void set_metadata(const fs::path& db, const char* state, std::string_view key, const std::string& value) {
  Xapian::WritableDatabase database((db / state).string(), Xapian::DB_OPEN | Xapian::DB_NO_TERMLIST);
  database.set_metadata(std::string(key), value);
  database.commit();
}

std::string bytes_of(const fs::path& path) {
  const auto bytes = store::read_file(path);
  REQUIRE(bytes);
  return *bytes;
}

std::vector<Article> some_articles() {
  std::vector<Article> articles;
  for (int i = 0; i < 300; ++i) {
    articles.push_back(article("a" + std::to_string(i), "عنوان " + std::to_string(i % 7),
                               "وصلت القوات إلى المدينة رقم " + std::to_string(i) + "\r\n وبالسيارات، 5 مايو 2021\n"));
    articles.back().fields = {{"language", i % 3 == 0 ? "en" : "ar", Field::Kind::text}};
    if (i % 2 == 0) articles.back().date = Date{2000 + i % 20, 1, 1 + i % 28};
  }
  return articles;
}

}  // namespace

TEST_CASE("an index of another analyzer is built anew from its texts, and equals a clean build") {
  const test::TemporaryFolder folder;
  const auto db = folder.path() / "db", clean = folder.path() / "clean";
  const auto articles = some_articles();
  index(db, articles);
  index(clean, articles);
  const auto ledger = bytes_of(db / "ledger-000001");
  set_metadata(db, "state-000001", store::metadata::analyzer, "rules 0, dictionary 0");
  for (const auto& error : {Archive::open(db).error(), Indexer::open(db).error()}) {
    CHECK(error.code == Code::wrong_version);
    CHECK_THAT(error.hint, Catch::Contains("--reindex"));
  }
  const auto count = reindex(db);
  REQUIRE(count);
  CHECK(*count == articles.size());
  CHECK(bytes_of(db / "ledger-000002") == ledger);
  for (const auto& each : articles) CHECK(stored(db, each.identity.id) == each);
  // The texts stand in a folder of another number.
  set_metadata(db, "state-000002", store::metadata::text_store, "text-000001");
  CHECK(contents(db) == contents(clean));
}

TEST_CASE("texts that nobody finds any more go when an index is built anew") {
  const test::TemporaryFolder folder;
  const auto db = folder.path() / "db";
  index(db, {article("a", "", "معاهدة"), article("secret", "", "كلمةسرية"), article("b", "", "قديم")});
  index(db, {article("b", "", "جديد")});
  {
    auto indexer = Indexer::open(db);
    REQUIRE(indexer);
    REQUIRE(indexer->forget("secret"));
    REQUIRE(indexer->publish());
  }
  const auto holds = [&](const char* word) {
    return bytes_of(db / (fs::exists(db / "text-000001") ? "text-000001" : "text-000002") / "forms").find(word) !=
           std::string::npos;
  };
  CHECK(holds("كلمةسرية"));
  REQUIRE(reindex(db));
  CHECK_FALSE(holds("كلمةسرية"));
  CHECK_FALSE(holds("قديم"));
  CHECK(count(db, "جديد") == 1);
  auto indexer = Indexer::open(db);
  REQUIRE(indexer);
  CHECK(add(*indexer, article("secret", "", "كلمةسرية")) == Outcome::forgotten);
}

TEST_CASE("what the texts do not need does not stop it") {
  const test::TemporaryFolder folder;
  const auto db = folder.path() / "db";
  index(db, {article("a", "سلام", "معاهدة وهدنة")});
  for (const auto& file : fs::directory_iterator(db / "text-000001")) {
    if (file.path().filename().string().starts_with("lookup-")) fs::remove(file);
  }
  CHECK(Archive::open(db).error().code == Code::corrupt);
  REQUIRE(reindex(db));
  CHECK(count(db, "الهدنة") == 1);
}

TEST_CASE("what cannot be built anew stays as it is, with the remedy") {
  struct Row {
    const char* reason;
    std::function<void(const fs::path&)> damage;
    Code code;
    const char* hint;
  };
  const Row rows[] = {
      {"a schema of a later program",
       [](const fs::path& db) { set_metadata(db, "state-000001", store::metadata::schema, "999"); },
       Code::wrong_version, "--full"},
      {"texts that are damaged",
       [](const fs::path& db) {
         const auto file = db / "text-000001/forms";
         const auto size = fs::file_size(file);
         std::ofstream(file, std::ios::binary) << std::string(size, 'x');
       },
       Code::corrupt, "damaged"},
      {"a ledger that is gone", [](const fs::path& db) { fs::remove(db / "ledger-000001"); }, Code::corrupt, "damaged"},
      {"no index", [](const fs::path& db) { fs::remove_all(db); }, Code::not_found, "Make an index"},
  };
  for (const auto& row : rows) {
    INFO(row.reason);
    const test::TemporaryFolder folder;
    const auto db = folder.path() / "db";
    index(db, {article("a", "سلام", "معاهدة وهدنة")});
    row.damage(db);
    const auto before = fs::exists(db) ? snapshot(db) : std::map<std::string, std::string>();
    const auto done = reindex(db);
    REQUIRE_FALSE(done);
    CHECK(done.error().code == row.code);
    CHECK_THAT(done.error().hint, Catch::Contains(row.hint));
    CHECK((fs::exists(db) ? snapshot(db) : std::map<std::string, std::string>()) == before);
  }
}

TEST_CASE("searchers have the old state until the new one is whole") {
  const test::TemporaryFolder folder;
  const auto db = folder.path() / "db";
  index(db, some_articles());
  auto searcher = Archive::open(db)->searcher();
  REQUIRE(searcher);
  REQUIRE(reindex(db));
  CHECK(searcher->find("a7")->size() == 1);
  CHECK(Archive::open(db)->searcher()->find("a7")->size() == 1);
}

}  // namespace diwan
