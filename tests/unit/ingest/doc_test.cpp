// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/doc_reader.hpp"

#include <gsf/gsf.h>

#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

#include "ingest/formats.hpp"
#include "ingest/ole_file.hpp"
#include "ingest/summary_information.hpp"
#include "ingest/word_text.hpp"
#include "text/encoding.hpp"
#include "text/utf8.hpp"
#include "unit/ingest/recorder.hpp"

namespace diwan::ingest {
namespace {

std::string number(std::uint64_t value, int size) {
  std::string bytes;
  for (int i = 0; i < size; ++i) bytes += static_cast<char>(value >> (8 * i));
  return bytes;
}

void put(std::string& bytes, std::size_t at, const std::string& what) { bytes.replace(at, what.size(), what); }

std::string utf16(const std::string& text) {
  std::string bytes;
  for (const char32_t c : text::code_points(text))
    bytes += c < 0x10000 ? number(c, 2) : number(0xD800 + ((c - 0x10000) >> 10), 2) + number(0xDC00 + (c & 0x3FF), 2);
  return bytes;
}

struct Stretch {
  std::string bytes;
  bool is_wide;
};

struct Word {
  std::string document;
  std::string table;
};

/// A document of Word 97 by its specification: text in pieces, `counts` the characters of the stories.
Word word_97(const std::vector<Stretch>& stretches, const std::vector<std::size_t>& counts) {
  constexpr std::size_t head = 0x600;
  Word word{std::string(head, '\0'), {}};
  put(word.document, 0, number(0xA5EC, 2) + number(0xC1, 2));
  put(word.document, 0xA, number(0x200, 2));
  for (std::size_t i = 0; i < counts.size(); ++i) put(word.document, 0x4C + 4 * i, number(counts[i], 4));
  std::string ends = number(0, 4);
  std::string places;
  std::size_t position = 0;
  for (const auto& [bytes, is_wide] : stretches) {
    const auto at = word.document.size();
    places += number(0, 2) + number(is_wide ? at : (at * 2) | 0x40000000, 4) + number(0, 2);
    ends += number(position += bytes.size() / (is_wide ? 2 : 1), 4);
    word.document += bytes + std::string(bytes.size() % 2, '\0');
  }
  const auto plan = ends + places;
  const std::string properties = "\x01" + number(3, 2) + "xyz";
  word.table = "junk" + properties + "\x02" + number(plan.size(), 4) + plan;
  put(word.document, 0x1A2, number(4, 4) + number(word.table.size() - 4, 4));
  return word;
}

std::string text_of(const Word& word) {
  const auto read = read_word_text(word.document, {}, word.table);
  return read ? read->text : read.error().message;
}

/// A container by libgsf's writer.
std::string ole(const std::vector<std::pair<std::string, std::string>>& streams) {
  gsf_init();
  GsfOutput* const memory = gsf_output_memory_new();
  GsfOutfile* const file = gsf_outfile_msole_new(memory);
  for (const auto& [name, bytes] : streams) {
    GsfOutput* const stream = gsf_outfile_new_child(file, name.c_str(), FALSE);
    gsf_output_write(stream, bytes.size(), reinterpret_cast<const guint8*>(bytes.data()));
    gsf_output_close(stream);
    g_object_unref(stream);
  }
  gsf_output_close(GSF_OUTPUT(file));
  std::string bytes(reinterpret_cast<const char*>(gsf_output_memory_get_bytes(GSF_OUTPUT_MEMORY(memory))),
                    static_cast<std::size_t>(gsf_output_size(memory)));
  g_object_unref(file);
  g_object_unref(memory);
  return bytes;
}

std::string property_set(int page, const std::string& title, std::uint64_t created) {
  const auto text = [](const std::string& bytes) {
    return number(30, 4) + number(bytes.size() + 1, 4) + bytes + std::string(4 - bytes.size() % 4, '\0');
  };
  const std::vector<std::pair<int, std::string>> properties = {
      {1, number(2, 4) + number(static_cast<std::uint64_t>(page), 4)},
      {2, text(title)},
      {4, text("Ali")},
      {12, number(64, 4) + number(created, 8)}};
  std::string index;
  std::string values;
  for (const auto& [id, value] : properties) {
    index += number(static_cast<std::uint64_t>(id), 4) + number(8 + 8 * properties.size() + values.size(), 4);
    values += value;
  }
  return number(0xFFFE, 2) + std::string(22, '\0') + number(1, 4) + std::string(16, '\0') + number(48, 4) +
         number(8 + index.size() + values.size(), 4) + number(properties.size(), 4) + index + values;
}

TEST_CASE("the text of Word 97 to 2003") {
  struct Row {
    std::vector<Stretch> stretches;
    std::vector<std::size_t> counts;
    const char* text;
    const char* reason;
  };
  const Row rows[] = {
      {{{"caf\xE9 ", false}, {utf16("السلام\r"), true}}, {12}, "café السلام\n\n", "pieces of both widths"},
      {{{"\x93q\x94\x85", false}}, {4}, "“q”…\n", "bytes are Windows-1252"},
      {{{"a\x0B"
         "b\x0C"
         "c\x1E"
         "d\x1F"
         "e\x01\x08\x02\x05"
         "f\tg",
         false}},
       {16},
       "a\nb\nc-def\tg\n",
       "breaks, hyphens, what stands for pictures and notes"},
      {{{"a\ab\a\ac\ad\a\a", false}}, {10}, "a\tb\nc\td\n\n", "cells and rows"},
      {{{"x\x13 PAGE \x14"
         "7\x15y\x13 XE \"hidden\" \x15z",
         false}},
       {28},
       "x7yz\n",
       "fields show their result"},
      {{{"\x13 IF \x13 REF a \x14no\x15 \x14yes\x15.", false}}, {24}, "yes.\n", "a field in an instruction"},
      {{{"\x13 A \x14"
         "1 \x13 B \x14"
         "2\x15 3\x15",
         false}},
       {17},
       "1 2 3\n",
       "a field in a result"},
      {{{"a\x13"
         "b\x14"
         "c",
         false}},
       {5},
       "abc\n",
       "a field that does not end hides nothing"},
      {{{"a\x15"
         "b",
         false}},
       {3},
       "ab\n",
       "nor one that does not begin"},
      {{{"main\r\x02 note\rh\rh\r\x05 said\rbox\r\r", false}},
       {5, 7, 4, 0, 7, 0, 4},
       "main\n\n note\n\nh\n\n said\n\nbox\n\n\n",
       "notes, headers once, comments, text boxes"},
      {{{utf16("\U0001F600"), true}, {"\x01\xD8", true}}, {3}, "\U0001F600\uFFFD\n", "pairs and half a pair"},
      {{{"more than it counts", false}}, {4}, "more\n than it counts", "nothing is lost where counts are wrong"},
      {{{"less", false}}, {4000000000}, "less\n", "counts that lead out"},
  };
  for (const auto& row : rows) {
    INFO(row.reason);
    CHECK(text_of(word_97(row.stretches, row.counts)) == row.text);
  }
}

TEST_CASE("pieces that lead out of a Word document cost no more than the document") {
  auto word = word_97({{"text", false}, {"more", false}}, {4000000004});
  const auto ends = word.table.size() - std::size_t{2} * 8 - std::size_t{2} * 4;
  put(word.table, ends, number(4000000000, 4) + number(4000000004, 4));
  const auto read = read_word_text(word.document, {}, word.table);
  REQUIRE(read);
  CHECK(read->text.starts_with("text"));
  CHECK(read->text.size() < 4 * word.document.size());
  CHECK(read->is_cut);
}

TEST_CASE("Word 6 and 95, whose letters are those of the fonts") {
  const auto text = std::string("وقال رئيس الوزراء إن الحكومة سوف تعلن عن موقفها من هذه القضية في الأيام القليلة");
  std::string bytes;
  for (const char32_t c : text::code_points(text)) {
    for (unsigned byte = 0x20; byte < 0x100; ++byte) {
      const char one = static_cast<char>(byte);
      if (text::decode(std::string_view(&one, 1), "windows-1256")->text == text::utf8(std::u32string(1, c))) {
        bytes += one;
        break;
      }
    }
  }
  std::string document(0x300, '\0');
  put(document, 0, number(0xA5DC, 2) + number(104, 2));
  put(document, 0x18, number(0x300, 4));
  put(document, 0x34, number(bytes.size(), 4));
  const auto read = read_word_text(document + bytes, {}, {});
  REQUIRE(read);
  CHECK(read->text == text + '\n');
  put(document, 0x34, number(bytes.size() + 1, 4));
  CHECK(read_word_text(document + bytes, {}, {})->is_cut);
}

TEST_CASE("what a Word document says of itself") {
  constexpr std::uint64_t march_2004 = 127229184000000000;  // 2004-03-05 in 100 ns since 1601
  const auto word = word_97({{"text\r", false}}, {5});
  const auto with = [&](const std::string& about) {
    return test::read_with(
        read_doc, ole({{"WordDocument", word.document}, {"1Table", word.table}, {"\005SummaryInformation", about}}),
        "a.doc");
  };
  const auto got = with(property_set(1256, "\xE3\xD1\xD3\xED", march_2004));
  REQUIRE(got.articles.size() == 1);
  CHECK(got.articles[0] == test::described_letter());
  CHECK(got.warnings.empty());
  CHECK(with(property_set(65001, "تقرير", 0)).articles.at(0).title == "تقرير");
  CHECK(with(property_set(1252, "caf\xE9 noir", 0)).articles.at(0).title == "café noir");
  CHECK(with(property_set(1252, "x", 0)).articles.at(0).date == std::nullopt);
  CHECK(with("\xFE\xFF").articles.at(0).title == "a.doc");
  for (std::size_t size = 0; size < 140; ++size) {
    CHECK_NOTHROW(read_summary_information(property_set(1256, "title", march_2004).substr(0, size)));
  }
}

TEST_CASE("files of Office before 2007 that give no text") {
  auto encrypted = word_97({{"text", false}}, {4});
  put(encrypted.document, 0xA, number(0x300, 2));
  auto lost = word_97({{"text", false}}, {4});
  put(lost.document, 0x1A2, number(1 << 30, 4));
  const auto empty = word_97({{"\r", false}}, {1});
  struct Row {
    std::string bytes;
    const char* reason;
  };
  const Row rows[] = {
      {ole({{"WordDocument", encrypted.document}, {"1Table", encrypted.table}}), "encrypted"},
      {ole({{"EncryptionInfo", "x"}, {"EncryptedPackage", "x"}}), "encrypted"},
      {ole({{"WordDocument", lost.document}, {"1Table", lost.table}}),
       "damaged: the places of its text cannot be read"},
      {ole({{"WordDocument", empty.document}, {"1Table", empty.table}}), "no text in it"},
      {ole({{"WordDocument", "short"}}), "damaged: not a Word document"},
      {std::string(OleFile::mark) + "short", "damaged: its table of streams cannot be read"},
  };
  for (const auto& row : rows) {
    INFO(row.reason);
    const auto got = test::read_with(read_doc, row.bytes, "a.doc");
    REQUIRE(got.refusals.size() == 1);
    CHECK(got.refusals[0].reason == row.reason);
  }
  const auto sheet = test::read_with(read_doc, ole({{"Workbook", "x"}}), "a.xls");
  CHECK(sheet.skips == std::vector<std::pair<std::string, std::string>>{{"a.xls", ".xls"}});
}

TEST_CASE("a damaged Word document ends in an article or a refusal") {
  const auto word = word_97({{"some text\r", false}, {utf16("نص\r"), true}}, {10, 3});
  const auto whole = ole({{"WordDocument", word.document}, {"1Table", word.table}});
  for (std::size_t at = 0; at < whole.size(); at += 3) {
    auto bytes = whole;
    bytes[at] = static_cast<char>(bytes[at] ^ 0xFF);
    if (!bytes.starts_with(OleFile::mark)) continue;
    const auto got = test::read_with(read_doc, bytes, "a.doc");
    CHECK(got.articles.size() + got.refusals.size() + got.skips.size() == 1);
    for (const auto& article : got.articles) CHECK(!text::find_invalid_utf8(article.text));
  }
  for (std::size_t size = OleFile::mark.size(); size < whole.size(); size += 64) {
    const auto got = test::read_with(read_doc, whole.substr(0, size), "a.doc");
    CHECK(got.articles.size() + got.refusals.size() + got.skips.size() == 1);
  }
}

TEST_CASE("files of other kinds that are called .doc") {
  struct Row {
    const char* bytes;
    const char* title;
    const char* text;
  };
  const Row rows[] = {
      {"<html><head><title>T</title></head><body><p>page</p></body></html>", "T", "page"},
      {"first\nsecond", "first", "second"},
  };
  for (const auto& row : rows) {
    const auto got = test::read_with(read_doc, row.bytes, "a.doc");
    REQUIRE(got.articles.size() == 1);
    CHECK(got.articles[0].title == row.title);
    CHECK(got.articles[0].text == row.text);
  }
  CHECK(find_format("a.doc", "{\\rtf1").reader != read_doc);
  CHECK(find_format("report", OleFile::mark).reader == read_doc);
}

}  // namespace
}  // namespace diwan::ingest
