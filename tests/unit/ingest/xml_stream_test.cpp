// SPDX-License-Identifier: GPL-2.0-or-later
// XML that is larger than what is read as one tree.
#include <catch2/catch.hpp>
#include <functional>
#include <string>
#include <utility>

#include "ingest/xml_reader.hpp"
#include "unit/ingest/recorder.hpp"

namespace diwan::ingest {
namespace {

constexpr std::size_t tree = std::size_t{64} << 10;
constexpr std::size_t record = std::size_t{512} << 10;

test::Recorder read_as_stream(const std::string& xml) {
  return test::read_with(
      [](ByteStream& bytes, FileOutput& output) { read_xml_within({.tree = tree, .record = record}, bytes, output); },
      xml, "f.xml");
}

test::Recorder read_as_tree(const std::string& xml) { return test::read_with(read_xml, xml, "f.xml"); }

std::string repeat(int count, const std::function<std::string(int)>& make) {
  std::string all;
  for (int i = 0; i < count; ++i) all += make(i);
  return all;
}

std::string paragraphs(int count) {
  return repeat(count, [](int) { return "قال وزير الخارجية في بيان له.\n"; });
}

/// So many that the pieces that a file is read in end at all kinds of places.
constexpr int many = 1500;

TEST_CASE("a large file of XML gives the articles that its tree gives") {
  struct Row {
    std::string begin;
    std::function<std::string(int)> make;
    std::string end;
    std::size_t articles;
    const char* reason;
  };
  const auto text = paragraphs(6);
  const Row rows[] = {
      {"<?xml version='1.0'?>\n<!-- <item> --><rss "
       "xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>ن</title>"
       "<image><title>صورة</title><item>x</item></image>",
       [&](int i) {
         return "<item><title>خبر " + std::to_string(i) + "</title><dc:creator>فلان</dc:creator><guid>" +
                std::to_string(i) + "</guid><description>&lt;p>" + text +
                "&lt;/p></description><content><![CDATA[</item> <item> " + text + "]]></content></item>\n";
       },
       "</channel></rss>", many, "RSS: namespaces, CDATA with tags of records in it, another <item> elsewhere"},
      {"<feed xmlns='http://www.w3.org/2005/Atom'><title>ن</title><link href='x'/>",
       [&](int i) {
         return "<entry><id>" + std::to_string(i) + "</id><title>قمة</title><link href='http://a/'/><summary>" + text +
                "</summary></entry>";
       },
       "</feed>", many, "Atom: attributes as values"},
      {"",
       [&](int i) {
         return "<DOC>\n<DOCNO> A-" + std::to_string(i) + " </DOCNO>\n<TEXT>\n" + text + " & 3\n</TEXT>\n</DOC>\n";
       },
       "", many, "SGML: no root, bare signs"},
      {"<teiCorpus><teiHeader><title>مدونة</title></teiHeader>",
       [&](int i) {
         return "<TEI xml:id='t" + std::to_string(i) +
                "' xml:lang='ar'><teiHeader><title>كتاب</title><author>فلان</author></teiHeader><text><p>" + text +
                "</p></text></TEI>";
       },
       "</teiCorpus>", many, "TEI: each document of a corpus"},
      {"<TEI><teiHeader><title>كتاب</title></teiHeader><text>", [&](int) { return "<p>" + text + "</p>"; },
       "</text></TEI>", 1, "TEI: one large document"},
      {"<book><title>كتاب</title><p>", [&](int) { return std::string(text); }, "</p></book>", 1, "one article"},
  };
  for (const auto& row : rows) {
    INFO(row.reason);
    const auto xml = row.begin + repeat(many, row.make) + row.end;
    const auto stream = read_as_stream(xml);
    const auto whole = read_as_tree(xml);
    CHECK(whole.articles.size() == row.articles);
    CHECK((stream.articles == whole.articles));
    CHECK((stream.places == whole.places));
    CHECK(stream.refusals == whole.refusals);
    CHECK(stream.warnings == whole.warnings);
  }
}

TEST_CASE("the encoding of a large file of XML is what it declares or how it looks") {
  const auto xml = "<?xml version='1.0' encoding='windows-1256'?><docs>" +
                   repeat(40'000, [](int) { return "<doc><title>\xDE\xE3\xC9</title><text>\xE4\xD5</text></doc>\n"; }) +
                   "</docs>";
  const auto got = read_as_stream(xml);
  REQUIRE(got.articles.size() == 40'000);
  CHECK(got.articles.back().title == "قمة");
  CHECK(got.articles.back().text == "نص");
}

TEST_CASE("damage in a large file of XML costs no more than the record it is in") {
  const auto good = [](int from) {
    return repeat(many, [from](int i) {
      return "<doc><id>" + std::to_string(from + i) + "</id><text>" + paragraphs(5) + "</text></doc>\n";
    });
  };
  struct Row {
    std::string middle;
    std::size_t articles;
    std::string place;  ///< of the only refusal; empty: none
    std::string reason;
    const char* why;
  };
  const std::size_t all = std::size_t{2} * many;
  const auto line = ", line " + std::to_string(many * 6 + 1);
  const auto at = "record " + std::to_string(many + 1) + line;
  const Row rows[] = {
      {"<doc><id>x</id><text>نص</doc>\n", all + 1, "", "", "an end inside is missing"},
      {"<doc><id>x</id><text>نص & &nothing; < > </text></doc>\n", all + 1, "", "", "bare signs"},
      {"<doc><id>x</id><text>نص</text>\n", all, at, "it has no end before the next record, so it was left out",
       "the end is missing"},
      {"<doc><id>x</id><text>" + std::string(record + 1, 'a') + "</text></doc>\n", all, at,
       "longer than the limit of 0 MiB", "too large"},
      {"<doc><id>x</id><text>نص <!-- </text></doc>\n", all + 1, "", "", "a comment without an end"},
      {"\x01\x02</text></id></other><text\n", all, "", "", "garbage between records"},
      {"<doc><id>x</id><text t='>نص</text></doc>\n", all + 1, "", "", "a quotation mark without an end"},
  };
  for (const auto& row : rows) {
    INFO(row.why);
    const auto got = read_as_stream("<docs>" + good(0) + row.middle + good(many) + "</docs>");
    CHECK(got.articles.size() == row.articles);
    CHECK(got.articles.back().identity.id == std::to_string(all - 1));
    CHECK(got.refusals.size() == (row.place.empty() ? 0 : 1));
    if (row.place.empty() || got.refusals.empty()) continue;
    CHECK(got.refusals[0].place == row.place);
    CHECK(got.refusals[0].reason == row.reason);
  }

  const auto cut = read_as_stream("<docs>" + good(0) + "<doc><id>x</id><text>نص بلا");
  REQUIRE(cut.articles.size() == many + 1);
  CHECK(cut.articles.back().text == "نص بلا");
  REQUIRE(cut.refusals.size() == 1);
  CHECK(cut.refusals[0].place == at);
  CHECK(cut.refusals[0].reason == "the file ends inside of it");

  const auto open = read_as_stream("<docs>" + good(0) + "<other>" + good(many));
  CHECK(open.articles.size() == many);
  REQUIRE(open.refusals.size() == 1);
  CHECK(open.refusals[0].place == at);
}

TEST_CASE("a large file of XML that is made to cost much costs no more than its size") {
  const auto head = "<docs>" + repeat(many, [](int i) {
                      return "<doc><id>" + std::to_string(i) + "</id><text>" + paragraphs(2) + "</text></doc>";
                    });
  for (const char* const flood : {"<doc>", "<!--", "<![CDATA[", "<?x", "<!DOCTYPE", "<a '", "<", "</", "<doc><!--"}) {
    INFO(flood);
    const auto got = read_as_stream(head + repeat(300'000, [&](int) { return flood; }));
    CHECK(got.articles.size() >= many);
  }
}

TEST_CASE("a record of very many values costs no more than its size") {
  constexpr int count = 200'000;
  const auto values = repeat(count, [](int i) { return "<v n='" + std::to_string(i) + "'>س</v>"; });
  const auto names =
      repeat(count / 4, [](int i) { return "<v" + std::to_string(i) + ">س</v" + std::to_string(i) + ">"; });
  for (const auto& inside : {values, names, "<w>" + values + "</w>", "<text>" + values + "</text>"}) {
    const auto got =
        read_as_tree("<docs><doc><title>قمة</title>" + inside + "</doc><doc><title>ب</title></doc></docs>");
    REQUIRE(got.articles.size() == 2);
    CHECK(got.articles[0].text.size() > count / 4);
  }
}

}  // namespace
}  // namespace diwan::ingest
