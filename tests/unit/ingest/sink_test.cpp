// SPDX-License-Identifier: GPL-2.0-or-later
#include <diwan/ingest.hpp>

#include <catch2/catch.hpp>

#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "support/temporary_folder.hpp"
#include "unit/ingest/recorder.hpp"

namespace diwan {
namespace {

using test::read;
using test::Recorder;
using test::TemporaryFolder;

TEST_CASE("an article comes with its place in its file") {
  const TemporaryFolder folder;
  folder.write("a.txt", "x");
  folder.write("b.jsonl", "{\"title\":\"1\"}\n\nbroken\n{\"title\":\"2\"}\n");
  CHECK(read(folder.path()).places == std::vector<std::string>{"", "line 1", "line 4"});
}

TEST_CASE("a sink that has had enough ends the reading, which is no failure") {
  const TemporaryFolder folder;
  const std::string lines = "{\"title\":\"1\"}\n{\"title\":\"2\"}\nbroken\n{\"title\":\"3\"}\n";
  folder.write("a.txt", "x");
  folder.write("b.jsonl", lines);
  folder.write("c.bin", "x");
  const std::string root = folder.path();
  struct Row {
    std::string argument;
    std::size_t enough;
    std::size_t refused;
    std::size_t skipped;
    const char* reason;
  };
  const Row rows[] = {
      {root, 1, 0, 0, "behind the first file"},     {root, 2, 0, 0, "inside of a file"}, {root, 5, 1, 1, "never"},
      {root + "/b.jsonl", 1, 0, 0, "a file alone"}, {"-", 2, 0, 0, "standard input"},
  };
  for (const auto& row : rows) {
    INFO(row.reason);
    Recorder recorder;
    recorder.enough = row.enough;
    std::istringstream standard_input(lines);
    REQUIRE(read_source(*parse_source(row.argument), standard_input, recorder));
    CHECK(recorder.articles.size() == std::min<std::size_t>(row.enough, 4));
    CHECK(recorder.refusals.size() == row.refused);
    CHECK(recorder.skips.size() == row.skipped);
  }
}

TEST_CASE("one folder inside of a source may be left out") {
  const TemporaryFolder folder;
  folder.write("a.txt", "x");
  folder.write("db/iamglass", "x");
  folder.write("db/deep/b.txt", "x");
  folder.write("db2/c.txt", "x");
  folder.write("sub/db/d.txt", "x");
  const std::string root = folder.path();
  struct Row {
    std::string left_out;
    std::vector<std::string> paths;
    std::size_t skipped;
    const char* reason;
  };
  const Row rows[] = {
      {"", {"a.txt", "db/deep/b.txt", "db2/c.txt", "sub/db/d.txt"}, 1, "nothing left out"},
      {root + "/db", {"a.txt", "db2/c.txt", "sub/db/d.txt"}, 0, "this folder, not others with its name"},
      {root + "/sub/db", {"a.txt", "db/deep/b.txt", "db2/c.txt"}, 1, "farther down"},
      {"/elsewhere", {"a.txt", "db/deep/b.txt", "db2/c.txt", "sub/db/d.txt"}, 1, "outside"},
  };
  for (const auto& row : rows) {
    INFO(row.reason);
    Recorder recorder;
    std::istringstream standard_input;
    REQUIRE(read_source({"n", root}, standard_input, recorder, row.left_out));
    std::vector<std::string> paths;
    for (const auto& article : recorder.articles) paths.push_back(article.identity.path);
    CHECK(paths == row.paths);
    CHECK(recorder.skips.size() == row.skipped);
  }
}
}  // namespace
}  // namespace diwan
