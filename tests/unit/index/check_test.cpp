// SPDX-License-Identifier: GPL-2.0-or-later
#include <diwan/check.hpp>

#include <algorithm>
#include <set>

#include "runs.hpp"
#include "store/checksums.hpp"
#include "store/index_folder.hpp"
#include "support/temporary_folder.hpp"

namespace diwan {
namespace {

constexpr int nights = 3;
constexpr int of_a_night = 300;
constexpr std::uint64_t articles_of_all = std::uint64_t{nights} * of_a_night;

/// An index of several nights: its text store has grown twice since it was begun.
void make_index(const fs::path& db) {
  for (int night = 0; night < nights; ++night) {
    std::vector<Article> articles;
    for (int i = 0; i < of_a_night; ++i) {
      const auto number = std::to_string(night * of_a_night + i);
      articles.push_back(article("a" + number, "معاهدة رقم " + number, "وقعت الدولتان المعاهدة رقم" + number));
    }
    index(db, articles);
  }
}

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void write(const fs::path& path, const std::string& bytes) { std::ofstream(path, std::ios::binary) << bytes; }

IndexCheck check(const fs::path& db) {
  const auto checked = check_index(db);
  REQUIRE(checked);
  return *checked;
}

std::vector<std::string> damaged_files(const IndexCheck& checked) {
  std::vector<std::string> names;
  for (const auto& damage : checked.damages) names.push_back(damage.file);
  return names;
}

bool reindex_helps(const IndexCheck& checked) {
  REQUIRE_FALSE(checked.damages.empty());
  return checked.damages.front().remedy.find("--reindex") != std::string::npos;
}

const std::string state = "state-000003/", texts = "text-000001/";

const std::string lookup = texts + "lookup-";

/// The lookup of the largest lexicon, which is that of the last state; the one before may still be there.
std::string lookup_of(const fs::path& db) {
  unsigned long entries = 0;
  for (const auto& [name, bytes] : snapshot(db)) {
    if (name.starts_with(lookup)) entries = std::max(entries, std::stoul(name.substr(lookup.size())));
  }
  return lookup + std::to_string(entries);
}

/// The files of the last state that hold something.
std::vector<std::string> files_with_bytes(const fs::path& db) {
  std::vector<std::string> names;
  for (const auto& [name, bytes] : snapshot(db)) {
    if (!bytes.empty() && (!name.starts_with(lookup) || name == lookup_of(db))) names.push_back(name);
  }
  return names;
}

}  // namespace

TEST_CASE("a sound index is sound, and each byte of it counts") {
  const test::TemporaryFolder folder;
  const auto db = folder.path() / "db";
  make_index(db);
  const auto files = files_with_bytes(db);
  const auto sound = check(db);
  CHECK(sound.damages.empty());
  CHECK(sound.files == files.size());
  for (const auto* file : {"postlist.glass", "docdata.glass", "iamglass", "checksums"}) {
    CHECK(std::count(files.begin(), files.end(), state + file) == 1);
  }
  for (const auto& name : files) {
    const auto bytes = read(db / name);
    for (const auto place : {std::size_t{0}, bytes.size() / 3, bytes.size() / 2, bytes.size() - 1}) {
      INFO(name << " at " << place);
      auto changed = bytes;
      changed[place] ^= 1;
      write(db / name, changed);
      const auto checked = check(db);
      CHECK(damaged_files(checked) == std::vector{name});
      CHECK_FALSE(checked.damages.front().what.empty());
      CHECK_FALSE(checked.damages.front().remedy.empty());
    }
    write(db / name, bytes);
    CHECK(check(db) == sound);
  }
}

TEST_CASE("files that are gone, cut or longer are damaged, but for those that grow") {
  const test::TemporaryFolder folder;
  const auto db = folder.path() / "db";
  make_index(db);
  for (const auto& name : files_with_bytes(db)) {
    INFO(name);
    const auto bytes = read(db / name);
    write(db / name, bytes.substr(0, bytes.size() - 1));
    const bool stub_without_line_break = name == "XAPIANDB";
    if (!stub_without_line_break) CHECK(damaged_files(check(db)) == std::vector{name});
    write(db / name, bytes + "x");
    const bool grows = name.starts_with(texts) && name != lookup_of(db);
    CHECK(damaged_files(check(db)) == (grows ? std::vector<std::string>() : std::vector{name}));
    fs::remove(db / name);
    CHECK(damaged_files(check(db)) == std::vector{name});
    write(db / name, bytes);
    CHECK(check(db).damages.empty());
  }
}

TEST_CASE("a lost state and a stub that names none are told with the line to restore") {
  const test::TemporaryFolder folder;
  const auto db = folder.path() / "db";
  make_index(db);
  write(db / "XAPIANDB", "auto state-000007\n");
  const auto checked = check(db);
  REQUIRE(damaged_files(checked) == std::vector<std::string>{"XAPIANDB"});
  CHECK(checked.damages.front().remedy.find("auto state-000003") != std::string::npos);
  write(db / "XAPIANDB", "auto state-000003\n");
  fs::remove_all(db / "state-000003");
  CHECK(check(db).damages.size() == 1);
  CHECK(check_index(folder.path() / "none").error().code == Code::not_found);
  CHECK(check_index(folder.path()).error().code == Code::not_an_index);
}

TEST_CASE("the remedy helps") {
  struct Row {
    std::string file;
    bool reindex;
    const char* reason;
  };
  const test::TemporaryFolder folder;
  const auto db = folder.path() / "db";
  make_index(db);
  const Row rows[] = {{texts + "tokens", true, "hashes are made of the forms"},
                      {texts + "lengths", true, "lengths are counted"},
                      {lookup_of(db), true, "the lookup is made of the tokens"},
                      {state + "postlist.glass", true, "most of it are lists of terms"},
                      {state + "checksums", true, "each article has its own"},
                      {texts + "articles", false, "the texts"},
                      {texts + "forms", false, "the words of the texts"},
                      {texts + "entries", false, "which bytes are which word"},
                      {texts + "offsets", false, "which text is whose"},
                      {state + "docdata.glass", false, "the other fields"},
                      {"ledger-000003", false, "what is remembered of files"}};
  for (const auto& row : rows) {
    INFO(row.file << ": " << row.reason);
    const auto copy = folder.path() / "copy";
    fs::copy(db, copy, fs::copy_options::recursive);
    auto bytes = read(copy / row.file);
    bytes[bytes.size() - bytes.size() / 4] ^= 4;
    write(copy / row.file, bytes);
    REQUIRE(reindex_helps(check(copy)) == row.reindex);
    const auto size = reindex(copy, {});
    CHECK(static_cast<bool>(size) == row.reindex);
    if (size) {
      CHECK(*size == articles_of_all);
      CHECK(check(copy).damages.empty());
      CHECK(count(copy, "معاهدة") == articles_of_all);
    }
    fs::remove_all(copy);
  }
}

TEST_CASE("of several damages the worst decides the remedy") {
  const test::TemporaryFolder folder;
  const auto db = folder.path() / "db";
  make_index(db);
  for (const auto& name : {texts + "articles", texts + "tokens"}) {
    auto bytes = read(db / name);
    bytes[0] ^= 1;
    write(db / name, bytes);
  }
  const auto checked = check(db);
  CHECK(damaged_files(checked) == std::vector{texts + "articles", texts + "tokens"});
  CHECK_FALSE(reindex_helps(checked));
}

TEST_CASE("an index of before there were checksums is told, and gets them with its next state") {
  const test::TemporaryFolder folder;
  const auto db = folder.path() / "db";
  make_index(db);
  fs::remove(db / (state + "checksums"));
  const auto checked = check(db);
  REQUIRE(damaged_files(checked) == std::vector{state + "checksums"});
  CHECK(checked.damages.front().what.find("no checksums") != std::string::npos);
  index(db, {article("new", "", "هدنة")});
  CHECK(check(db).damages.empty());
}

TEST_CASE("a night does not take damage of earlier texts for sound") {
  const test::TemporaryFolder folder;
  const auto db = folder.path() / "db";
  make_index(db);
  const auto name = texts + "articles";
  auto bytes = read(db / name);
  bytes[bytes.size() / 2] ^= 1;
  write(db / name, bytes);
  index(db, {article("new", "", "هدنة")});
  CHECK(damaged_files(check(db)) == std::vector{name});
}

TEST_CASE("a night reads of the texts only what it has added") {
  const test::TemporaryFolder folder;
  const auto db = folder.path() / "db";
  make_index(db);
  const auto checksums = store::read_checksums(store::IndexFolder(db), "state-000003");
  REQUIRE(checksums);
  REQUIRE(*checksums);
  std::set<std::string> grown;
  for (const auto& file : **checksums) {
    if (file.pieces.size() == nights) grown.insert(file.name);
  }
  CHECK(grown == std::set{texts + "articles", texts + "offsets", texts + "lengths", texts + "entries", texts + "forms",
                          texts + "tokens"});
  CHECK(store::parse_checksums(store::to_bytes(**checksums)) == **checksums);
}

TEST_CASE("an empty index is checked too") {
  const test::TemporaryFolder folder;
  const auto db = folder.path() / "db";
  index(db, {});
  CHECK(check(db).damages.empty());
}

}  // namespace diwan
