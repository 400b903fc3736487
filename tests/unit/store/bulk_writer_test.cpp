// SPDX-License-Identifier: GPL-2.0-or-later
#include "store/bulk_writer.hpp"

#include <xapian.h>

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <functional>
#include <random>
#include <sstream>

#include "database_contents.hpp"
#include "store/files.hpp"
#include "support/temporary_folder.hpp"

namespace diwan::store {
namespace {

namespace fs = std::filesystem;

/// What is written by both ways. Terms of the pool by their names.
struct Archive {
  std::vector<NewDocument> documents;
  std::vector<std::pair<std::string, std::string>> metadata;
  StringPool words;

  void add_word(NewDocument& document, const std::string& name, std::uint32_t wdf) {
    document.words.push_back({words.intern(name).first, wdf});
  }
};

void write(DocumentWriter& writer, const Archive& archive) {
  std::uint32_t id = 0;
  for (const auto& document : archive.documents) {
    const auto added = writer.add(document);
    REQUIRE(added);
    REQUIRE(*added == ++id);
  }
  for (const auto& [key, value] : archive.metadata) REQUIRE(writer.set_metadata(key, value));
  REQUIRE(writer.finish());
}

WriterPlace place(const test::TemporaryFolder& folder, const std::string& name) {
  return {folder.path() / name, folder.path() / (name + ".building")};
}

std::size_t errors(const fs::path& database, std::string& report) {
  std::ostringstream out;
  const auto count = Xapian::Database::check(database.string(), 0, &out);
  report = out.str();
  return count;
}

void check_sound(const fs::path& database) {
  std::string report;
  const auto count = errors(database, report);
  INFO(report);
  CHECK(count == 0);
}

void check_equal(const fs::path& one, const fs::path& other, const std::vector<unsigned>& slots) {
  const auto a = test::contents(Xapian::Database(one.string()), slots);
  const auto b = test::contents(Xapian::Database(other.string()), slots);
  const auto [x, y] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  if (x != a.end()) UNSCOPED_INFO(one << ": " << x->substr(0, 500));
  if (y != b.end()) UNSCOPED_INFO(other << ": " << y->substr(0, 500));
  CHECK((x == a.end() && y == b.end()));
}

/// Changes that reach old documents and new ones.
void change(const fs::path& folder) {
  Xapian::WritableDatabase database(folder.string(), Xapian::DB_OPEN);
  const auto last = database.get_lastdocid();
  std::mt19937 random(7);
  for (int i = 0; i < 60 && last > 0; ++i) {
    const auto id = std::uniform_int_distribution<Xapian::docid>(1, last)(random);
    Xapian::Document document;
    document.set_data("changed " + std::to_string(i));
    document.add_term("Zfirst", 3);
    document.add_term("changed" + std::to_string(i));
    document.add_value(0, "changed");
    if (i % 3 == 0) {
      database.replace_document(id, document);
    } else if (i % 3 == 1) {
      database.add_document(document);
    } else if (const auto doomed = database.postlist_begin(""); doomed != database.postlist_end("")) {
      database.delete_document(*doomed);
    }
    if (i % 20 == 19) database.commit();
  }
  database.set_metadata("changed", "yes");
  database.commit();
}

/// Writes an archive both ways and holds one against the other: as written, compacted, and with later changes.
void check_both_ways(const Archive& archive, const BulkLimits& limits, const std::vector<unsigned>& slots) {
  const test::TemporaryFolder folder;
  const auto ours = place(folder, "ours"), theirs = place(folder, "theirs");
  auto bulk = make_bulk_writer(ours, archive.words, limits);
  REQUIRE(bulk);
  REQUIRE(*bulk != nullptr);
  write(**bulk, archive);
  auto api = make_xapian_writer(theirs, {}, archive.words);
  REQUIRE(api);
  write(**api, archive);
  CHECK_FALSE(fs::exists(ours.building));
  check_sound(ours.folder);
  check_equal(ours.folder, theirs.folder, slots);

  const auto compacted = folder.path() / "compacted";
  Xapian::Database(ours.folder.string()).compact(compacted.string(), Xapian::DBCOMPACT_NO_RENUMBER);
  check_sound(compacted);
  check_equal(compacted, theirs.folder, slots);

  for (const auto& each : {ours.folder, theirs.folder, compacted}) change(each);
  check_sound(ours.folder);
  check_sound(compacted);
  check_equal(ours.folder, theirs.folder, slots);
  check_equal(compacted, theirs.folder, slots);
}

std::string random_bytes(std::mt19937& random, std::size_t size) {
  std::uniform_int_distribution<int> byte(0, 255);
  std::string bytes(size, '\0');
  std::generate(bytes.begin(), bytes.end(), [&] { return static_cast<char>(byte(random)); });
  return bytes;
}

/// Documents as an archive has them: words of a vocabulary of all frequencies, terms of their own, two values.
Archive random_archive(int documents, int words_a_document) {
  Archive archive;
  std::mt19937 random(documents);
  std::geometric_distribution<int> which(0.003);
  std::geometric_distribution<std::uint32_t> wdf(0.4);
  for (int i = 0; i < documents; ++i) {
    NewDocument document;
    document.data = "{\"id\": " + std::to_string(i) + ", \"path\": \"a/long/path/of/some/article.txt\"}";
    std::vector<int> numbers;
    for (int j = 0; j < words_a_document; ++j) numbers.push_back(which(random));
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    std::shuffle(numbers.begin(), numbers.end(), random);
    for (const auto number : numbers) {
      archive.add_word(document, (number % 2 == 0 ? "Zكلمة" : "كلمة") + std::to_string(number * 7919 % 10007),
                       number % 2 == 0 ? wdf(random) + 1 : 0);
    }
    document.terms = {{"Q" + std::to_string(i * 2654435761U), 0}, {"XSRCsource", 0}};
    document.values = {{0, random_bytes(random, 12)}, {1, random_bytes(random, 16)}};
    archive.documents.push_back(std::move(document));
  }
  archive.metadata = {{"diwan.schema", "1"}, {"b", "second"}, {"empty", ""}};
  return archive;
}

}  // namespace

TEST_CASE("a database written in bulk is the one that the public API writes") {
  check_both_ways(random_archive(700, 60), {}, {0, 1, 2});
}

TEST_CASE("many small runs give the same database") {
  BulkLimits limits;
  limits.memory = 2000;
  check_both_ways(random_archive(700, 60), limits, {0, 1});
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
  BulkLimits limits;
  limits.memory = 100'000;
  check_both_ways(archive, limits, {0});
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
  for (int i = 0; i < 50'000; ++i) archive.add_word(many_terms, "كلمة" + std::to_string(i), i % 3);
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
    // wdfs around the limits of one byte together with what a name shares with the one before.
    constexpr std::array<std::uint32_t, 8> wdfs{0, 1, 2, 126, 127, 128, 300, 70'000};
    for (const auto& name : names) {
      if (i < 20 || random() % 4 == 0) archive.add_word(document, name, wdfs[random() % wdfs.size()]);
    }
  }
  check_both_ways(archive, {}, {});
}

TEST_CASE("what no database can hold is refused") {
  const test::TemporaryFolder folder;
  StringPool words;
  const auto long_word = words.intern(std::string(246, 'x')).first;
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
    auto writer = make_bulk_writer(place(folder, "db"), words, {});
    REQUIRE(writer);
    const auto added = (*writer)->add(row.document);
    REQUIRE_FALSE(added);
    CHECK(added.error().code == Code::invalid_argument);
  }
  fs::remove_all(folder.path() / "db.building");
  auto writer = make_bulk_writer(place(folder, "db"), words, {});
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
    BulkLimits limits;
    limits.format_seen = format;
    const auto name = "db" + std::to_string(++number);
    auto none = make_bulk_writer(place(folder, name), archive.words, limits);
    REQUIRE(none);
    CHECK(*none == nullptr);
    auto writer = make_document_writer(place(folder, name), {}, archive.words, limits);
    REQUIRE(writer);
    write(**writer, archive);
    CHECK(Xapian::Database((folder.path() / name).string()).get_doccount() == 20);
  }
  BulkLimits limits;
  limits.format_seen = known;
  auto bulk = make_bulk_writer(place(folder, "db"), archive.words, limits);
  REQUIRE(bulk);
  CHECK(*bulk != nullptr);
}

