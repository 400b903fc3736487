// SPDX-License-Identifier: GPL-2.0-or-later
// What becomes title, text and fields of records and documents of XML.
#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

#include "ingest/xml_reader.hpp"
#include "unit/ingest/recorder.hpp"

namespace diwan::ingest {
namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

struct Row {
  std::string xml;
  std::string id;
  std::string title;
  std::string text;
  Fields fields;  ///< some of them
  bool warns;     ///< that --map is needed
  const char* reason;
};

void check(const Row& row) {
  INFO(row.reason);
  const auto got = test::read_with(read_xml, row.xml, "f.xml");
  CHECK(got.refusals.empty());
  REQUIRE_FALSE(got.articles.empty());
  const auto& article = got.articles.front();
  CHECK(article.identity.id == row.id);
  CHECK(article.title == row.title);
  CHECK(article.text == row.text);
  for (const auto& [name, value] : row.fields) CHECK(article.field(name) == value);
  CHECK(got.warnings.size() == (row.warns ? 1 : 0));
  if (row.warns && !got.warnings.empty()) CHECK(got.warnings[0].reason.find("--map") != std::string::npos);
}

TEST_CASE("the values of a record of XML are found where they stand") {
  const Row rows[] = {
      {"<posts><row Id='7' Title='إعراب الصابرين' Body='&lt;p&gt;ما &lt;b&gt;إعراب&lt;/b&gt; الكلمة&lt;/p&gt;'/>"
       "<row Id='8' Body='منصوب على المدح'/></posts>",
       "7",
       "إعراب الصابرين",
       "ما إعراب الكلمة",
       {},
       false,
       "all in attributes"},
      {"<list><m n='1' said='قال الوزير في بيان'/><m n='2' said='قالت الوزارة أيضا'/></list>",
       "f.xml#1",
       "",
       "قال الوزير في بيان",
       {{"n", "1"}},
       true,
       "in attributes of names that nobody knows"},
      {"<news><piece id='1' headline='عنوان' date='2022-09-14'><p>فقرة أولى</p></piece>"
       "<piece id='2'><p>فقرة ثانية</p></piece></news>",
       "1",
       "عنوان",
       "فقرة أولى",
       {{"date", "2022-09-14"}},
       true,
       "some in attributes"},
      {"<doc id='7' url='http://a/7' title='ماء'>\nالماء <a>مادة</a>ان &amp; غيرها\n</doc>\n"
       "<doc id='8' url='http://a/8' title='نار'>\nالنار ظاهرة\n</doc>",
       "7",
       "ماء",
       "الماء مادةان & غيرها",
       {{"url", "http://a/7"}},
       false,
       "text right in the record"},
      {"<add><doc><field name='id'>5</field><field name='title'>قمة</field><field name='content'>نص</field></doc></add>"
       "<add><doc><field name='id'>6</field><field name='content'>نص</field></doc></add>",
       "5",
       "قمة",
       "نص",
       {},
       false,
       "names in an attribute"},
      {"<wiki><info><name>x</name><base>y</base></info><page><title>بغداد</title><id>12</id><revision><id>99</id>"
       "<by><user>م</user></by><text>بغداد عاصمة العراق</text></revision></page>"
       "<page><title>دمشق</title><id>13</id><revision><text>س</text></revision></page>"
       "<page><title>حلب</title><id>14</id><revision><text>س</text></revision></page></wiki>",
       "12",
       "بغداد",
       "بغداد عاصمة العراق",
       {{"revision.id", "99"}},
       false,
       "in an element of the record"},
      {"<oai><record><header><key>x:1</key></header><metadata><dc><title>رسالة</title><creator>علي</creator>"
       "<creator>عمر</creator><description>في النحو</description></dc></metadata></record>"
       "<record><header/><metadata><dc><title>ب</title></dc></metadata></record></oai>",
       "f.xml#1",
       "رسالة",
       "في النحو",
       {{"author", "علي, عمر"}, {"header", "x:1"}},
       false,
       "two elements deep"},
      {"<DOC><DOCNO>1</DOCNO><HEADER><DATE>19940513</DATE></HEADER><BODY><HEADLINE>قمة</HEADLINE><TEXT>نص</TEXT></BODY>"
       "</DOC><DOC><DOCNO>2</DOCNO><TEXT>ب</TEXT></DOC>",
       "1",
       "قمة",
       "قمة\nنص",
       {{"date", "19940513"}},
       false,
       "the title in the text"},
      {"<all><art><title>خبر</title><matn>وقعت الشركة عقدا كبيرا</matn></art><art><title>ب</title></art></all>",
       "f.xml#1",
       "خبر",
       "وقعت الشركة عقدا كبيرا",
       {{"matn", "وقعت الشركة عقدا كبيرا"}},
       true,
       "a text nobody knows"},
      {"<feed><entry><id>1</id><title>قمة</title><link rel='replies' href='http://a/c'/><link rel='alternate' "
       "href='http://a/p'/><author><name>فلان</name><uri>http://u</uri><email>a@b</email></author><category "
       "scheme='http://s' term='أدب'/><content>نص</content></entry></feed>",
       "1",
       "قمة",
       "نص",
       {{"url", "http://a/p"}, {"author", "فلان"}, {"category", "أدب"}},
       false,
       "Atom"},
      {"<feed><entry><id>1</id><title>قمة</title><link rel='self' href='http://a/s'/><link rel='edit' "
       "href='http://a/e'/></entry></feed>",
       "1",
       "قمة",
       "",
       {{"url", "http://a/s"}},
       false,
       "Atom without a page"},
  };
  for (const auto& row : rows) check(row);
}

TEST_CASE("a document of XML is one article with all its text") {
  const Row rows[] = {
      {"<article lang='ar'><info><title>تقرير</title><author><personname><firstname>يوسف</firstname>"
       "<surname>العلمي</surname></personname><email>a@b</email></author><date>2019-03-05</date></info>"
       "<section id='a'><title>مقدمة</title><para>نص</para></section><section "
       "id='b'><title>خاتمة</title><para>تم</para>"
       "</section></article>",
       "f.xml",
       "تقرير",
       "تقرير\nيوسف العلمي\na@b\n2019-03-05\nمقدمة\nنص\nخاتمة\nتم",
       {{"author", "يوسف العلمي"}, {"date", "2019-03-05"}, {"language", "ar"}},
       false,
       "DocBook"},
      {"<article><front><journal-meta><issn/></journal-meta><article-meta><title-group><article-title>تقرير</"
       "article-title>"
       "</title-group><contrib><string-name>يوسف</string-name><xref>1</xref></contrib><pub-date><day>5</day><month>3"
       "</month><year>2019</year></pub-date></article-meta></front><body><sec><title>مقدمة</title><p>نص</p></sec><sec>"
       "<title>خاتمة</title><p>تم</p></sec></body></article>",
       "f.xml",
       "تقرير",
       "تقرير\nيوسف\n1\n5\n3\n2019\nمقدمة\nنص\nخاتمة\nتم",
       {{"author", "يوسف"}, {"date", "2019-3-5"}},
       false,
       "JATS"},
      {"<law><title>قانون</title><part><title>أحكام</title><p>نص</p></part><part><title>عقد</title><p>تم</p></part></"
       "law>",
       "f.xml",
       "قانون",
       "قانون\nأحكام\nنص\nعقد\nتم",
       {},
       false,
       "a title of its own"},
      {"<TEI><teiHeader><title>ديوان</title><date when='2015-02-03'>٣ فبراير</date></teiHeader><text>نص</text></TEI>",
       "f.xml",
       "ديوان",
       "نص",
       {{"date", "2015-02-03"}},
       false,
       "TEI: a date for programs"},
      {"<map><place n='مدينة القاهرة'/></map>", "f.xml", "f.xml", "مدينة القاهرة", {}, false, "nothing but attributes"},
  };
  for (const auto& row : rows) check(row);
  CHECK(test::read_with(read_xml, "<a b='1'><c/></a>", "f.xml").refusals.at(0).reason == "no text in it");
}

TEST_CASE("what stands inside of text does not part words") {
  const std::pair<const char*, const char*> rows[] = {
      {"<p>تقرر <i>ال</i>جمعية أن <x>تع</x>قد</p>", "تقرر الجمعية أن تعقد"},
      {"<p>ال<italic>مرا</italic>كب <bold>كلها</bold></p>", "المراكب كلها"},
      {"<p><x>ال</x>جمعية</p><q>ب</q>", "الجمعية\nب"},
      {"<p>الأمين العام<mark9>1</mark9> تقديم<y/>تقرير<z>٢</z></p>", "الأمين العام 1 تقديم تقرير ٢"},
      {"<p>سيف الدو<lb break='no'/>لة في<lb/>حلب</p>", "سيف الدولة في\nحلب"},
      {"<p><s>قال</s><s>ثم</s></p>", "قال ثم"},
      {"<p><w>إن</w><pc>،</pc><w>مج<hi>لس</hi></w><c> </c><w>الأمن</w></p>", "إن، مجلس الأمن"},
      {"<p>قرأ <title>كتاب</title>ه</p>", "قرأ كتابه"},
      {"<h><title>قمة</title><date>2020</date><who>فلان</who></h>", "قمة\n2020\nفلان"},
      {"<n><forename>أبو</forename><surname>الطيب</surname></n>", "أبو الطيب"},
      {"<p>نص<note>حاشية</note>بعد</p>", "نص\nحاشية\nبعد"},
      {"<li>نص<ul><li>أ</li><li>ب</li></ul></li>", "نص\nأ\nب"},
  };
  for (const auto& [xml, text] : rows) {
    INFO(xml);
    const auto got = test::read_with(read_xml, "<doc>" + std::string(xml) + "</doc>", "f.xml");
    REQUIRE(got.articles.size() == 1);
    CHECK(got.articles[0].text == text);
  }
}

TEST_CASE("no words are lost behind a bare sign in HTML that a value holds escaped") {
  const auto got =
      test::read_with(read_xml,
                      "<rss><channel><item><title>خبر</title><description>&lt;p&gt;من: أحمد "
                      "&lt;ahmad@example.org&gt; إذا كان a&lt;b فالناتج صحيح&lt;/p&gt;</description></item>"
                      "<item><title>ثان</title><description>نص</description></item></channel></rss>",
                      "f.xml");
  REQUIRE(got.articles.size() == 2);
  CHECK(got.articles[0].text == "من: أحمد <ahmad@example.org> إذا كان a<b فالناتج صحيح");
}

}  // namespace
}  // namespace diwan::ingest
