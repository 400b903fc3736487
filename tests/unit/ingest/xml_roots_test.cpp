// SPDX-License-Identifier: GPL-2.0-or-later
// Files that hold several documents of XML or SGML, one after the other.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "ingest/xml_reader.hpp"
#include "ingest/xml_roots.hpp"
#include "unit/ingest/recorder.hpp"

namespace diwan::ingest {
namespace {

/// As one tree, and as a file that is larger than what is read so.
std::vector<test::Recorder> read_both_ways(const std::string& xml) {
  const auto as_stream = [&](ByteStream& bytes, FileOutput& output) {
    read_xml_within({.tree = xml.size() - 20, .record = std::size_t{1} << 20}, bytes, output);
  };
  return {test::read_with(read_xml, xml, "f.xml"), test::read_with(as_stream, xml, "f.xml")};
}

TEST_CASE("every document of a file is read, whatever its root looks like") {
  struct Row {
    std::string xml;
    std::vector<std::string> ids;
    std::string last_text;
    const char* reason;
  };
  const std::string words = "قال وزير الخارجية في بيان له";
  const auto text = "<TEXT>\n<P>\n" + words + "\n</P>\n</TEXT>\n</DOC>\n";
  const Row rows[] = {
      {"<DOC id=\"AFA.1\" type=\"story\" >\n" + text + "<DOC id=\"AFA.2\" type=\"story\" >\n" + text +
           "<DOC id='AFA.3'>" + text,
       {"AFA.1", "AFA.2", "AFA.3"},
       words,
       "attributes"},
      {"<DOC>\n<DOCNO> 1 </DOCNO>" + text + "<DOC><DOCNO>2</DOCNO><TEXT>أ & ب &amp; ج AT&T</TEXT></DOC>\n",
       {"1", "2"},
       "أ & ب & ج AT&T",
       "bare signs"},
      {"<?xml version='1.0'?>\n<!DOCTYPE nota [<!ENTITY w \"وزارة\">]>\n<nota><id>1</id><text>" + words +
           "</text></nota>\n<?xml version='1.0' encoding='utf-8'?>\n<!-- <x> --><!DOCTYPE nota SYSTEM 'n.dtd'>\n"
           "<nota><id>2</id><text>وزارة الخارجية</text></nota>",
       {"1", "2"},
       "وزارة الخارجية",
       "declarations of each"},
      {"<rss><channel><title>ن</title><item><guid>1</guid><title>أ</title></item></channel></rss>\n"
       "<rss><channel><title>ن</title><item><guid>2</guid><title>ب</title></item><item><guid>3</guid><title>ب</title>"
       "<description>" +
           words + "</description></item></channel></rss>",
       {"1", "2", "3"},
       words,
       "feeds: their entries"},
      {"<add><doc><id>1</id><body>س</body></doc></add><add><doc><id>2</id><body>ص</body></doc></add>",
       {"1", "2"},
       "ص",
       "exports: their records"},
      {"<TEI xml:id='a'><teiHeader/><text><p>أ</p></text></TEI>\n<TEI "
       "xml:id='b'><teiHeader/><text><p>ب</p></text></TEI>",
       {"a", "b"},
       "ب",
       "TEI"},
      {"<doc><id>1</id><text><![CDATA[a &nbsp b]]></text></doc><doc/>"
       "<doc><id>2</id><text><![CDATA[أ <doc> & ب]]></text></doc>",
       {"1", "2"},
       "أ <doc> & ب",
       "tags and signs in CDATA"},
  };
  for (const auto& row : rows) {
    for (const auto& got : read_both_ways(row.xml)) {
      INFO(row.reason);
      std::vector<std::string> ids;
      for (const auto& article : got.articles) ids.push_back(article.identity.id);
      CHECK(ids == row.ids);
      CHECK(got.refusals.empty());
      CHECK((got.articles.empty() || got.articles.back().text == row.last_text));
    }
  }
}

TEST_CASE("one document keeps its root, whatever it holds") {
  const char* const rows[] = {
      "<a>x</a>", "<?xml version='1.0'?><!-- <b/> --><a><a/><b>x</b><![CDATA[</a><c>]]></a>\n<!-- <b/> -->",
      "<a><b>",   "no XML",
      "</a></a>", "",
  };
  for (const auto* const row : rows) CHECK_FALSE(with_shared_root(row));
  CHECK(with_shared_root("<a>1</a> <b/>\n<a>2").value() == "<documents>\n<a>1</a>\n<b/>\n<a>2\n</documents>");
}

}  // namespace
}  // namespace diwan::ingest
