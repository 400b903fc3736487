// SPDX-License-Identifier: GPL-2.0-or-later
#include <diwan/dump.hpp>

#include "runs.hpp"

#include <sstream>

#include "support/temporary_folder.hpp"
#include "unit/store/database_contents.hpp"

namespace diwan {
namespace {

using namespace std::string_literals;

struct Refused {
  std::uint64_t line;
  std::string reason;
};

std::string dump(const fs::path& db) {
  std::ostringstream out;
  REQUIRE(write_dump(db, out));
  return out.str();
}

Result<DumpRead> undump(const std::string& text, const fs::path& db, std::vector<Refused>& refused,
                        const IndexerOptions& options = {}) {
  std::istringstream in(text);
  return read_dump(in, db, options, [&](std::uint64_t line, const std::string& why) {
    refused.push_back({line, why});
  });
}

std::vector<std::string> contents(const fs::path& db) {
  return test::contents(Xapian::Database(db.string()), {0, 1}, {false, true});
}

/// Articles of all shapes, in files; one is replaced in a later run, one forgotten, a file cannot be read.
std::vector<Article> make_index(const fs::path& db) {
  std::vector<Article> articles{article("a", "عنوانٌ  مُشَكَّل", "نصّ «أوّل»،\r\n\tسطر ٢٠٢١م ﷺ لآلئ x\u00A0y\n\n"),
                                article("b", "", ""), article("c", "وزير", "قوات وقوات"),
                                article("old", "قديم", "يتغير لاحقا")};
  articles[0].date = Date{2021, 2, 3};
  articles[0].fields = {{"date", "٣ فبراير ٢٠٢١", Field::Kind::text},
                        {"reads", "12.50", Field::Kind::number},
                        {"urgent", "true", Field::Kind::boolean},
                        {"source", "وكالة", Field::Kind::text}};
  articles[1].identity = {"-", "-", "line\nbreak\t\"quoted\" \\ \x01 \u2028"};
  articles[2].text += "\0صفر\0"s;
  auto indexer = Indexer::open(db, {.reading = "UTF-8"});
  REQUIRE(indexer);
  const FileStamp stamp{10, 1'600'000'000'000'000'001, 1'600'000'000'000'000'002};
  for (const auto& each : articles) {
    REQUIRE(indexer->begin_file(each.identity.source, each.identity.path, stamp, [] { return ""; }).read);
    add(*indexer, each);
    indexer->end_file(stamp, "\0\xFF\n and 13 more."s);
  }
  REQUIRE(indexer->begin_file("/archive", "broken.json", stamp, [] { return ""; }).read);
  CHECK(indexer->refuse({"/archive", "broken.json", "line 3", "it ends “early”"}));
  indexer->skip(".png");
  indexer->end_file(stamp, "sixteen bytes ..");
  REQUIRE(indexer->publish());

  indexer = Error{};  // gives the lock back
  indexer = Indexer::open(db, {.reading = "UTF-8"});
  REQUIRE(indexer);
  articles[3].text = "تغير";
  add(*indexer, articles[3]);
  REQUIRE(indexer->forget("none of that id"));
  REQUIRE(indexer->forget_source("/gone"));
  REQUIRE(indexer->publish());
  return articles;
}

}  // namespace

TEST_CASE("an index made of a dump is the one that was dumped") {
  const test::TemporaryFolder folder;
  const auto db = folder.path() / "db", again = folder.path() / "again", clean = folder.path() / "clean";
  const auto articles = make_index(db);
  const auto text = dump(db);
  std::vector<Refused> refused;
  const auto read = undump(text, again, refused);
  REQUIRE(read);
  CHECK(*read == DumpRead{4, 0});
  CHECK(refused.empty());
  CHECK(dump(again) == text);
  for (const auto& each : articles) CHECK(stored(again, each.identity.id) == each);
  index(clean, articles);
  CHECK(contents(again) == contents(clean));
}

TEST_CASE("the night after a dump was read finds what it knows") {
  const test::TemporaryFolder folder;
  const auto db = folder.path() / "again";
  const auto articles = make_index(folder.path() / "db");
  std::vector<Refused> refused;
  REQUIRE(undump(dump(folder.path() / "db"), db, refused));

  auto indexer = Indexer::open(db, {.reading = "UTF-8"});
  REQUIRE(indexer);
  const FileStamp stamp{10, 1'600'000'000'000'000'001, 1'600'000'000'000'000'002};
  const auto hash = [] { return std::string(); };
  const auto file = indexer->begin_file("/archive", "a.txt", stamp, hash);
  CHECK_FALSE(file.read);
  CHECK(file.articles == 1);
  const auto broken = indexer->begin_file("/archive", "broken.json", stamp, hash);
  CHECK_FALSE(broken.read);
  CHECK(broken.failures == 1);
  CHECK(broken.skipped == std::vector<std::string>{".png"});
  CHECK(indexer->begin_file("/archive", "a.txt", stamp, hash).read);  // a file of the same name, read at that
  CHECK(add(*indexer, articles[0]) == Outcome::duplicate);
  CHECK(add(*indexer, articles[3]) == Outcome::unchanged);
  CHECK(indexer->is_forgotten_source("/gone"));
  auto forgotten = articles[0];
  forgotten.identity.id = "none of that id";
  CHECK(add(*indexer, forgotten) == Outcome::forgotten);

  indexer->end_source("/archive");
  const auto vanished = indexer->remove_vanished(true);
  REQUIRE(vanished);
  REQUIRE(vanished->size() == 1);
  CHECK(vanished->front().articles == 1);
  CHECK(vanished->front().of == 3);
  CHECK(indexer->size() == 3);
}

TEST_CASE("a file that an article is missing from is looked at again") {
  const test::TemporaryFolder folder;
  const auto db = folder.path() / "db", again = folder.path() / "again";
  const FileStamp first{10, 1'600'000'000'000'000'001, 1}, second{20, 1'600'000'000'000'000'002, 2};
  auto one = article("one", "", "أول"), two = article("two", "", "ثان");
  two.identity.path = one.identity.path;
  const auto night = [&](const fs::path& index, const FileStamp& stamp, const std::vector<Article>& given) {
    auto indexer = Indexer::open(index);
    REQUIRE(indexer);
    if (indexer->begin_file("/archive", "one.txt", stamp, [] { return "sixteen bytes .."; }).read) {
      for (const auto& each : given) add(*indexer, each);
      indexer->end_file(stamp, "sixteen bytes ,,");
    }
    indexer->end_source("/archive");
    const auto vanished = indexer->remove_vanished(false);
    REQUIRE(vanished);
    REQUIRE(indexer->publish());
    return *vanished;
  };
  CHECK(night(db, first, {one, two}).empty());
  CHECK(night(db, second, {one}) == std::vector{Vanished{"/archive", 1, 2, false}});
  std::vector<Refused> refused;
  REQUIRE(undump(dump(db), again, refused));
  CHECK(night(again, second, {one}) == std::vector{Vanished{"/archive", 1, 2, false}});
}

namespace {

std::string file_line(const std::string& size, const std::string& modified, const std::string& hash) {
  return R"({"file":{"source":"s","path":"p","size":)" + size + R"(,"modified":)" + modified +
         R"(,"changed":0,"content_hash":")" + hash + R"(","reading":"","failures":[],"skipped":[]}})";
}

std::string article_line(const std::string& id, const std::string& fields) {
  return R"({"source":"s","path":"p","id":")" + id + R"(","title":"t","fields":[)" + fields + R"(],"text":"t"})";
}

}  // namespace

TEST_CASE("a damaged line of a dump costs only itself") {
  const test::TemporaryFolder folder;
  const auto articles = make_index(folder.path() / "db");
  const auto text = dump(folder.path() / "db");
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  const std::size_t first_article = 3;  // behind the beginning and what is forgotten
  REQUIRE(lines[first_article].starts_with(R"({"source":)"));
  struct Row {
    std::string line;
    const char* reason;
  };
  const Row rows[] = {
      {"", "an empty line"},
      {lines[first_article].substr(0, 40), "a line that is cut off"},
      {lines[first_article] + "}", "more behind it"},
      {R"({"source":"s","path":"p","id":"i","fields":[],"title":"t"})", "no text"},
      {R"({"source":"s","path":"p","id":"i","fields":[],"title":"t","text":5})", "a text that is a number"},
      {R"({"source":"s","path":"p","id":"i","fields":[],"title":"t","text":"t","day":"2021-02-30"})", "no such day"},
      {"{\"source\":\"s\",\"path\":\"p\",\"id\":\"i\",\"fields\":[],\"title\":\"t\",\"text\":\"\xC7\xE1\"}",
       "no UTF-8"},
      {R"({"diwan_dump":1})", "another beginning"},
      {R"({"file":{"source":"s","path":"p","size":-1}})", "a file of a negative size"},
      {R"({"file":7})", "a file that is none"},
      {file_line("1.5", "0", ""), "a file of half a byte"},
      {file_line("1", "1e300", ""), "a time that no clock shows"},
      {file_line("1", "9223372036854775808", ""), "a time that would become another"},
      {file_line("1", "0", "abcd"), "a hash that is none of this length"},
      {article_line("", ""), "no id"},
      {article_line("i", R"(["a","1"],["a","2"])"), "two fields of one name"},
      {article_line("i", R"(["title","1"])"), "a title that is a field"},
      {article_line("i", R"(["n","1,2","number"])"), "a number that is none"},
      {R"({"unknown":"record"})", "a line of no kind"},
      {R"([])", "no object"},
      {std::string("\0", 1), "a byte of zero"},
      {lines[first_article + 1], "an article that comes twice"},
  };
  int number = 0;
  for (const auto& row : rows) {
    INFO(row.reason);
    auto changed = lines;
    changed[first_article] = row.line;
    std::string all;
    for (const auto& line : changed) all += line + "\n";
    std::vector<Refused> refused;
    const auto db = folder.path() / std::to_string(number++);
    const auto read = undump(all, db, refused);
    REQUIRE(read);
    CHECK(read->articles == 3);
    REQUIRE(!refused.empty());
    CHECK(refused[0].line == first_article + (row.line == lines[first_article + 1] ? 2 : 1));
    CHECK(refused.size() == read->refused);
    CHECK(stored(db, "c") == articles[2]);
  }
}

TEST_CASE("a dump that has lost lines is told") {
  const test::TemporaryFolder folder;
  make_index(folder.path() / "db");
  const auto text = dump(folder.path() / "db");
  const auto article_line = text.find("\n{\"source\"");
  struct Row {
    std::string text;
    const char* says;
  };
  const Row rows[] = {
      {text.substr(0, text.rfind("{\"end\"")), "ends before its end"},
      {text.substr(0, text.size() / 2), "ends before its end"},
      {text.substr(0, article_line) + text.substr(text.find('\n', article_line + 1)), "1 more article"},
      {text + "{}\n", "behind the end"},
  };
  int number = 0;
  for (const auto& row : rows) {
    std::vector<Refused> refused;
    REQUIRE(undump(row.text, folder.path() / std::to_string(number++), refused));
    REQUIRE(!refused.empty());
    CHECK_THAT(refused.back().reason, Catch::Contains(row.says));
  }
}

TEST_CASE("what is no dump makes no index, and one that is there stays") {
  const test::TemporaryFolder folder;
  const auto db = folder.path() / "db";
  for (const auto* text : {"", "{}\n", "{\"id\":\"a\",\"text\":\"b\"}\n", "\xFF\xFE", "{\"diwan_dump\":2}\n"}) {
    INFO(text);
    std::vector<Refused> refused;
    const auto read = undump(text, db, refused);
    REQUIRE_FALSE(read);
    CHECK(read.error().code == Code::malformed);
    CHECK_FALSE(read.error().hint.empty());
    CHECK_FALSE(fs::exists(db));
  }
  index(db, {article("a", "", "هدنة")});
  const auto before = snapshot(db);
  std::vector<Refused> refused;
  const auto text = std::string("{\"diwan_dump\":1}\n{\"end\":0}\n");
  const auto read = undump(text, db, refused);
  REQUIRE_FALSE(read);
  CHECK(read.error().code == Code::invalid_argument);
  CHECK(snapshot(db) == before);
  REQUIRE(undump(text, db, refused, {.full = true}));
  CHECK(refused.empty());
  CHECK_FALSE(stored(db, "a"));
}

}  // namespace diwan
