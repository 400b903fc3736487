// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/any_reader.hpp"

#include <archive.h>
#include <archive_entry.h>

#include <catch2/catch.hpp>

#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "support/encode.hpp"
#include "unit/ingest/pack.hpp"
#include "unit/ingest/recorder.hpp"

namespace diwan::ingest {
namespace {

using test::Members;
using test::pack;
using test::Recorder;

Recorder read(std::string bytes, const std::string& path) {
  Recorder recorder;
  FileOutput output("s", path, recorder);
  read_any(std::make_unique<test::MemoryBytes>(std::move(bytes)), output);
  return recorder;
}

const Members two = {{"ا/بيان.txt", "بيان\nنص"}, {"b.jsonl", "{\"title\":\"t\"}\n{\"title\":1}\n"}, {"c.png", "x"}};

TEST_CASE("members of an archive are files, whatever packs them") {
  struct Row {
    std::string bytes;
    const char* path;
  };
  const Row rows[] = {
      {pack(two), "d/a.zip"},
      {pack(two), "d/no ending"},
      {pack(two, archive_write_set_format_7zip), "d/a.7z"},
      {pack(two, archive_write_set_format_pax), "d/a.tar"},
      {pack(two, archive_write_set_format_pax, archive_write_add_filter_gzip), "d/a.tar.gz"},
      {pack(two, archive_write_set_format_pax, archive_write_add_filter_gzip), "d/a.tgz"},
      {pack(two, archive_write_set_format_pax, archive_write_add_filter_bzip2), "d/a.tar.bz2"},
      {pack(two, archive_write_set_format_pax, archive_write_add_filter_xz), "d/a.tar.xz"},
      {pack(two, archive_write_set_format_pax, archive_write_add_filter_zstd), "d/a.tar.zst"},
  };
  for (const auto& row : rows) {
    INFO(row.path);
    const auto got = read(row.bytes, row.path);
    const std::string path = row.path;
    REQUIRE(got.articles.size() == 2);
    CHECK(got.articles[0].title == "بيان");
    CHECK(got.articles[0].identity == Identity{"s", path, path + "/ا/بيان.txt"});
    CHECK(got.articles[1].identity == Identity{"s", path, path + "/b.jsonl#1"});
    CHECK(got.places[1] == "b.jsonl, line 1");
    REQUIRE(got.refusals.size() == 1);
    CHECK(got.refusals[0] == Refusal{"s", path, "b.jsonl, line 2", "title is a number, not a string"});
    REQUIRE(got.skips.size() == 1);
    CHECK(got.skips[0].second == ".png");
  }
  for (auto* const filter : {archive_write_add_filter_gzip, archive_write_add_filter_bzip2, archive_write_add_filter_xz,
                             archive_write_add_filter_zstd, archive_write_add_filter_lzma}) {
    const auto packed = pack({{"x", "بيان\nنص"}}, archive_write_set_format_raw, filter);
    // Only lzma is not known by its bytes.
    for (const char* const name : {"a.txt.gz", "a.txt"}) {
      if (filter != archive_write_add_filter_lzma) CHECK(read(packed, name).articles.at(0).title == "بيان");
    }
    CHECK(read(packed, "a.txt.lzma").articles.at(0).title == "بيان");
  }
}

TEST_CASE("archives made to hurt cost what they hold") {
  struct Row {
    std::string bytes;
    std::size_t articles;
    Refusal refusal;
    const char* reason;
  };
  const Members good = {{"good.txt", "t"}};
  std::string nested = pack(good);
  for (int i = 0; i < 3; ++i) nested = pack({{"n.zip", nested}});
  const Row rows[] = {
      {pack({{"../up.txt", "t"}, {"good.txt", "t"}}),
       1,
       {"s", "a.zip", "../up.txt", "its name leads out of the archive"},
       "a name above the archive"},
      {pack({{"/etc/x.txt", "t"}, {"good.txt", "t"}}, archive_write_set_format_pax),
       1,
       {"s", "a.zip", "/etc/x.txt", "its name leads out of the archive"},
       "an absolute name"},
      {pack({{"C:\\x.txt", "t"}}), 0, {"s", "a.zip", "C:/x.txt", "its name leads out of the archive"}, "a drive"},
      {pack(good, archive_write_set_format_zip, nullptr, "zip:encryption=traditional", "secret"),
       0,
       {"s", "a.zip", "good.txt", "encrypted"},
       "encrypted"},
      {nested, 0, {"s", "a.zip", "n.zip/n.zip/n.zip", "archives are nested too deeply"}, "nested"},
  };
  for (const auto& row : rows) {
    INFO(row.reason);
    const auto got = read(row.bytes, "a.zip");
    CHECK(got.articles.size() == row.articles);
    REQUIRE(got.refusals.size() == 1);
    CHECK(got.refusals[0] == row.refusal);
  }
  const auto whole = pack({{"a.txt", "t"}, {"b.txt", std::string(50'000, 'x')}});
  for (std::size_t size = 4; size < whole.size(); size += 7) {
    const auto got = read(whole.substr(0, size), "a.zip");
    CHECK(got.articles.size() <= 2);
    CHECK(got.refusals.size() + got.articles.size() >= 1);
  }
  CHECK(read(pack({}), "a.zip").refusals.size() + read(pack({}), "a.zip").skips.size() == 1);
  CHECK(read(pack({}, archive_write_set_format_7zip), "a.7z").refusals.at(0).reason == "no file in it");
  CHECK(read("no zip", "a.txt.xz").refusals.size() == 1);
}

TEST_CASE("a damaged archive gives what can be read of it, and tells the rest") {
  const auto tar_of = [](int (*filter)(struct archive*)) {
    Members members;
    std::mt19937 random(7);  // what cannot be packed well, so that half of the bytes hold half of the files
    for (int i = 0; i < 64; ++i) {
      std::string text;
      for (int at = 0; at < 8000; ++at) text += static_cast<char>('a' + random() % 26);
      members.push_back({std::to_string(i) + ".txt", text});
    }
    const auto packed = pack(members, archive_write_set_format_ustar, filter);
    return packed.substr(0, packed.size() / 2);
  };
  struct Packed {
    int (*filter)(struct archive*);
    const char* name;
  };
  const Packed all[] = {{archive_write_add_filter_gzip, "a.tgz"},
                        {archive_write_add_filter_xz, "a.txz"},
                        {archive_write_add_filter_zstd, "a.tar.zst"}};
  for (const auto& [filter, name] : all) {
    const auto got = read(tar_of(filter), name);
    INFO(name);
    CHECK(got.articles.size() >= 20);
    CHECK(got.articles.size() < 40);
    REQUIRE_FALSE(got.refusals.empty());
    CHECK(got.refusals.back().place.empty());
  }
  auto tar = pack({{"a.txt", "one"}, {"b.txt", "two"}, {"c.txt", "three"}}, archive_write_set_format_ustar);
  tar[1024 + 150] ^= 1;  // the sum of the second head
  const auto got = read(tar, "a.tar");
  REQUIRE(got.articles.size() == 2);
  CHECK(got.articles[1].title == "three");
  REQUIRE(got.refusals.size() == 1);
  CHECK(got.refusals[0].reason.starts_with("damaged: the head of a file in it cannot be read"));
}

TEST_CASE("what is not what its name promises is refused, other things are skipped") {
  struct Row {
    const char* path;
    std::string bytes;
    const char* reason;
    const char* why;
  };
  const Row rows[] = {
      {"a.docx", "", "damaged or empty: not a Word document inside", "empty"},
      {"a.DOCX", std::string(600, '\0'), "damaged or empty: not a Word document inside", "zeros"},
      {"a.odt", "text", "damaged or empty: not an OpenDocument inside", "text"},
      {"a.epub", "PK", "damaged or empty: not a book in EPUB inside", "cut short"},
      {"a.rtf", "rtf1", "damaged or empty: not a document in RTF inside", "without its beginning"},
      {"a.zip", std::string("PK\5\6") + std::string(18, '\0'), "damaged or empty: not a zip archive inside",
       "an empty one"},
      {"a.7z", "", "damaged or empty: not a 7z archive inside", "empty"},
      {"a.tgz", test::gzip("text"), "damaged or empty: not a tar archive inside", "behind a compression"},
      {"a.warc.gz", test::gzip("x"), "damaged or empty: not a web archive (WARC) inside", "likewise"},
      {"a.gz", "", "gzip data is cut short", "a compression of nobody knows what"},
      {"a.gz", test::gzip("text").substr(0, 14), "gzip data is cut short", "likewise"},
      {"a.png", "", "", "no reader takes it"},
      {"docx", "", "", "no ending"},
      {"a.dat.gz", test::gzip("text"), "", "no reader takes what is in it"},
  };
  for (const auto& row : rows) {
    INFO(row.path << ": " << row.why);
    const auto got = read(row.bytes, row.path);
    CHECK(got.articles.empty());
    CHECK((got.refusals.empty() ? "" : got.refusals[0].reason) == row.reason);
    CHECK(got.skips.size() == (row.reason[0] == '\0' ? 1 : 0));
  }
  for (const std::string before : {"\xEF\xBB\xBF", "\r\n\n  ", "\xEF\xBB\xBF\n"}) {
    for (const char* const name : {"a.rtf", "a.doc"}) {
      const auto got = read(before + "{\\rtf1\\ansi text\\par}", name);
      REQUIRE(got.articles.size() == 1);
      CHECK(got.articles[0].text == "text");
    }
  }
}

TEST_CASE("names of old programs are told right") {
  struct Row {
    std::string name;
    const char* id;
  };
  // As Windows and DOS programs wrote them.
  const auto in = [](const char* encoding, const char* name) { return test::encode(name, encoding).value() + ".txt"; };
  const Row rows[] = {
      {in("windows-1256", "تقرير الوزارة"), "a.zip/تقرير الوزارة.txt"},
      {in("windows-1256", "مذكرة شفوية رقم 12"), "a.zip/مذكرة شفوية رقم 12.txt"},
      {in("windows-1256", "رسائل السفير/مؤتمر صحفي"), "a.zip/رسائل السفير/مؤتمر صحفي.txt"},
      {in("CP720", "تقرير الوزارة"), "a.zip/تقرير الوزارة.txt"},
      {in("CP720", "مذكرة شفوية رقم 12"), "a.zip/مذكرة شفوية رقم 12.txt"},
      {in("CP720", "محضر اجتماع"), "a.zip/محضر اجتماع.txt"},
      {"مذكرة شفوية.txt", "a.zip/مذكرة شفوية.txt"},
      {in("cp437", "résumé"), "a.zip/résumé.txt"},
      {in("cp437", "Übersicht für März"), "a.zip/Übersicht für März.txt"},
      {in("cp437", "Señor López"), "a.zip/Señor López.txt"},
  };
  for (const auto& row : rows) {
    const auto got = read(pack({{row.name, "t"}}), "a.zip");
    REQUIRE(got.articles.size() == 1);
    CHECK(got.articles[0].identity.id == row.id);
  }
}

TEST_CASE("office documents and books give their text and what they say of themselves") {
  const std::string core =
      "<c "
      "xmlns:dc='d'><dc:title>عنوان</dc:title><dc:creator>فلان</dc:creator><created>2021-04-07T10:00:00Z</created></c>";
  const std::string word =
      "<w:document "
      "xmlns:w='w'><w:body><w:p><w:pPr><w:x/></w:pPr><w:r><w:rPr/><w:t>وزا</w:t></w:r><w:r><w:t>رة</w:t></w:r>"
      "<w:r><w:tab/><w:t xml:space='preserve'>في "
      "</w:t><w:delText>محذوف</w:delText></w:r></w:p><w:p><w:r><w:t>ثان</w:t></w:r></w:p>"
      "</w:body></w:document>";
  const std::string odt = "<o xmlns:t='t'><t:h>رأس</t:h><t:p>إ<t:span>ضافة</t:span><t:s/>نص</t:p></o>";
  const std::string meta =
      "<o xmlns:dc='d'><dc:title>عنوان</dc:title><dc:creator>فلان</dc:creator><dc:date>2021-04-07</dc:date></o>";
  const std::string package =
      "<package "
      "xmlns:dc='d'><metadata><dc:title>عنوان</dc:title><dc:creator>فلان</dc:creator><dc:date>2021-04-07</dc:date>"
      "</metadata><manifest><item id='2' href='c%202.xml'/><item id='1' href='c1.xml'/></manifest>"
      "<spine><itemref idref='1'/><itemref idref='2'/></spine></package>";
  struct Row {
    Members members;
    const char* text;
  };
  const Row rows[] = {
      {{{"[Content_Types].xml", "<x/>"}, {"word/document.xml", word}, {"docProps/core.xml", core}}, "وزارة في\nثان"},
      {{{"mimetype", "application/vnd.oasis.opendocument.text"}, {"content.xml", odt}, {"meta.xml", meta}},
       "رأس\nإضافة نص"},
      {{{"mimetype", "application/epub+zip"},
        {"META-INF/container.xml", "<c><rootfile full-path='E/p.opf'/></c>"},
        {"E/p.opf", package},
        {"E/c 2.xml", "<html><body><p>ثان</p></body></html>"},
        {"E/c1.xml", "<html><head><title/></head><body><p>أول</p></body></html>"}},
       "أول\n\nثان"},
  };
  for (const auto& row : rows) {
    const auto got = read(pack(row.members, archive_write_set_format_zip, nullptr, "zip:compression=store"), "a.docx");
    REQUIRE(got.articles.size() == 1);
    CHECK(got.articles[0].title == "عنوان");
    CHECK(got.articles[0].text == row.text);
    CHECK(got.articles[0].field("author") == "فلان");
    CHECK(got.articles[0].date == Date{2021, 4, 7});
    CHECK(got.articles[0].identity.id == "a.docx");
  }
  const auto got = read(pack({{"mimetype", "application/vnd.oasis.opendocument.text"},
                              {"content.xml", "xxxx"},
                              {"META-INF/manifest.xml", "<m><encryption-data/></m>"}},
                             archive_write_set_format_zip, nullptr, "zip:compression=store"),
                        "a.odt");
  CHECK(got.refusals.at(0).reason == "encrypted");
}

}  // namespace
}  // namespace diwan::ingest
