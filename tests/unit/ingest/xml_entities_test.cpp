// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>

#include <fstream>
#include <string>
#include <vector>

#include "ingest/xml_reader.hpp"
#include "support/temporary_folder.hpp"
#include "unit/ingest/recorder.hpp"

namespace diwan::ingest {
namespace {

std::string text_of(const std::string& xml) {
  const auto got = test::read_with(read_xml, xml, "f.xml");
  REQUIRE(got.articles.size() == 1);
  return got.articles[0].text;
}

TEST_CASE("entities that a document declares are what they stand for") {
  struct Row {
    const char* declared;
    const char* inside;
    const char* text;
    const char* reason;
  };
  const Row rows[] = {
      {"<!ENTITY un 'الأمم المتحدة'>", "قرار &un;.", "قرار الأمم المتحدة.", "a text"},
      {"<!ENTITY organisation_des_nations 'الأمم'>", "ب&organisation_des_nations;", "بالأمم",
       "a long name, inside of a word"},
      {"<!ENTITY الأمم 'المتحدة'>", "&الأمم;", "المتحدة", "a name in Arabic"},
      {"<!ENTITY p '<p>أ &un;</p><p>ب</p>'><!ENTITY un 'الأمم'>", "نص&p;", "نص\nأ الأمم\nب",
       "elements, and others in it"},
      {"<!ENTITY % e \"<!ENTITY un 'الأمم'>\">%e;", "&un;", "الأمم", "one that declares another"},
      {"<!ENTITY lt2 '&#38;#60;'>", "أ &lt2; ب &amp; ج", "أ < ب & ج", "signs"},
      {"<!ENTITY un SYSTEM 'http://localhost/un.xml'>", "قرار &un; آخر", "قرار آخر", "outside of the file: nothing"},
      {"<!ENTITY % e SYSTEM 'e.dtd'>%e;<!ENTITY un 'الأمم'>", "&un;", "الأمم", "behind declarations from outside"},
      {"", "أ&nbsp;ب caf&eacute;", "أ\u00A0ب café", "what HTML names so"},
      {"", "AT&T; &nosuch; x?a=1&b=2; & ; &#1575;", "AT&T; &nosuch; x?a=1&b=2; & ; ا", "what nobody declares stays"},
  };
  for (const auto& row : rows) {
    INFO(row.reason);
    CHECK(text_of(std::string("<!DOCTYPE doc [") + row.declared + "]><doc><p>" + row.inside + "</p></doc>") ==
          row.text);
  }
  CHECK(text_of("<doc><p>caf&eacute; &nosuch; <![CDATA[&eacute; & &b]]> &eacute;&</p></doc>") ==
        "café &nosuch; &eacute; & &b é&");
  const auto records =
      test::read_with(read_xml,
                      "<!DOCTYPE r [<!ENTITY un 'الأمم'>]><r><item title='&un; 1'><text>أ</text></item>"
                      "<item title='2'><text>&un;</text></item></r>",
                      "f.xml");
  REQUIRE(records.articles.size() == 2);
  CHECK(records.articles[0].title == "الأمم 1");
  CHECK(records.articles[1].text == "الأمم");
}

TEST_CASE("no file is opened for an entity") {
  const test::TemporaryFolder folder;
  const std::string path = (folder.path() / "secret.txt").string();
  std::ofstream(path) << "<!ENTITY s 'سر'>سر";
  for (const std::string& declared :
       {"<!ENTITY f SYSTEM '" + path + "'>", "<!ENTITY f SYSTEM 'file://" + path + "'>",
        "<!ENTITY % e SYSTEM '" + path + "'>%e;<!ENTITY f '&s;'>",
        "<!ENTITY % e SYSTEM 'file://" + path + "'><!ENTITY f PUBLIC 'x' '" + path + "'>%e;"}) {
    INFO(declared);
    CHECK(text_of("<!DOCTYPE x [" + declared + "]><x>نص &f; آخر</x>").find("سر") == std::string::npos);
  }
  CHECK(text_of("<!DOCTYPE x SYSTEM '" + path + "'><x>نص &s;</x>") == "نص &s;");
}

TEST_CASE("entities that grow without bounds are refused") {
  std::string steps = "<!ENTITY a0 'لول'>";
  for (int i = 1; i < 12; ++i) {
    steps += "<!ENTITY a" + std::to_string(i) + " '";
    for (int n = 0; n < 10; ++n) steps += "&a" + std::to_string(i - 1) + ";";
    steps += "'>";
  }
  std::string long_text;
  std::string references;
  for (int i = 0; i < 10'000; ++i) {
    long_text += "نص طويل ";
    references += "&a;";
  }
  const std::string rows[] = {
      "<!DOCTYPE x [" + steps + "]><x><p>قبل</p><p>&a11;</p></x>",
      "<!DOCTYPE x [" + steps + "]><x><p b='&a11;'>نص</p></x>",
      "<!DOCTYPE x [<!ENTITY a '" + long_text + "'>]><x>" + references + "</x>",
      "<!DOCTYPE x [<!ENTITY a '&b;'><!ENTITY b '&a;'>]><x>قبل &a; بعد</x>",
  };
  for (const auto& row : rows) {
    const auto got = test::read_with(read_xml, row, "f.xml");
    CHECK(got.articles.empty());
    REQUIRE(got.refusals.size() == 1);
    CHECK(got.refusals[0].reason == "its entities hold themselves, or expand too far");
  }
  // Much text by few words of a document that is long itself is no bomb.
  std::string many;
  for (int i = 0; i < 10'000; ++i) many += "<p>قرار &un;</p>";
  CHECK(text_of("<!DOCTYPE x [<!ENTITY un 'منظمة الأمم المتحدة للتربية والعلم والثقافة'>]><x>" + many + "</x>").size() >
        700'000);
}

TEST_CASE("words and signs of TEI stand as they were written") {
  const std::pair<const char*, const char*> rows[] = {
      {"<s><w>قال</w>\n<w>الرئيس</w>\n<pc>:</pc>\n<pc>«</pc>\n<w>نعم</w>\n<pc>»</pc>\n<pc>.</pc>\n<w>ثم</w></s>",
       "قال الرئيس: «نعم». ثم"},
      {"<s><w>قال</w><pc>،</pc><pc>(</pc><w>نعم</w><pc>)</pc><pc>؟</pc></s>", "قال، (نعم)؟"},
      {"<s><w>أ</w><pc>-</pc><w>ب</w><pc join='right'>\"</pc><w>ج</w><pc join='left'>\"</pc><pc join='no'>.</pc></s>",
       "أ - ب \"ج\" ."},
      {"<s><w join='right'>و</w> <w>قال</w> <w>كتاب</w> <w join='left'>ه</w> <w>ب</w> <pc join='both'>-</pc> "
       "<w>ج</w></s>",
       "وقال كتابه ب-ج"},
      {"<p>كتا-<lb break='no'/>بة و كتا\n  <lb n='2' break='no'/>\n  بة</p>", "كتابة و كتابة"},
      {"<p>كتا<pb break='no' n='3'/><lb break='no'/>بة<pb/>نص<lb/>ثان</p>", "كتابة\nنص\nثان"},
      {"<p>1990-<lb break='no'/>1995 و ١٩٩٠-<lb break='no'/>١٩٩٥</p>", "1990-1995 و ١٩٩٠-١٩٩٥"},
      {"<s><w>Jean</w><pc join='both'>-</pc><w join='both'>Paul</w></s>", "Jean-Paul"},
      {"<p>قال <w>الوزير</w><pc>،</pc> ثم</p>", "قال الوزير، ثم"},
  };
  for (const auto& [xml, text] : rows) {
    INFO(xml);
    CHECK(text_of("<doc>" + std::string(xml) + "</doc>") == text);
  }
}

}  // namespace
}  // namespace diwan::ingest
