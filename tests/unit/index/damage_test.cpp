// SPDX-License-Identifier: GPL-2.0-or-later
#include "runs.hpp"

#include <xapian.h>

#include "store/damage.hpp"
#include "store/index_folder.hpp"
#include "support/temporary_folder.hpp"

namespace diwan {

TEST_CASE("the remedy names the ways in their order: look, then of the stored texts, then of the sources") {
  const std::string remedy = store::damage_remedy;
  const auto check = remedy.find("--check");
  const auto reindex = remedy.find("--reindex");
  const auto full = remedy.find("--full");
  REQUIRE(full != std::string::npos);
  CHECK(check < reindex);
  CHECK(reindex < full);
}

TEST_CASE("a damaged index is told with a remedy that fits") {
  struct Row {
    const char* lost;
    const char* reason;
  };
  const Row rows[] = {{"state-000001", "the state"},
                      {"state-000001/iamglass", "what makes a folder a database"},
                      {"state-000001/postlist.glass", "a table"},
                      {"text-000001", "the text store"},
                      {"text-000001/forms", "a file of the text store"}};
  for (const auto& row : rows) {
    INFO(row.reason);
    const test::TemporaryFolder folder;
    const auto db = folder.path() / "db";
    index(db, {article("a", "", "معاهدة")});
    fs::remove_all(db / row.lost);
    const auto before = snapshot(db);
    for (const auto& error : {Archive::open(db).error(), Indexer::open(db).error()}) {
      CHECK(error.code == Code::corrupt);
      CHECK(error.hint == store::damage_remedy);
    }
    CHECK(snapshot(db) == before);
  }
}

TEST_CASE("a table that is cut short is told as damage when it is read") {
  const test::TemporaryFolder folder;
  const auto db = folder.path() / "db";
  std::vector<Article> articles;
  for (int i = 0; i < 2000; ++i)
    articles.push_back(article("a" + std::to_string(i), "", "معاهدة رقم " + std::to_string(i)));
  index(db, articles);
  fs::resize_file(db / "state-000001/postlist.glass", 8192);
  for (const auto& error : {Archive::open(db).error(), Indexer::open(db).error()}) {
    CHECK(error.code == Code::corrupt);
    CHECK(error.hint == store::damage_remedy);
  }
}

TEST_CASE("damaged texts are told, not shown as empty ones") {
  for (const auto* name : {"entries", "forms", "articles"}) {
    INFO(name);
    const test::TemporaryFolder folder;
    const auto db = folder.path() / "db";
    index(db, {article("a", "معاهدة سلام", "نص المعاهدة")});
    const auto file = db / "text-000001" / name;
    const auto size = fs::file_size(file);
    std::ofstream(file, std::ios::binary) << std::string(size, '\xA7');
    auto searcher = Archive::open(db)->searcher();
    REQUIRE(searcher);
    const auto found = searcher->find("a");
    REQUIRE_FALSE(found);
    CHECK(found.error().code == Code::corrupt);
    CHECK_FALSE(found.error().hint.empty());
    if (name == std::string("forms")) continue;  // words have no checksum of their own
    Request request;
    request.query = parse_query("معاهدة");
    const auto results = searcher->search(request);
    REQUIRE_FALSE(results);
    CHECK(results.error().code == Code::corrupt);
  }
}

TEST_CASE("a damaged lexicon is not written on") {
  const test::TemporaryFolder folder;
  const auto db = folder.path() / "db";
  index(db, {article("a", "معاهدة سلام", "نص المعاهدة")});
  const auto file = db / "text-000001/entries";
  const auto size = fs::file_size(file);
  std::ofstream(file, std::ios::binary) << std::string(size, '\xA7');
  auto indexer = Indexer::open(db);
  REQUIRE(indexer);
  const auto outcome = indexer->add(article("b", "", "هدنة"));
  REQUIRE_FALSE(outcome);
  CHECK(outcome.error().code == Code::corrupt);
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
    Xapian::WritableDatabase((copy / state).string(), Xapian::DB_OPEN | Xapian::DB_NO_TERMLIST).set_metadata(key, "0");
    for (const auto& error : {Archive::open(copy).error(), Indexer::open(copy).error()}) {
      CHECK(error.code == Code::wrong_version);
      CHECK_FALSE(error.hint.empty());
    }
  }
}

}  // namespace diwan
