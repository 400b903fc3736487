// SPDX-License-Identifier: GPL-2.0-or-later
// What the bulk writer refuses, leaves to others, and leaves behind.
#include "both_ways.hpp"

#include "store/files.hpp"

namespace diwan::store {

TEST_CASE("what no database can hold is refused") {
  const test::TemporaryFolder folder;
  const auto words = std::make_shared<StringPool>();
  const auto long_word = words->intern(std::string(246, 'x')).first;
  struct Row {
    NewDocument document;
    const char* reason;
  };
  const Row rows[] = {
      {{"", {{"", 1}}, {}, {}}, "a term without a name"},
      {{"", {{std::string(246, 'x'), 1}}, {}, {}}, "a long term"},
      {{"", {{std::string(200, 'x') + std::string(30, '\0'), 1}}, {}, {}}, "zeros count twice"},
      {{"", {}, {{long_word, 1}}, {}}, "a long word"},
  };
  for (const auto& row : rows) {
    INFO(row.reason);
    fs::remove_all(folder.path() / "db.building");
    auto writer = make_bulk_writer(place(folder, "db"), {}, words, {});
    REQUIRE(writer);
    const auto added = (*writer)->add(row.document);
    REQUIRE_FALSE(added);
    CHECK(added.error().code == Code::invalid_argument);
  }
  fs::remove_all(folder.path() / "db.building");
  auto writer = make_bulk_writer(place(folder, "db"), {}, words, {});
  REQUIRE(writer);
  CHECK_FALSE((*writer)->set_metadata("", "value"));
  CHECK_FALSE((*writer)->set_metadata(std::string(300, 'k'), "value"));
}

TEST_CASE("another format of Xapian's is left to the public API") {
  const test::TemporaryFolder folder;
  Xapian::WritableDatabase((folder.path() / "probe").string(), Xapian::DB_CREATE).close();
  const auto known = *read_file(folder.path() / "probe" / "iamglass");
  std::vector<std::pair<std::string, const char*>> formats;
  const auto changed = [&](std::size_t at, const char* reason) {
    auto bytes = known;
    ++bytes[at];
    formats.emplace_back(bytes, reason);
  };
  changed(15, "a later day");
  changed(14, "a later year");
  changed(3, "another magic");
  changed(33, "another root");
  changed(known.size() - 1, "other statistics");
  formats.emplace_back(known + '\0', "more in it");
  formats.emplace_back(known.substr(0, known.size() - 1), "less in it");
  formats.emplace_back("", "nothing");

  auto archive = random_archive(20, 10);
  int number = 0;
  for (const auto& [format, reason] : formats) {
    INFO(reason);
    BulkOptions options;
    options.format_seen = format;
    const auto name = "db" + std::to_string(++number);
    auto none = make_bulk_writer(place(folder, name), {}, archive.words, options);
    REQUIRE(none);
    CHECK(*none == nullptr);
    auto writer = make_document_writer(place(folder, name), {}, archive.words, options);
    REQUIRE(writer);
    write(**writer, archive);
    CHECK(Xapian::Database((folder.path() / name).string()).get_doccount() == 20);
  }
  BulkOptions options;
  options.format_seen = known;
  auto bulk = make_bulk_writer(place(folder, "db"), {}, archive.words, options);
  REQUIRE(bulk);
  CHECK(*bulk != nullptr);
}

TEST_CASE("a database that something else wrote or changed goes on by the public API") {
  const test::TemporaryFolder folder;
  auto archive = random_archive(20, 10);
  BulkOptions with_lists;
  with_lists.term_lists = true;
  auto first = make_document_writer(place(folder, "a"), {}, archive.words, with_lists);
  REQUIRE(first);
  write(**first, archive);
  change(folder.path() / "a");
  const auto documents = Xapian::Database((folder.path() / "a").string()).get_doccount();
  auto none = make_bulk_writer(place(folder, "b"), folder.path() / "a", archive.words, {});
  REQUIRE(none);
  CHECK(*none == nullptr);
  auto second = make_document_writer(place(folder, "b"), folder.path() / "a", archive.words);
  REQUIRE(second);
  CHECK((*second)->add(archive.documents.front()));
  REQUIRE((*second)->finish());
  check_sound(folder.path() / "b");
  CHECK(Xapian::Database((folder.path() / "b").string()).get_doccount() == documents + 1);
  CHECK(Xapian::Database((folder.path() / "a").string()).get_doccount() == documents);
}

TEST_CASE("only old documents can be removed, once") {
  const test::TemporaryFolder folder;
  auto archive = random_archive(5, 3);
  auto first = make_document_writer(place(folder, "a"), {}, archive.words);
  REQUIRE(first);
  CHECK_FALSE((*first)->remove(1));
  write(**first, archive);
  auto second = make_document_writer(place(folder, "b"), folder.path() / "a", archive.words);
  REQUIRE(second);
  CHECK_FALSE((*second)->remove(0));
  CHECK_FALSE((*second)->remove(6));
  CHECK((*second)->remove(5));
  CHECK_FALSE((*second)->remove(5));
  REQUIRE((*second)->add(archive.documents.front()));
  CHECK_FALSE((*second)->remove(6));
  REQUIRE((*second)->finish());
  CHECK(Xapian::Database((folder.path() / "b").string()).get_doccount() == 5);
}

TEST_CASE("a damaged database is told, or gives one that Xapian can walk through") {
  auto archive = random_archive(300, 60);
  std::mt19937 random(3);
  const test::TemporaryFolder folder;
  auto first = make_document_writer(place(folder, "a"), {}, archive.words);
  REQUIRE(first);
  write(**first, archive);
  const auto file = folder.path() / "a" / "postlist.glass";
  const auto sound = *read_file(file);
  int told = 0;
  for (int round = 0; round < 60; ++round) {
    auto bytes = sound;
    for (int i = 0; i < 3; ++i) bytes[random() % bytes.size()] = static_cast<char>(random());
    REQUIRE(write_file(file, bytes));
    // Nothing is said about which damage shows; none of it may do worse than fail or give another number.
    for (const auto* name : {"b", "b.building"}) fs::remove_all(folder.path() / name);
    auto second = make_document_writer(place(folder, "b"), folder.path() / "a", archive.words);
    if (!second) {
      ++told;
      continue;
    }
    // Some go and some come, so that lists are copied, taken over in part, and written on.
    for (std::uint32_t document = 1; document < 300; document += 3) REQUIRE((*second)->remove(document));
    for (std::size_t i = 0; i < 20; ++i) REQUIRE((*second)->add(archive.documents[i]));
    if (!(*second)->finish()) {
      ++told;
      continue;
    }
    try {
      const Xapian::Database database((folder.path() / "b").string());
      for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
        for (auto each = database.postlist_begin(*term); each != database.postlist_end(*term); ++each) each.get_wdf();
      }
    } catch (const Xapian::Error&) {
      // A number that was changed may contradict another one.
    }
  }
  CHECK(told > 0);
  REQUIRE(write_file(file, sound.substr(0, sound.size() / 2)));
  fs::remove_all(folder.path() / "b.building");
  fs::remove_all(folder.path() / "b");
  const auto cut = make_document_writer(place(folder, "b"), folder.path() / "a", archive.words);
  REQUIRE_FALSE(cut);
  CHECK(cut.error().code == Code::corrupt);
}

TEST_CASE("a bulk writer that is left takes its temporary file with it") {
  const test::TemporaryFolder folder;
  auto archive = random_archive(50, 20);
  BulkOptions options;
  options.memory = 100;
  {
    auto writer = make_bulk_writer(place(folder, "db"), {}, archive.words, options);
    REQUIRE(writer);
    for (const auto& document : archive.documents) REQUIRE((*writer)->add(document));
    CHECK_FALSE((*writer)->remove(1));
  }
  CHECK_FALSE(fs::exists(folder.path() / "db"));
  CHECK_FALSE(fs::exists(folder.path() / "db.building" / "spool"));
}

}  // namespace diwan::store
