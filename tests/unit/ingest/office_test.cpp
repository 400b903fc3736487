// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/office_reader.hpp"

#include <catch2/catch.hpp>

#include <string>

#include "support/encode.hpp"
#include "unit/ingest/pack.hpp"
#include "unit/ingest/recorder.hpp"

namespace diwan::ingest {
namespace {

using test::Members;
using test::Recorder;

Recorder read(const Members& members, const std::string& path) {
  Recorder recorder;
  FileOutput output("s", path, recorder);
  read_office_document(test::pack(members, archive_write_set_format_zip, nullptr, "zip:compression=store"), output);
  return recorder;
}

std::string text_of(const Recorder& got) {
  REQUIRE(got.articles.size() == 1);
  return got.articles[0].text;
}

std::string docx(const std::string& body) {
  return "<?xml version='1.0' encoding='UTF-8'?><w:document xmlns:w='w'><w:body>" + body + "</w:body></w:document>";
}

std::string odt(const std::string& body) {
  return "<o:document-content xmlns:o='o' xmlns:t='t' xmlns:dc='d' xmlns:svg='s'><o:body><o:text>" + body +
         "</o:text></o:body></o:document-content>";
}

TEST_CASE("signs that DOCX writes as elements") {
  struct Row {
    const char* body;
    const char* text;
    const char* reason;
  };
  const Row rows[] = {
      {"<w:p><w:r><w:t>٢٠٢١</w:t><w:noBreakHyphen/><w:t>٢٠٢٢ "
       "F</w:t></w:r><w:r><w:noBreakHyphen/><w:t>16</w:t></w:r></w:p>",
       "٢٠٢١-٢٠٢٢ F-16", "a hyphen that keeps a line whole is one"},
      {"<w:p><w:r><w:t>الاستـ</w:t><w:softHyphen/><w:t>ـقلال</w:t></w:r></w:p>", "الاستــقلال",
       "a place where a line may break parts no word"},
      {"<w:p><w:r><w:t>أول</w:t><w:cr/><w:t>ثان</w:t><w:tab/><w:t>ثالث</w:t><w:ptab/><w:t>رابع</w:t></w:r></w:p>",
       "أول\nثان ثالث رابع", "lines and tabs"},
      {"<w:p><w:r><w:t>قال</w:t><w:sym w:font='AGA' w:char='F072'/><w:t>وزاد</w:t><w:sym w:font='X' "
       "w:char='060C'/></w:r></w:p>",
       "قال وزاد،", "signs of symbol fonts have no letters"},
      {"<w:p><w:moveFrom><w:r><w:t>منقول</w:t></w:r></w:moveFrom><w:r><w:t>باق</w:t></w:r><w:moveTo><w:r><w:t> "
       "منقول</w:t></w:r></w:moveTo></w:p>",
       "باق منقول", "what was moved stands where it is now"},
  };
  for (const auto& row : rows) {
    INFO(row.reason);
    CHECK(text_of(read({{"word/document.xml", docx(row.body)}}, "a.docx")) == row.text);
  }
}

TEST_CASE("notes, comments, headers and footers stand behind the text of DOCX") {
  const auto part = [](const std::string& root, const std::string& text) {
    return "<w:" + root + " xmlns:w='w'><w:p><w:r><w:t>" + text + "</w:t></w:r></w:p></w:" + root + ">";
  };
  const auto got = read({{"word/header1.xml", part("hdr", "الرقم: ١٢/٣")},
                         {"word/header2.xml", part("hdr", "الرقم: ١٢/٣")},
                         {"word/footer1.xml", part("ftr", "سري")},
                         {"word/document.xml", docx("<w:p><w:r><w:t>متن</w:t><w:footnoteReference/></w:r></w:p>")},
                         {"word/comments.xml", part("comments", "تعليق")},
                         {"word/footnotes.xml", part("footnotes", "حاشية")}},
                        "a.docx");
  CHECK(text_of(got) == "متن\nحاشية\nتعليق\nالرقم: ١٢/٣\nسري");
}

TEST_CASE("notes, comments and names of drawings of OpenDocument part or join no words") {
  const std::string body =
      "<t:p>نص<t:note><t:note-citation>١</t:note-citation><t:note-body><t:p>حاشية</t:p></t:note-body></t:note> "
      "بعد</t:p>"
      "<t:p>فقرة<o:annotation><dc:creator>سمير</dc:creator><dc:date>2020-01-01</dc:date><t:p>رأي</t:p><t:p>ثان</t:p>"
      "</o:annotation> بها تعليق</t:p>"
      "<t:p>انظر<t:frame><svg:title>خريطة</svg:title><svg:desc>وصف</svg:desc></t:frame>هنا "
      "<t:title>عن</t:title>وان</t:p>"
      "<t:p><t:ruby><t:ruby-base>أساس</t:ruby-base><t:ruby-text>روبي</t:ruby-text></t:ruby></t:p>";
  const std::string styles =
      "<o:document-styles xmlns:o='o' xmlns:t='t' xmlns:y='y'><o:master-styles><y:master-page><y:header><t:p>رأس</t:p>"
      "</y:header><y:header-left "
      "y:display='false'><t:p>لا</t:p></y:header-left></y:master-page><y:master-page><y:header>"
      "<t:p>رأس</t:p></y:header><y:footer><t:p>ذيل</t:p></y:footer></y:master-page></o:master-styles></"
      "o:document-styles>";
  const std::string whole = "نص بعد\nفقرة بها تعليق\nانظر خريطة وصف هنا عنوان\nأساس روبي\nحاشية\nرأي\nثان\nرأس\nذيل";
  CHECK(text_of(read({{"mimetype", "m"}, {"content.xml", odt(body)}, {"styles.xml", styles}}, "a.odt")) == whole);

  Recorder flat;
  FileOutput output("s", "a.fodt", flat);
  read_flat_document(
      "<o:document xmlns:o='o' xmlns:t='t' xmlns:y='y'><o:master-styles><y:footer><t:p>ذيل</t:p></y:footer>"
      "</o:master-styles><o:body><o:text><t:p>متن</t:p></o:text></o:body></o:document>",
      output);
  CHECK(text_of(flat) == "متن\nذيل");

  Recorder table;
  FileOutput sheet("s", "a.fods", table);
  read_flat_document(
      "<o:document xmlns:o='o' xmlns:t='t' xmlns:y='y'><o:master-styles><y:footer><t:p>?\?\?</t:p></y:footer>"
      "</o:master-styles><o:body><o:spreadsheet><t:p>متن</t:p></o:spreadsheet></o:body></o:document>",
      sheet);
  CHECK(text_of(table) == "متن");
}

TEST_CASE("parts may be in UTF-16 or damaged") {
  const std::string body = "<w:p><w:r><w:t>وزارة الخارجية</w:t></w:r></w:p>";
  const std::string word =
      "<?xml version='1.0' encoding='UTF-16'?><w:document xmlns:w='w'><w:body>" + body + "</w:body></w:document>";
  const auto with_mark = read({{"word/document.xml", "\xFF\xFE" + test::encode(word, "UTF-16LE").value()}}, "a.docx");
  CHECK(text_of(with_mark) == "وزارة الخارجية");
  CHECK(with_mark.warnings.empty());
  CHECK(text_of(read({{"word/document.xml", test::encode(word, "UTF-16BE").value()}}, "a.docx")) == "وزارة الخارجية");

  auto damaged = docx("<w:p><w:r><w:t>قبل _ بعد</w:t></w:r></w:p><w:p><w:r><w:t>ثان</w:t></w:r></w:p>");
  damaged[damaged.find('_')] = '\0';
  const auto with_nul = read({{"word/document.xml", damaged}}, "a.docx");
  CHECK(text_of(with_nul) == "قبل \uFFFD بعد\nثان");
  REQUIRE(with_nul.warnings.size() == 1);
  CHECK(with_nul.warnings[0].reason.find("1 characters are damaged") != std::string::npos);
}

Members book(const std::string& spine, const Members& more) {
  Members members = {
      {"mimetype", "application/epub+zip"},
      {"META-INF/container.xml", "<c><rootfiles><rootfile full-path='a/b/p.opf'/></rootfiles></c>"},
      {"a/b/p.opf",
       "<package xmlns:dc='d'><metadata><dc:title>كتاب</dc:title><dc:creator>فلان</dc:creator><dc:creator>علان"
       "</dc:creator></metadata><manifest><item id='1' href='1.xhtml' media-type='application/xhtml+xml'/>"
       "<item id='2' href='../b/c%202.xhtml#top' media-type='application/xhtml+xml'/><item id='p' href='p.png' "
       "media-type='image/png'/></manifest><spine>" +
           spine + "</spine></package>"}};
  members.insert(members.end(), more.begin(), more.end());
  return members;
}

std::string page(const std::string& text, const std::string& encoding = "UTF-8") {
  return "<?xml version='1.0' encoding='" + encoding + "'?><html><body><p>" + text + "</p></body></html>";
}

TEST_CASE("no chapter of a book is lost in silence") {
  const std::string both = "<itemref idref='2'/><itemref idref='1'/>";
  const std::string cipher = "<e><EncryptedData><CipherReference URI='a/b/1.xhtml'/></EncryptedData></e>";
  const std::string arabic = "نص عربي من كتاب قديم في التاريخ";
  struct Row {
    Members members;
    std::string text;
    const char* told;  ///< by a refusal or a warning; empty: nothing
    const char* reason;
  };
  const Row rows[] = {
      {book(both, {{"a/b/1.xhtml", page("أول")}, {"a/b/c 2.xhtml", page("ثان")}}), "ثان\n\nأول", "",
       "addresses with steps, escapes and places"},
      {book(both, {{"a/b/1.xhtml", page("أول")}}), "أول", "damaged: this chapter is missing",
       "a chapter that is not there"},
      {book(both, {{"a/b/1.xhtml", "\x12\x9F"}, {"a/b/c 2.xhtml", page("ثان")}, {"META-INF/encryption.xml", cipher}}),
       "ثان", "encrypted", "a chapter that is encrypted"},
      {book("", {{"a/b/1.xhtml", page("أول")}, {"a/b/c 2.xhtml", page("ثان")}}), "أول\n\nثان",
       "damaged: its list of chapters is empty; all its pages are read, in the order of its list of files", "no order"},
      {book("<itemref idref='1'/><itemref idref='9'/>", {{"a/b/1.xhtml", page("أول")}}), "أول",
       "damaged: 1 of its chapters are not in its list of files and are left out", "a chapter without a file"},
      {book("<itemref idref='1'/>", {{"a/b/1.xhtml", page("أول\xFFنص")}}), "أول\uFFFDنص",
       "1 characters are damaged and became U+FFFD; the encoding may be another: --encoding NAME forces one",
       "one damaged byte"},
      {book("<itemref idref='1'/>",
            {{"a/b/1.xhtml", test::encode(page(arabic, "windows-1256"), "windows-1256").value()}}),
       arabic, "", "an encoding that it declares"},
      {book("<itemref idref='1'/>",
            {{"a/b/1.xhtml", "\xFF\xFE" + test::encode(page(arabic, "UTF-16"), "UTF-16LE").value()}}),
       arabic, "", "UTF-16"},
  };
  for (const auto& row : rows) {
    INFO(row.reason);
    const auto got = read(row.members, "a.epub");
    CHECK(text_of(got) == row.text);
    CHECK(got.articles[0].field("author") == "فلان, علان");
    const auto& told = got.refusals.empty() ? got.warnings : got.refusals;
    CHECK(got.refusals.size() + got.warnings.size() == (*row.told == '\0' ? 0 : 1));
    CHECK((told.empty() ? std::string() : told[0].reason) == row.told);
  }
  const auto locked =
      read(book("<itemref idref='1'/>", {{"a/b/1.xhtml", "\x12\x9F"}, {"META-INF/encryption.xml", cipher}}), "a.epub");
  CHECK(locked.articles.empty());
  CHECK(locked.refusals.at(0).reason == "encrypted");
  const auto bare = read({{"mimetype", "m"}, {"META-INF/container.xml", "<c/>"}}, "a.epub");
  CHECK(bare.refusals.at(0).reason == "damaged: its package (.opf) is missing or is not XML");
}

}  // namespace
}  // namespace diwan::ingest
