// SPDX-License-Identifier: GPL-2.0-or-later
#include "store/text_store.hpp"

#include <catch2/catch.hpp>
#include <fstream>
#include <random>
#include <set>
#include <string_view>

#include "store/text_writer.hpp"
#include "support/temporary_folder.hpp"

namespace diwan::store {
namespace {

constexpr analysis::LanguageClass no_language{};

struct Stored {
  std::string title;
  std::string text;
};

void write(TextWriter& writer, std::uint32_t document, const Stored& article) {
  const auto title = writer.encode(article.title, no_language);
  const auto text = writer.encode(article.text, no_language);
  REQUIRE(title);
  REQUIRE(text);
  REQUIRE(writer.append(document, *title, *text));
}

void check_reads_back(const TextStore& store, std::uint32_t document, const Stored& article) {
  const auto units = store.article(document);
  REQUIRE(units);
  CHECK(*store.text_of(units->title) == article.title);
  CHECK(*store.text_of(units->text) == article.text);
}

std::string random_text(std::mt19937& random) {
  static const std::string pieces[] = {
      " ",    "  ",     "\n", "\r\n", "\t",   "،",   ".",    "",     "-", "_",  "\xE2\x80\x8F", "\xE2\x80\x8C",
      "قوات", "القُوّاتُ", "ـ",  "ً",     "ﷺ",    "ﻻ",   "٢٠٢١", "2021", "م", "G7", "UN",           "é",
      "中文", "ไทย",    "😀",  "½",    "\x01", "F-16"};
  std::uniform_int_distribution<std::size_t> which(0, std::size(pieces) - 1);
  std::uniform_int_distribution<int> length(0, 40);
  std::string text;
  for (int i = length(random); i > 0; --i) text += pieces[which(random)];
  return text;
}

}  // namespace

TEST_CASE("texts come back byte for byte") {
  const test::TemporaryFolder folder;
  const Stored articles[] = {
      {"بيان", "قوات قتالية"},
      {"", ""},
      {"one space", "two  spaces"},
      {" ", " space before and behind "},
      {"\n", "lines\n\n and a space\r\n"},
      {"سنة ٢٠٢٢م", "G7 and COP28: words without a gap"},
      {"ﷺ", "ﷺﷺ ﷺ ligatures that are four words each"},
      {"ً", "a mark alone ً between ـ gaps ـً"},
      {std::string("a\0b", 3), "قوات\xE2\x80\x8F \xE2\x80\x8Fمسلحة"},
  };
  TextExtent extent;
  {
    auto writer = TextWriter::open(folder.path() / "t", extent);
    REQUIRE(writer);
    std::uint32_t document = 0;
    for (const auto& article : articles) write(*writer, ++document, article);
    REQUIRE(writer->sync());
    extent = writer->extent();
  }
  const auto store = TextStore::open(folder.path() / "t", extent);
  REQUIRE(store);
  std::uint32_t document = 0;
  for (const auto& article : articles) check_reads_back(*store, ++document, article);
  CHECK(store->article(0).error().code == Code::corrupt);
  CHECK(store->article(document + 1).error().code == Code::corrupt);
}

TEST_CASE("random texts come back byte for byte, over several openings") {
  const test::TemporaryFolder folder;
  std::mt19937 random(20210726);
  std::vector<Stored> articles;
  TextExtent extent;
  for (int run = 0; run < 4; ++run) {
    auto writer = TextWriter::open(folder.path() / "t", extent);
    REQUIRE(writer);
    for (int i = 0; i < 100; ++i) {
      articles.push_back({random_text(random), random_text(random)});
      write(*writer, static_cast<std::uint32_t>(articles.size()), articles.back());
    }
    REQUIRE(writer->sync());
    extent = writer->extent();
  }
  const auto store = TextStore::open(folder.path() / "t", extent);
  REQUIRE(store);
  for (std::size_t i = 0; i < articles.size(); ++i) {
    INFO(i);
    check_reads_back(*store, static_cast<std::uint32_t>(i + 1), articles[i]);
  }
}

TEST_CASE("forms of an earlier run keep their numbers") {
  const test::TemporaryFolder folder;
  TextExtent extent;
  std::vector<std::uint16_t> first;
  {
    auto writer = TextWriter::open(folder.path() / "t", extent);
    REQUIRE(writer);
    first = writer->encode("قوات الأمم nations", no_language)->units;
    REQUIRE(writer->sync());
    extent = writer->extent();
  }
  auto again = TextWriter::open(folder.path() / "t", extent);
  REQUIRE(again);
  const auto encoded = again->encode("قوات الأمم nations", no_language);
  REQUIRE(encoded);
  CHECK(encoded->units == first);
  CHECK(again->extent() == extent);
  CHECK_FALSE(again->terms_of(encoded->words.front()).empty());
}

TEST_CASE("what a killed run left behind is cut off") {
  const test::TemporaryFolder folder;
  TextExtent extent;
  {
    auto writer = TextWriter::open(folder.path() / "t", extent);
    REQUIRE(writer);
    write(*writer, 1, {"قبل", "نص أول"});
    REQUIRE(writer->sync());
    extent = writer->extent();
    write(*writer, 2, {"بعد", "كلمات جديدة لم تنشر"});
    REQUIRE(writer->sync());
  }
  {
    auto writer = TextWriter::open(folder.path() / "t", extent);
    REQUIRE(writer);
    CHECK(writer->extent() == extent);
    write(*writer, 2, {"ثان", "نص آخر"});
    REQUIRE(writer->sync());
    extent = writer->extent();
  }
  const auto store = TextStore::open(folder.path() / "t", extent);
  REQUIRE(store);
  check_reads_back(*store, 1, {"قبل", "نص أول"});
  check_reads_back(*store, 2, {"ثان", "نص آخر"});
}

TEST_CASE("document ids that were never given have no text") {
  const test::TemporaryFolder folder;
  auto writer = TextWriter::open(folder.path() / "t", {});
  REQUIRE(writer);
  write(*writer, 3, {"ثالث", "نص"});
  REQUIRE(writer->sync());
  const auto store = TextStore::open(folder.path() / "t", writer->extent());
  REQUIRE(store);
  CHECK(store->article(1).error().code == Code::corrupt);
  check_reads_back(*store, 3, {"ثالث", "نص"});
}

TEST_CASE("an article that begins between two units is corrupt") {
  const test::TemporaryFolder folder;
  auto writer = TextWriter::open(folder.path() / "t", {});
  REQUIRE(writer);
  write(*writer, 1, {"عنوان", "نص"});
  REQUIRE(writer->sync());
  std::ofstream(folder.path() / "t" / text_files::offsets, std::ios::binary).write("\1\0\0\0\0\0\0", 8);
  const auto store = TextStore::open(folder.path() / "t", writer->extent());
  REQUIRE(store);
  CHECK(store->article(1).error().code == Code::corrupt);
}

TEST_CASE("a file shorter than its state says is corrupt") {
  const test::TemporaryFolder folder;
  auto writer = TextWriter::open(folder.path() / "t", {});
  REQUIRE(writer);
  write(*writer, 1, {"عنوان", "نص"});
  REQUIRE(writer->sync());
  for (const auto name : {text_files::articles, text_files::entries, text_files::forms, text_files::tokens}) {
    INFO(name);
    const auto path = folder.path() / "t" / name;
    const auto size = std::filesystem::file_size(path);
    std::filesystem::resize_file(path, size - 1);
    const auto store = TextStore::open(folder.path() / "t", writer->extent());
    REQUIRE_FALSE(store);
    CHECK(store.error().code == Code::corrupt);
    std::filesystem::resize_file(path, size);
  }
}

TEST_CASE("damaged bytes are never read past the end") {
  const test::TemporaryFolder folder;
  auto writer = TextWriter::open(folder.path() / "t", {});
  REQUIRE(writer);
  for (std::uint32_t document = 1; document <= 20; ++document)
    write(*writer, document, {"عنوان رقم", "نص من G7 ﷺ ٢٠٢١م"});
  REQUIRE(writer->sync());
  std::mt19937 random(7);
  for (const auto name :
       {text_files::articles, text_files::offsets, text_files::entries, text_files::forms, text_files::tokens}) {
    const auto path = folder.path() / "t" / name;
    const auto size = std::filesystem::file_size(path);
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    for (std::uintmax_t i = 0; i < size; i += 3) {
      file.seekp(static_cast<std::streamoff>(i));
      file.put(static_cast<char>(random()));
    }
  }
  const auto store = TextStore::open(folder.path() / "t", writer->extent());
  REQUIRE(store);
  std::size_t bytes = 0;
  for (std::uint32_t document = 1; document <= 20; ++document) {
    const auto units = store->article(document);
    if (!units) continue;
    const auto text = store->text_of(units->text);
    if (text) bytes += text->size();
    CHECK(text.has_value() == store->check(units->text).has_value());
  }
  CHECK(bytes < 100'000'000);  // the sanitizers watch the rest
}

TEST_CASE("forms that had to leave memory get another entry, and texts come back all the same") {
  const test::TemporaryFolder folder;
  constexpr std::size_t smallest = 1;
  constexpr int articles = 60, words = 2000;  // more forms than the ones that always stay
  const auto text_of = [](int article) {
    std::string text = "قوات الأمم القتالية";
    for (int i = 0; i < words; ++i) text += " كلمة" + std::to_string(article * words / 2 + i);
    return text;
  };
  const std::set<std::string_view> first_terms{"Zقوات", "Zقوه", "قوات"};
  TextExtent extent;
  std::uint64_t repeated = 0;
  for (int run = 0; run < 2; ++run) {
    auto writer = TextWriter::open(folder.path() / "t", extent, smallest);
    REQUIRE(writer);
    for (int i = 0; i < articles; ++i) {
      const auto title = writer->encode("قوات الأمم", no_language);
      const auto text = writer->encode(text_of(i), no_language);
      REQUIRE(title);
      REQUIRE(text);
      std::set<std::string_view> terms;
      for (const auto& term : writer->terms_of(title->words.front())) terms.insert((*writer->terms())[term.term]);
      CHECK(terms == first_terms);
      REQUIRE(writer->append(static_cast<std::uint32_t>(run * articles + i + 1), *title, *text));
      if (writer->is_full()) writer->forget();
    }
    REQUIRE(writer->sync());
    repeated = writer->extent().entries;
    extent = writer->extent();
  }
  CHECK(repeated > std::uint64_t{(articles + 1) * words / 2});
  const auto store = TextStore::open(folder.path() / "t", extent);
  REQUIRE(store);
  for (int i = 0; i < 2 * articles; ++i) {
    check_reads_back(*store, static_cast<std::uint32_t>(i + 1), {"قوات الأمم", text_of(i % articles)});
  }
}

TEST_CASE("numbers of entries survive the stream at every border") {
  std::vector<std::uint16_t> units;
  const EntryId ids[] = {0, 1, 0xEFFF, 0xF000, 0xF001, 0xFFFF, 0x10000, 0x123456, word_stream::entry_limit - 1};
  for (const auto id : ids) word_stream::append(units, id);
  word_stream::Reader reader(units);
  for (const auto id : ids) {
    REQUIRE_FALSE(reader.done());
    CHECK(reader.next() == id);
  }
  CHECK(reader.done());
}

TEST_CASE("an extent reads back as it is written") {
  const TextExtent extent{1, 22, 333, 4444, 5'000'000'000};
  CHECK(parse_text_extent(to_string(extent)) == extent);
  for (const auto* text :
       {"", "1 2 3 4", "1 2 3 4 5 6", "1 2 3 4 x", "1 2 3 4 5 ", "-1 2 3 4 5", "1 2305843009213693952 3 4 5"}) {
    INFO(text);
    CHECK_FALSE(parse_text_extent(text));
  }
}

}  // namespace diwan::store
