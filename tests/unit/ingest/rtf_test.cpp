// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>

#include <string>
#include <string_view>

#include "ingest/rtf_reader.hpp"
#include "ingest/rtf_text.hpp"
#include "support/encode.hpp"
#include "unit/ingest/recorder.hpp"

namespace diwan::ingest {
namespace {

TEST_CASE("the text of RTF") {
  struct Row {
    const char* rtf;
    const char* text;
    const char* reason;
  };
  const Row rows[] = {
      {R"({\rtf1\ansi\ansicpg1256 \'e3\'d1\'d3\'ed})", "مرسي", "the code page of the document"},
      {R"({\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset178 A;}{\f1\fcharset204 B;}}\f0 \'e3\'d1\'d3\'ed\f1 \'c3})",
       "مرسيГ", "the character set of the font"},
      {R"({\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset178 B;}}\ltrch\fcs0 \f0 \rtlch\fcs1 \af1 \'e3\'d1\ltrch\fcs0 \'e9})",
       "مرé", "the font of right-to-left text"},
      {R"({\rtf1\ansi\uc1 \u1605?\u1606 ?x})", "منx", "a letter and what old readers show instead"},
      {R"({\rtf1\ansi\uc2 \u1605\'e3\'e3x{\uc0 \u1606 y}})", "مxنy", "two bytes instead, none in a group"},
      {R"({\rtf1\ansi \u-10179?\u-8704?})", "\U0001F600", "two halves of a pair, negative"},
      {R"({\rtf1\ansi a\u-10179?b})", "a\uFFFDb", "half a pair"},
      {"{\\rtf1\\ansi a\r\nb\\par c\\tab d\\cell e\\row f}", "ab\nc\td\te\nf",
       "line ends are none; paragraphs, cells, rows"},
      {R"({\rtf1{\fonttbl{\f0 Font;}}{\colortbl;\red1;}{\stylesheet{\s1 Style;}}{\*\unknown x}{\pict 00ff}text})",
       "text", "what is no text"},
      {R"({\rtf1{\*\shpinst{\sp{\sn n}{\sv v}}{\shptxt box}} text})", " text\nbox",
       "a text box stands behind the text, like a note"},
      {R"({\rtf1{\upr{???}{\*\ud{\u1605?\u1578?\u1606?}}} x})", "متن x", "of what stands twice, that with Unicode"},
      {R"({\rtf1 a{\footnote{\upr{?}{\*\ud{\u1605?}}}} b{\*\annotation c})", "a b\nم\nc", "notes do not run together"},
      {"{\\rtf1{\\header head\\par}{\\footerf foot\\plain\\par}text{\\header head}\\par}", "text\nhead\nfoot\n",
       "headers and footers once each, behind the text"},
      {R"({\rtf1{\header{\*\shpinst{\shptxt no. 7}}{\footnote f}}{\header{\*\shpinst{\shptxt no. 7}}}text)",
       "text\nno. 7\nf\n", "a text box of a header belongs to it"},
      {R"({\rtf1{\field{\*\fldinst HYPERLINK "x"}{\fldrslt shown}}})", "shown", "a field shows its result"},
      {R"({\rtf1 word{\footnote note} more})", "word more\nnote", "notes stand behind the text"},
      {R"({\rtf1 a{\v hidden}{\deleted gone}b\~\_c\{\}\\})", "ab\u00A0-c{}\\", "hidden, deleted, signs"},
      {"{\\rtf1 a\\bin3 }}}b}", "ab", "binary data by its length"},
  };
  for (const auto& row : rows) {
    INFO(row.reason);
    CHECK(read_rtf_text(row.rtf).text == row.text);
  }
}

/// Bytes as RTF writes them.
std::string escaped(std::string_view text, std::string_view encoding) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string rtf;
  const auto bytes = test::encode(text, encoding).value();
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      rtf += c;
    } else {
      ((rtf += "\\'") += digits[byte / 16]) += digits[byte % 16];
    }
  }
  return rtf;
}

TEST_CASE("RTF that declares another encoding than it is in") {
  const std::string arabic = "اجتمع وزراء الخارجية العرب في القاهرة أمس لبحث تطورات الأوضاع في المنطقة";
  const std::string little = "مؤتمر القمة العربية";
  const std::string french = "Le président a été reçu à l'Élysée où il a déjà rencontré les délégués";
  const std::string western =
      R"({\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset0 B;}{\f2\fcharset178 C;}})";
  struct Row {
    std::string rtf;
    std::string text;
    const char* warning;
    const char* reason;
  };
  const Row rows[] = {
      {western + "\\f0 " + escaped(arabic, "windows-1256") + "}", arabic,
       "read as windows-1256, though it declares windows-1252", "the code page of the machine"},
      {western + "\\f0 " + escaped(french, "windows-1252") + "\\par\\f1 " + escaped(arabic, "windows-1256") + "}",
       french + "\n" + arabic, "read as windows-1256, though it declares windows-1252", "each font by itself"},
      {western + "\\f0 " + escaped(little, "windows-1256") + "\\par\\f1 " + escaped(arabic, "windows-1256") + "}",
       little + "\n" + arabic, "read as windows-1256, though it declares windows-1252",
       "little text goes with what another font is in"},
      {R"({\rtf1\mac\ansicpg10004{\fonttbl\f0\fcharset178 Geeza;}\f0 )" + escaped(little, "MacArabic") + "}", little,
       "read as MacArabic, though it declares windows-1256", "the code page of the document against that of the font"},
      {western + "\\f0 " + escaped(french, "windows-1252") + "\\par\\f2 " + escaped(arabic, "windows-1256") + "}",
       french + "\n" + arabic, "", "what is right stays"},
      {R"({\rtf1\ansi\ansicpg1251 )" + escaped("Президент России принял делегацию министров", "windows-1251") + "}",
       "Президент России принял делегацию министров", "", "Russian stays"},
      {R"({\rtf1\ansi\ansicpg1256 )" + escaped("گزارش وزارت امور خارجه درباره مذاکرات", "windows-1256") + "}",
       "گزارش وزارت امور خارجه درباره مذاکرات", "", "Persian stays"},
  };
  for (const auto& row : rows) {
    INFO(row.reason);
    const auto got = read_rtf_text(row.rtf);
    CHECK(got.text == row.text);
    CHECK(got.warning == row.warning);
  }
}

TEST_CASE("what RTF says of itself") {
  const auto got = test::read_with(
      read_rtf,
      R"({\rtf1\ansi\ansicpg1256{\info{\title \'e3\'d1\'d3\'ed}{\author Ali}{\creatim\yr2004\mo3\dy5\hr1}}text\par})",
      "a.doc");
  REQUIRE(got.articles.size() == 1);
  CHECK(got.articles[0] == test::described_letter());
  CHECK(got.warnings.empty());
  const auto twice = test::read_with(
      read_rtf,
      R"({\rtf1{\info{\upr{\title \'3f}{\*\ud{\title \u1593\'3f\u1606\'3f}}}{\author \u1593?}{\author Ali}}text})",
      "a.rtf");
  REQUIRE(twice.articles.size() == 1);
  CHECK(twice.articles[0].title == "عن");
  CHECK(twice.articles[0].field("author") == "ع");
  CHECK(test::read_with(read_rtf, "{\\rtf1 cut {here", "a.rtf").warnings.size() == 1);
  CHECK(test::read_with(read_rtf, "{\\rtf1 }", "a.rtf").refusals.at(0).reason == "no text in it");
}

}  // namespace
}  // namespace diwan::ingest