TEST_CASE("an existing database goes on by the public API") {
  const test::TemporaryFolder folder;
  auto archive = random_archive(20, 10);
  auto first = make_document_writer(place(folder, "a"), {}, archive.words);
  REQUIRE(first);
  write(**first, archive);
  auto second = make_document_writer(place(folder, "b"), folder.path() / "a", archive.words);
  REQUIRE(second);
  REQUIRE((*second)->remove(3));
  CHECK(*(*second)->add(archive.documents.front()) == 21);
  REQUIRE((*second)->finish());
  check_sound(folder.path() / "b");
  CHECK(Xapian::Database((folder.path() / "b").string()).get_doccount() == 20);
  CHECK(Xapian::Database((folder.path() / "a").string()).get_doccount() == 20);
}

TEST_CASE("a bulk writer that is left takes its temporary file with it") {
  const test::TemporaryFolder folder;
  auto archive = random_archive(50, 20);
  BulkLimits limits;
  limits.memory = 100;
  {
    auto writer = make_bulk_writer(place(folder, "db"), archive.words, limits);
    REQUIRE(writer);
    for (const auto& document : archive.documents) REQUIRE((*writer)->add(document));
    CHECK_FALSE((*writer)->remove(1));
  }
  CHECK_FALSE(fs::exists(folder.path() / "db"));
  CHECK_FALSE(fs::exists(folder.path() / "db.building" / "spool"));
}

}  // namespace diwan::store
