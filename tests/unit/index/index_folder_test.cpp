// SPDX-License-Identifier: GPL-2.0-or-later
#include "runs.hpp"

#include <atomic>
#include <thread>
#include <vector>

#include "store/index_folder.hpp"
#include "support/temporary_folder.hpp"

namespace diwan {

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

TEST_CASE("names that only look like ours are the user's, and stay") {
  struct Row {
    const char* file;
    const char* reason;
  };
  const Row rows[] = {
      {"text-arabic/نص.txt", "text- and a word"},
      {"state-papers/1921.txt", "state- and a word"},
      {"text-notes.txt", "a file"},
      {"text-000001", "a file with a name of ours"},
      {"state-000001", "a file with the name of a state"},
      {"text-00001/forms", "five digits"},
      {"text-000001/forms", "our names, but no run has left its lock"},
      {"text-000001/notes.txt", "a file of the user's in a folder with a name of ours"},
      {"text-000001/forms/x", "a folder where a file should be"},
      {"state-000001/postlist.glass.bak", "not quite a table"},
      {"state-000001.building/lists.glass", "no table of Xapian's"},
      {"state-000001.building.old/iamglass", "behind our ending"},
      {"text-٠٠٠٠٠١/forms", "digits of another script"},
      {"XAPIANDB.old", "behind the stub's name"},
      {"XAPIANDB/x", "the stub is a folder"},
      {"XAPIANDB.new/x", "the new stub is a folder"},
      {"lock/x", "the lock is a folder"},
  };
  for (const auto& row : rows) {
    INFO(row.reason);
    const test::TemporaryFolder folder;
    const auto db = folder.path() / "db";
    folder.write(fs::path("db") / row.file, "mine");
    const auto fresh = Indexer::open(db);
    REQUIRE_FALSE(fresh);
    CHECK(fresh.error().code == Code::not_an_index);
    CHECK_FALSE(fresh.error().hint.empty());
    const std::map<std::string, std::string> expected{{row.file, "mine"}};
    CHECK(snapshot(db) == expected);
  }
}

TEST_CASE("what is not of the index is refused and never removed, inside an index too") {
  const test::TemporaryFolder folder;
  const auto db = folder.path() / "db";
  index(db, {article("a", "", "معاهدة")});
  const auto running = [&] {
    auto indexer = Indexer::open(db);
    REQUIRE(indexer);
    return *std::move(indexer);
  };
  auto indexer = running();
  const char* foreign[] = {"db/text-arabic/نص.txt", "db/state-papers/1921.txt", "db/text-notes.txt",
                           "db/state-000099/letter.txt", "db/text-000099/letter.txt"};
  for (const auto* name : foreign) folder.write(name, "mine");
  fs::create_directory_symlink(folder.path(), db / "text-000098");
  add(indexer, article("b", "", "هدنة"));
  REQUIRE(indexer.publish());
  for (const auto* name : foreign) CHECK(fs::exists(folder.path() / name));
  CHECK(fs::is_symlink(db / "text-000098"));
  const auto before = snapshot(db);
  const auto again = Indexer::open(db);
  REQUIRE_FALSE(again);
  CHECK(again.error().code == Code::not_an_index);
  CHECK(again.error().hint == "Move what is not of the index out of the folder.");
  CHECK(snapshot(db) == before);
  CHECK(count(db, "هدنة") == 1);
}

TEST_CASE("what else a normal index may hold is no reason to refuse it") {
  const test::TemporaryFolder folder;
  const auto db = folder.path() / "db";
  index(db, {article("a", "", "معاهدة")});
  const auto state = *store::IndexFolder(db).current_state();
  folder.write("db/" + state + "/changes12", "");
  folder.write("db/" + state + "/v.tmp", "");
  folder.write("db/" + state + "/.nfs0000001", "");
  index(db, {article("b", "", "هدنة")});
  CHECK(count(db, "معاهدة هدنة") == 2);
}

TEST_CASE("an index whose stub is lost or damaged is never begun anew") {
  struct Row {
    std::optional<std::string> stub;
    const char* reason;
  };
  const Row rows[] = {
      {std::nullopt, "lost"},
      {"", "empty"},
      {"\n", "an empty line"},
      {std::string("\0\xFFgarbage", 9), "garbage"},
      {"auto ../../../etc\n", "out of the folder"},
      {"auto ../db/state-000001\n", "a path"},
      {"auto state-000001/\n", "a slash behind"},
      {"auto state-000001.building\n", "a state that is not whole"},
      {"auto state-papers\n", "no number"},
      {"auto state-000001\nauto state-000002\n", "two states"},
      {"glass state-000001\n", "another type"},
      {"auto /some/xapian/db\n", "of another program"},
  };
  const test::TemporaryFolder folder;
  const auto db = folder.path() / "db";
  index(db, {article("a", "", "معاهدة")});
  index(db, {article("b", "", "هدنة")});
  const auto state = *store::IndexFolder(db).current_state();
  for (const auto& row : rows) {
    INFO(row.reason);
    fs::remove(db / "XAPIANDB");
    if (row.stub) folder.write("db/XAPIANDB", *row.stub);
    const auto before = snapshot(db);
    for (const auto& error : {Archive::open(db).error(), Indexer::open(db).error()}) {
      CHECK(error.code == Code::corrupt);
      CHECK(error.hint == "Restore the file XAPIANDB with the line: auto " + state);
    }
    CHECK(snapshot(db) == before);
  }
  folder.write("db/XAPIANDB", "auto " + state);  // the remedy, also without the end of the line
  index(db, {article("c", "", "اتفاقية")});
  CHECK(count(db, "معاهدة هدنة اتفاقية") == 3);
}

TEST_CASE("a stub of another program stays as it is") {
  const test::TemporaryFolder folder;
  const auto db = folder.path() / "db";
  folder.write("db/XAPIANDB", "auto /some/xapian/db\n");
  const auto before = snapshot(db);
  const auto indexer = Indexer::open(db);
  REQUIRE_FALSE(indexer);
  CHECK(indexer.error().code == Code::not_an_index);
  CHECK(indexer.error().hint == "Name an empty or new folder with --db.");
  CHECK(snapshot(db).at("XAPIANDB") == before.at("XAPIANDB"));
}

TEST_CASE("a first run that was killed at any point does not stand in the way") {
  const test::TemporaryFolder folder;
  const auto whole = folder.path() / "whole";
  index(whole, {article("a", "", "معاهدة")});
  const auto state = *store::IndexFolder(whole).current_state();
  REQUIRE(state == "state-000001");
  struct Row {
    std::vector<std::pair<std::string, std::string>> files;
    bool has_state;
    const char* reason;
  };
  const Row rows[] = {
      {{}, false, "before anything but the lock"},
      {{{"text-000001/forms", "half"}}, false, "while the text store is written"},
      {{{"text-000001/forms", "half"}, {"state-000001.building/postlist.glass", "half"}}, false, "while adding"},
      {{{"state-000001.building/iamglass", "half"}, {"XAPIANDB.new", "auto st"}}, false, "while announcing"},
      {{{"state-000001/postlist.glass", "half"}, {"XAPIANDB.new", "auto state-000001\n"}}, false, "while compacting"},
      {{{"state-000001.building/v.tmp", "half"}, {"XAPIANDB.new", "auto state-000001\n"}}, true, "before publishing"},
      {{{"XAPIANDB.new", "auto state-000001\n"}}, true, "between compaction and stub"},
  };
  for (const auto& row : rows) {
    INFO(row.reason);
    const auto db = folder.path() / "db";
    fs::remove_all(db);
    folder.write("db/lock", "");
    if (row.has_state) fs::copy(whole / state, db / state);
    if (row.has_state) fs::copy(whole / "text-000001", db / "text-000001");
    for (const auto& [name, content] : row.files) folder.write("db/" + name, content);
    CHECK(Archive::open(db).error().code == Code::not_an_index);
    index(db, {article("b", "", "هدنة")});
    CHECK(count(db, "هدنة") == 1);
    CHECK(count(db, "معاهدة") == 0);
    CHECK_FALSE(fs::exists(db / "XAPIANDB.new"));
  }
}

TEST_CASE("an announcement of a later run that was killed does not give the published state away") {
  const test::TemporaryFolder folder;
  const auto db = folder.path() / "db";
  index(db, {article("a", "", "معاهدة")});
  folder.write("db/XAPIANDB.new", "auto state-000002\n");
  fs::copy(db / "state-000001", db / "state-000002");
  fs::remove(db / "XAPIANDB");
  const auto before = snapshot(db);
  const auto indexer = Indexer::open(db);
  REQUIRE_FALSE(indexer);
  CHECK(indexer.error().hint == "Restore the file XAPIANDB with the line: auto state-000001");
  CHECK(snapshot(db) == before);
}

TEST_CASE("a first run that does not publish leaves nothing of what it made") {
  const test::TemporaryFolder folder;
  {
    auto indexer = Indexer::open(folder.path() / "new/folders/db/");
    REQUIRE(indexer);
    add(*indexer, article("a", "", "معاهدة"));
    CHECK(fs::exists(folder.path() / "new/folders/db/text-000001"));
  }
  CHECK_FALSE(fs::exists(folder.path() / "new"));
  fs::create_directory(folder.path() / "mine");
  {
    auto indexer = Indexer::open(folder.path() / "mine");
    REQUIRE(indexer);
    add(*indexer, article("a", "", "معاهدة"));
  }
  const std::map<std::string, std::string> expected{{"lock", ""}};
  CHECK(snapshot(folder.path() / "mine") == expected);
  CHECK_FALSE(fs::exists(folder.path() / "mine/text-000001"));
  index(folder.path() / "mine", {article("a", "", "معاهدة")});
}

TEST_CASE("a folder that cannot be made is told with a remedy") {
  const test::TemporaryFolder folder;
  folder.write("file", "mine");
  const auto indexer = Indexer::open(folder.path() / "file/db");
  REQUIRE_FALSE(indexer);
  CHECK(indexer.error().code == Code::io);
  CHECK_FALSE(indexer.error().hint.empty());
}

TEST_CASE("an archive that is searched without pause gives whole states only, and each new one") {
  const test::TemporaryFolder folder;
  const auto db = folder.path() / "db";
  constexpr int nights = 8, a_night = 30;
  const auto night = [&](int number) {
    auto indexer = Indexer::open(db);
    REQUIRE(indexer);
    // One that changes each night, and others that come.
    add(*indexer, article("changes", "خبر", "خبر ليلة" + std::to_string(number)));
    for (int i = 0; i < a_night; ++i) {
      add(*indexer, article(std::to_string(number) + "-" + std::to_string(i), "خبر", "خبر قوات"));
    }
    REQUIRE(indexer->publish());
  };
  night(0);
  const auto archive = Archive::open(db);
  REQUIRE(archive);
  std::atomic<bool> done = false;
  std::atomic<int> searched = 0, faults = 0;
  const auto search = [&] {
    int last = 0;
    while (!done) {
      auto searcher = archive->searcher();
      if (!searcher) {
        ++faults;
        break;
      }
      Request request;
      request.query = parse_query("خبر");
      const auto all = searcher->count(request);
      const int seen = all ? (static_cast<int>(*all) - 1) / a_night - 1 : -1;
      request.query = parse_query("ليلة" + std::to_string(seen));
      const auto changed = searcher->count(request);
      if (!all || (*all - 1) % a_night != 0 || !changed || *changed != 1 || seen < last) ++faults;
      last = seen;
      ++searched;
    }
  };
  std::vector<std::thread> threads;
  for (int i = 0; i < 2; ++i) threads.emplace_back(search);
  for (int number = 1; number < nights; ++number) {
    night(number);
    for (const auto before = searched.load(); searched < before + 4 && faults == 0;) std::this_thread::yield();
  }
  done = true;
  for (auto& thread : threads) thread.join();
  CHECK(faults == 0);
  CHECK(count(db, "خبر") == nights * a_night + 1);
}

}  // namespace diwan
