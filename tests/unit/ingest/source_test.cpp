// SPDX-License-Identifier: GPL-2.0-or-later
#include <diwan/ingest.hpp>

#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <initializer_list>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "support/temporary_folder.hpp"
#include "unit/ingest/recorder.hpp"

namespace diwan {
namespace {

using test::gzip;
using test::read;
using test::Recorder;
using test::TemporaryFolder;

TEST_CASE("a source is known by its canonical path, or by the name it is given") {
  const TemporaryFolder folder;
  const auto file = folder.write("a=b/بيان.txt", "x");
  const auto plain = folder.write("plain.txt", "x");
  std::filesystem::create_directory_symlink(folder.path() / "a=b", folder.path() / "link");
  std::filesystem::create_symlink("nowhere", folder.path() / "dangling");
  const std::string root = folder.path();
  struct Row {
    std::string argument;
    Source source;
    const char* reason;
  };
  const Row rows[] = {
      {root, {root, root}, "a folder"},
      {root + "/./a=b/..", {root, root}, "dots are resolved"},
      {root + "/a=b", {root + "/a=b", root + "/a=b"}, "a path that exists is a path even with ="},
      {root + "/link/بيان.txt", {file.native(), file}, "a link on the command line is followed"},
      {"أرشيف=" + root, {"أرشيف", root}, "a name"},
      {"n=" + root + "/a=b", {"n", root + "/a=b"}, "the first = parts name and path"},
      {"-", {"-", "-"}, "standard input"},
      {"feed=-", {"feed", "-"}, "standard input with a name"},
  };
  for (const auto& row : rows) {
    INFO(row.reason);
    const auto source = parse_source(row.argument);
    REQUIRE(source);
    CHECK(*source == row.source);
  }

  struct BadRow {
    std::string argument;
    Code code;
    std::string message;
  };
  const BadRow bad_rows[] = {
      {"", Code::invalid_argument, "an empty path"},
      {"=" + root, Code::invalid_argument, "no name in front of =" + root},
      {"n=", Code::invalid_argument, "no path behind n="},
      {"n=" + root + "/none", Code::not_found, "no such file or folder: " + root + "/none"},
      {root + "/none", Code::not_found, "no such file or folder: " + root + "/none"},
      {root + "/dangling", Code::not_found, "no such file or folder: " + root + "/dangling"},
      {plain.native() + "/x", Code::not_found, "no such file or folder: " + plain.native() + "/x"},
      {"\xC7=" + root, Code::invalid_argument, "the name of a source is not UTF-8: \\xC7"},
      {std::string("a\0b", 3), Code::invalid_argument, "a path cannot hold a NUL byte"},
  };
  for (const auto& row : bad_rows) {
    const auto source = parse_source(row.argument);
    REQUIRE_FALSE(source);
    CHECK(source.error().code == row.code);
    CHECK(source.error().message == row.message);
    CHECK_FALSE(source.error().hint.empty());
  }
}

TEST_CASE("a folder whose path is not UTF-8 can be read under a name") {
  const TemporaryFolder folder;
  folder.write("\xC7\xE1/a.txt", "x");
  const auto path = folder.path().native() + "/\xC7\xE1";
  const auto unnamed = parse_source(path);
  REQUIRE_FALSE(unnamed);
  CHECK(unnamed.error().message == "the name of a source is not UTF-8: " + folder.path().native() + "/\\xC7\\xE1");
  const auto got = read("old=" + path);
  REQUIRE(got.articles.size() == 1);
  CHECK(got.articles[0].identity == Identity{"old", "a.txt", "a.txt"});
}

TEST_CASE("a list of files gives one argument a line") {
  const TemporaryFolder folder;
  std::istringstream standard_input("x\n\ny z\r\n a=b");
  const auto from_input = read_file_list("-", standard_input);
  REQUIRE(from_input);
  CHECK(*from_input == std::vector<std::string>{"x", "y z", " a=b"});
  const auto from_file = read_file_list(folder.write("list", "\xEF\xBB\xBFبيان.txt\n\r\n-"), standard_input);
  REQUIRE(from_file);
  CHECK(*from_file == std::vector<std::string>{"بيان.txt", "-"});
  CHECK(read_file_list(folder.write("empty", ""), standard_input)->empty());

  const auto missing = read_file_list(folder.path() / "none", standard_input);
  REQUIRE_FALSE(missing);
  CHECK(missing.error().code == Code::not_found);
  const auto a_folder = read_file_list(folder.path(), standard_input);
  REQUIRE_FALSE(a_folder);
  CHECK(a_folder.error().code == Code::io);
  const auto endless = read_file_list(folder.write("long", std::string(100'000, 'x')), standard_input);
  REQUIRE_FALSE(endless);
  CHECK(endless.error().code == Code::malformed);
}

TEST_CASE("a folder is read in byte order of relative paths, links and special files not followed") {
  const TemporaryFolder folder;
  const TemporaryFolder elsewhere;
  for (const char* const name : {"b.txt", "a/2.txt", "a/1.txt", "a-b.txt", "a.txt", "A.txt", "a/c/z.txt", "a/c.txt",
                                 "ب/ت.txt", ".hidden/x.txt", "a0/x.txt"}) {
    folder.write(name, name);
  }
  elsewhere.write("outside.txt", "outside");
  std::filesystem::create_directory_symlink(elsewhere.path(), folder.path() / "link");
  std::filesystem::create_symlink(elsewhere.path() / "outside.txt", folder.path() / "link.txt");
  std::filesystem::create_directory_symlink(folder.path(), folder.path() / "a" / "loop");
  REQUIRE(::mkfifo((folder.path() / "fifo.txt").c_str(), 0600) == 0);
  std::vector<std::string> ids;
  const auto got = read(folder.path());
  for (const auto& article : got.articles) {
    CHECK(article.identity == Identity{folder.path(), article.title, article.title});
    ids.push_back(article.title);
  }
  CHECK(ids == std::vector<std::string>{".hidden/x.txt", "A.txt", "a-b.txt", "a.txt", "a/1.txt", "a/2.txt", "a/c.txt",
                                        "a/c/z.txt", "a0/x.txt", "b.txt", "ب/ت.txt"});
  CHECK(std::is_sorted(ids.begin(), ids.end()));
  CHECK(got.refusals.empty());
  CHECK(got.skips.empty());
}

TEST_CASE("the ending chooses the reader, in any case, with or without .gz") {
  const TemporaryFolder folder;
  const std::string text = "عنوان\nنص";
  const std::string html = "<title>عنوان</title><p>نص</p>";
  const std::string jsonl = R"({"id":"١","title":"عنوان","text":"نص"})";
  const std::pair<const char*, const std::string*> files[] = {
      {"a.txt", &text},   {"b.text", &text},   {"c.TXT", &text},     {"d.html", &html},     {"e.htm", &html},
      {"f.Xhtml", &html}, {"g.jsonl", &jsonl}, {"h.ndjson", &jsonl}, {"i.2021.txt", &text},
  };
  for (const auto& [name, bytes] : files) {
    folder.write(name, *bytes);
    folder.write(std::string("z-") + name + ".gz", gzip(*bytes));
    folder.write(std::string("z-") + name + ".up.GZ", gzip(*bytes));
  }
  const auto got = read("n=" + folder.path().native());
  CHECK(got.refusals.empty());
  REQUIRE(got.articles.size() == 2 * std::size(files));
  for (const auto& article : got.articles) {
    CHECK(article.title == "عنوان");
    CHECK(article.text == "نص");
    const bool is_json = article.identity.path.find("json") != std::string::npos;
    CHECK(article.identity == Identity{"n", article.identity.path, is_json ? "١" : article.identity.path});
  }
  CHECK(got.skips.size() == std::size(files));
}

TEST_CASE("a file that no reader takes is skipped by type") {
  const TemporaryFolder folder;
  const std::pair<const char*, const char*> rows[] = {
      {".bashrc", "no ending"},
      {".txt", "no ending"},
      {"a.mp3", ".mp3"},
      {"b.DJVU", ".djvu"},
      {"c.dat.gz", ".dat.gz"},
      {"d.gz", ".gz"},
      {"e", "no ending"},
      {"f.", "no ending"},
      {"g.letter to the minister", "no ending"},
      {"h.\xC7\xE1", "no ending"},
      {"i.txt.bak", ".bak"},
      {"j.jpeg", ".jpeg"},
      {"k.averyveryverylongending", "no ending"},
      {"l.بيان", ".بيان"},
  };
  for (const auto& [name, type] : rows) folder.write(name, std::string_view(name).ends_with(".gz") ? gzip("x") : "x");
  const auto got = read(folder.path());
  CHECK(got.articles.empty());
  CHECK(got.refusals.empty());
  REQUIRE(got.skips.size() == std::size(rows));
  for (std::size_t i = 0; i < std::size(rows); ++i) {
    CHECK(got.skips[i].first == (std::string_view(rows[i].first) == "h.\xC7\xE1" ? "h.\\xC7\\xE1" : rows[i].first));
    CHECK(got.skips[i].second == rows[i].second);
  }
}

TEST_CASE("a name that is not UTF-8 is known escaped, each by another name") {
  const TemporaryFolder folder;
  folder.write("\xC7\xE1/خبر\xFF.txt", "أ");
  folder.write("\xC7\xE1/\\\xC8.txt", "ب");
  folder.write("\xC7\xE1/\xC8\\.txt", "ج");
  folder.write("a\\b/\xC8.csv", "title,text\nد,نص\n");
  folder.write("good.txt", "ه");
  const auto got = read("n=" + folder.path().native());
  CHECK(got.refusals.empty());
  std::vector<std::pair<std::string, std::string>> names;
  for (const auto& article : got.articles) names.emplace_back(article.identity.id, article.title);
  const std::vector<std::pair<std::string, std::string>> expected{{"a\\b/\\xC8.csv#2", "د"},
                                                                  {"good.txt", "ه"},
                                                                  {"\\xC7\\xE1/\\x5C\\xC8.txt", "ب"},
                                                                  {"\\xC7\\xE1/\\xC8\\x5C.txt", "ج"},
                                                                  {"\\xC7\\xE1/خبر\\xFF.txt", "أ"}};
  CHECK(names == expected);
  const auto one = read("n=" + (folder.path() / "\xC7\xE1" / "خبر\xFF.txt").native());
  REQUIRE(one.articles.size() == 1);
  CHECK(one.articles[0].identity.id == "خبر\\xFF.txt");
}

TEST_CASE("a name that is not UTF-8 is refused where another is called as it is shown") {
  const TemporaryFolder folder;
  folder.write("\xC7.txt", "أ");
  folder.write("\\xC7.txt", "ب");
  folder.write("\xC8/a.txt", "ج");
  folder.write("\\xC8/b.txt", "د");
  const auto got = read("n=" + folder.path().native());
  REQUIRE(got.articles.size() == 2);
  CHECK(got.articles[0].identity.id == "\\xC7.txt");
  CHECK(got.articles[0].title == "ب");
  CHECK(got.articles[1].identity.id == "\\xC8/b.txt");
  REQUIRE(got.refusals.size() == 2);
  CHECK(got.refusals[0].path == "\\xC7.txt (not UTF-8)");
  CHECK(got.refusals[1].path == "\\xC8/a.txt (not UTF-8)");
}

TEST_CASE("a source that is one file has its file name as path and id") {
  const TemporaryFolder folder;
  const auto file = folder.write("deep/down/بيان.txt", "عنوان\nنص");
  auto got = read("n=" + file.native());
  REQUIRE(got.articles.size() == 1);
  CHECK(got.articles[0].identity == Identity{"n", "بيان.txt", "بيان.txt"});
  const auto dump = folder.write("dump.jsonl.gz", gzip("{\"title\":\"a\"}\n") + gzip("{\"id\":7,\"title\":\"b\"}"));
  got = read(dump);
  REQUIRE(got.articles.size() == 2);
  CHECK(got.articles[0].identity == Identity{dump, "dump.jsonl.gz", "dump.jsonl.gz#1"});
  CHECK(got.articles[1].identity == Identity{dump, "dump.jsonl.gz", "7"});
  got = read(folder.write("table.db", "a,b"));
  CHECK(got.skips == std::vector<std::pair<std::string, std::string>>{{"table.db", ".db"}});
}

TEST_CASE("standard input is JSON Lines") {
  const auto got = read("feed=-", "{\"title\":\"a\"}\nnot json\n{\"id\":\"x\",\"title\":\"b\"}");
  REQUIRE(got.articles.size() == 2);
  CHECK(got.articles[0].identity == Identity{"feed", "-", "-#1"});
  CHECK(got.articles[1].identity == Identity{"feed", "-", "x"});
  REQUIRE(got.refusals.size() == 1);
  CHECK(got.refusals[0].place == "line 2");
  CHECK(read("-", "").refusals == std::vector<Refusal>{{"-", "-", "", "empty"}});
}

TEST_CASE("what cannot be read is refused with the system's reason, and the run goes on") {
  const TemporaryFolder folder;
  folder.write("a.txt.gz", gzip("عنوان\nنص").substr(0, 20));
  folder.write("b.txt", "عنوان");
  folder.write("c.jsonl.gz", "not gzip");
  // A path longer than the system takes can be made step by step, but not listed by its name.
  const std::string step(200, 'd');
  const auto before = std::filesystem::current_path();
  std::filesystem::current_path(folder.path());
  for (int i = 0; i < 21; ++i) {
    std::filesystem::create_directory(step);
    std::filesystem::current_path(step);
  }
  std::filesystem::current_path(before);
  const auto got = read("n=" + folder.path().native());
  CHECK(got.articles.size() == 1);
  REQUIRE(got.refusals.size() == 3);
  CHECK(got.refusals[0] == Refusal{"n", "a.txt.gz", "", "gzip data is cut short"});
  CHECK(got.refusals[1] == Refusal{"n", "c.jsonl.gz", "line 1", "not gzip data"});
  CHECK(got.refusals[2].path.starts_with(step + "/" + step));
  CHECK(got.refusals[2].reason == "cannot list the folder: File name too long");
}

/// Root may read everything: for a while, not root.
class Unprivileged {
 public:
  Unprivileged() {
    constexpr uid_t nobody = 65534;
    if (is_root_ && ::seteuid(nobody) != 0) throw std::runtime_error("cannot become nobody");
  }
  ~Unprivileged() {
    if (is_root_ && ::seteuid(0) != 0) std::abort();
  }
  Unprivileged(const Unprivileged&) = delete;
  Unprivileged& operator=(const Unprivileged&) = delete;

 private:
  bool is_root_ = ::geteuid() == 0;
};

TEST_CASE("files and folders without permission are refused by name") {
  namespace fs = std::filesystem;
  const TemporaryFolder folder;
  const auto closed = folder.write("closed/a.txt", "x").parent_path();
  const auto file = folder.write("secret.txt", "x");
  fs::permissions(folder.path(), fs::perms(0755));
  fs::permissions(file, fs::perms::none);
  fs::permissions(closed, fs::perms::none);
  {
    const Unprivileged meanwhile;
    CHECK(read("n=" + folder.path().native()).refusals ==
          std::vector<Refusal>{{"n", "closed/", "", "cannot list the folder: Permission denied"},
                               {"n", "secret.txt", "", "cannot open: Permission denied"}});
    Recorder recorder;
    std::istringstream standard_input;
    for (const auto& source : {file, closed}) {
      const auto alone = read_source({"n", source}, standard_input, recorder);
      REQUIRE_FALSE(alone);
      CHECK(alone.error().code == Code::io);
    }
    const auto inside = parse_source((closed / "a.txt").native());
    REQUIRE_FALSE(inside);
    CHECK(inside.error().message == "cannot use " + closed.native() + "/a.txt: Permission denied");
    CHECK(recorder.refusals.empty());
  }
  fs::permissions(closed, fs::perms::owner_all);
}

TEST_CASE("a source that cannot be read at all is an error") {
  const TemporaryFolder folder;
  Recorder recorder;
  std::istringstream standard_input;
  const auto gone = read_source({"n", folder.path() / "gone"}, standard_input, recorder);
  REQUIRE_FALSE(gone);
  CHECK(gone.error().code == Code::not_found);
  const auto fifo = folder.path() / "fifo.txt";
  REQUIRE(::mkfifo(fifo.c_str(), 0600) == 0);
  const auto special = read_source({"n", fifo}, standard_input, recorder);
  REQUIRE_FALSE(special);
  CHECK(special.error() ==
        Error{Code::io, fifo.native() + ": neither a file nor a folder", "Check the path and its permissions."});
  CHECK(recorder.articles.empty());
  CHECK(recorder.refusals.empty());
}

TEST_CASE("a folder that is listed ahead gives the same, also where the sink has enough before its end") {
  const TemporaryFolder folder;
  for (int i = 0; i < 3000; ++i) folder.write(std::to_string(i % 7) + "/" + std::to_string(i) + ".txt", "x");
  for (const auto enough : std::initializer_list<std::size_t>{1, 700, 4000}) {
    Recorder alone, ahead;
    alone.enough = ahead.enough = enough;
    std::istringstream standard_input;
    REQUIRE(read_source({"n", folder.path()}, standard_input, alone));
    REQUIRE(read_source({"n", folder.path()}, standard_input, ahead, {}, {}, nullptr, 2));
    CHECK(ahead.articles.size() == std::min<std::size_t>(enough, 3000));
    CHECK(ahead.articles == alone.articles);
  }
}

TEST_CASE("two runs over one folder give the same in the same order") {
  const TemporaryFolder folder;
  for (int i = 0; i < 50; ++i) folder.write(std::to_string(i * 7919 % 50) + "/x.txt", std::to_string(i));
  const auto first = read(folder.path());
  const auto second = read(folder.path());
  CHECK(first.articles.size() == 50);
  CHECK(first.articles == second.articles);
}

}  // namespace
}  // namespace diwan
