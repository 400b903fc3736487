// SPDX-License-Identifier: GPL-2.0-or-later
#include "runs.hpp"

#include <algorithm>
#include <sstream>
#include <utility>

#include <diwan/dump.hpp>

#include "support/temporary_folder.hpp"

namespace diwan {
namespace {

struct Version {
  const char* path;
  const char* id;
  int day;  // of January 2021; 0: none
  const char* text;
};

using Files = std::map<std::string, std::vector<Article>>;

Article article_of(const Version& version) {
  Article article;
  article.identity = {"/news", version.path, version.id};
  article.title = "خبر";
  article.text = version.text;
  if (version.day != 0) article.date = Date{2021, 1, version.day};
  return article;
}

Files files_of(const std::vector<Version>& versions) {
  Files files;
  for (const auto& version : versions) files[version.path].push_back(article_of(version));
  return files;
}

std::string content_of(const std::vector<Article>& articles) {
  std::string content;
  for (const auto& each : articles) {
    content += each.identity.id + each.text + (each.date ? to_string(*each.date) : "") + ';';
  }
  return content;
}

/// Reads an archive as the readers do: files in byte order of their paths, those that have not changed left out.
void night(const fs::path& db, const Files& files, const IndexerOptions& options = {.by_id = true},
           bool publish_often = false) {
  auto indexer = Indexer::open(db, options);
  REQUIRE(indexer);
  REQUIRE(indexer->begin_source("/news"));
  for (const auto& [path, articles] : files) {
    const auto content = content_of(articles);
    if (!indexer->begin_file("/news", path, {}, [&] { return std::string(content); }).read) continue;
    for (const auto& each : articles) {
      CHECK(add(*indexer, each) != Outcome::duplicate);
      if (publish_often) REQUIRE(indexer->publish());
    }
    indexer->end_file({}, content);
  }
  indexer->end_source("/news");
  const auto vanished = indexer->remove_vanished(false);
  REQUIRE(vanished);
  CHECK(vanished->empty());
  REQUIRE(indexer->publish());
}

std::vector<std::optional<Article>> state(const fs::path& db, const std::vector<std::string>& ids) {
  std::vector<std::optional<Article>> all;
  for (const auto& id : ids) all.push_back(stored(db, id));
  return all;
}

const std::vector<Version> versions{
    {"1.jsonl", "a", 3, "قديم"},       {"2.jsonl", "a", 5, "أحدث"},      {"3.jsonl", "a", 4, "متأخر"},
    {"1.jsonl", "b", 7, "أول"},        {"3.jsonl", "b", 7, "ثان"},       {"1.jsonl", "c", 0, "بلا"},
    {"2.jsonl", "c", 1, "مؤرخ"},       {"3.jsonl", "c", 0, "بلا آخر"},   {"2.jsonl", "d", 0, "خمسة"},
    {"2.jsonl", "d", 0, "ستة"},        {"1.jsonl", "e", 2, "واحد"},      {"3.jsonl", "e", 2, "واحد"},
    {"3.jsonl", "f", 9, "صاحب اليوم"}, {"3.jsonl", "f", 8, "صاحب الأمس"}};

}  // namespace

TEST_CASE("by id, the latest version stands, whatever the order of the files and nights") {
  const std::vector<std::string> ids{"a", "b", "c", "d", "e", "f"};
  const test::TemporaryFolder folder;
  const auto all = files_of(versions);
  night(folder.path() / "clean", all);
  const auto clean = state(folder.path() / "clean", ids);
  const std::pair<const char*, const char*> standing[] = {{"2.jsonl", "أحدث"}, {"3.jsonl", "ثان"},
                                                          {"2.jsonl", "مؤرخ"}, {"2.jsonl", "ستة"},
                                                          {"3.jsonl", "واحد"}, {"3.jsonl", "صاحب اليوم"}};
  for (std::size_t i = 0; i < ids.size(); ++i) {
    INFO(ids[i]);
    REQUIRE(clean[i]);
    CHECK(clean[i]->identity.path == standing[i].first);
    CHECK(clean[i]->text == standing[i].second);
  }
  std::vector<std::string> order{"1.jsonl", "2.jsonl", "3.jsonl"};
  do {
    for (const bool at_once : {false, true}) {  // whether the last two come in one night; then it publishes on the way
      INFO(order[0] << order[1] << order[2] << at_once);
      const auto db = folder.path() / (order[0] + order[1] + order[2] + (at_once ? "x" : ""));
      Files there;
      for (std::size_t i = 0; i < order.size(); ++i) {
        there[order[i]] = all.at(order[i]);
        if (!at_once || i != 1) night(db, there, {.by_id = true}, at_once);
      }
      CHECK(state(db, ids) == clean);
      const auto before = snapshot(db);
      night(db, there);
      CHECK(snapshot(db) == before);
      CHECK(count(db, "خبر") == ids.size());
    }
  } while (std::next_permutation(order.begin(), order.end()));
}

TEST_CASE("by id, files that change or go, and what is forgotten") {
  const test::TemporaryFolder folder;
  const auto db = folder.path() / "db";
  auto files = files_of({{"1.jsonl", "a", 5, "أصل"}, {"1.jsonl", "b", 1, "باق"}, {"2.jsonl", "a", 9, "لاحق"}});
  night(db, files);
  files["2.jsonl"] = {article_of({"2.jsonl", "a", 6, "مصحح"})};
  night(db, files);
  CHECK(stored(db, "a")->text == "مصحح");  // a file's own correction counts, though its date is an earlier one
  files["2.jsonl"] = {article_of({"2.jsonl", "a", 2, "خطأ"})};
  night(db, files);
  night(db, files);  // the other file is looked at again
  CHECK(stored(db, "a")->text == "أصل");
  files["1.jsonl"] = {article_of({"1.jsonl", "a", 5, "أصل"})};
  files.erase("2.jsonl");
  night(db, files);
  CHECK(stored(db, "b"));
  night(db, {});
  CHECK(stored(db, "a"));

  std::stringstream dump;
  REQUIRE(write_dump(db, dump));
  const auto copy = folder.path() / "copy";
  REQUIRE(read_dump(dump, copy, {}, [](std::uint64_t line, const std::string& why) { FAIL(line << why); }));
  REQUIRE(reindex(db));
  for (const auto& each : {db, copy}) {
    CHECK(state(each, {"a", "b"}) == state(db, {"a", "b"}));
    night(each, files_of({{"0.jsonl", "a", 6, "جديد"}, {"0.jsonl", "b", 0, "أقدم"}}));
    CHECK(stored(each, "a")->text == "جديد");
    CHECK(stored(each, "b")->text == "باق");
    CHECK(count(each, "خبر") == 2);
    {
      auto indexer = Indexer::open(each);
      REQUIRE(indexer);
      const auto forgotten = indexer->forget("a");
      REQUIRE(forgotten);
      CHECK(*forgotten == 1);
      REQUIRE(indexer->publish());
      const auto kept = indexer->begin_source("/news");
      REQUIRE_FALSE(kept);
      CHECK(kept.error().code == Code::invalid_argument);
      CHECK(kept.error().hint.find("--by-id") != std::string::npos);
    }
    night(each, files_of({{"9.jsonl", "a", 20, "عائد"}}));
    CHECK_FALSE(stored(each, "a"));
  }
}

}  // namespace diwan
