// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/pdf_reader.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/document_title.hpp"
#include "ingest/running_lines.hpp"
#include "ingest/word_direction.hpp"
#include "text/utf8.hpp"
#include "unit/ingest/recorder.hpp"

namespace diwan::ingest {
namespace {

using test::read_with;

std::string object(int number, const std::string& body) {
  return std::to_string(number) + " 0 obj\n" + body + "\nendobj\n";
}

std::string stream(const std::string& body) {
  return "<< /Length " + std::to_string(body.size()) + " >>\nstream\n" + body + "\nendstream";
}

/// A letter without a width of its own.
constexpr std::string_view thin = "0625";

/// A PDF of one font, under the names F and G, in which byte N (from 1) shows the UTF-16 letters `letters[N - 1]`, in
/// hexadecimal.
std::string pdf(const std::vector<std::string>& letters, const std::vector<std::string>& pages,
                const std::string& info = "<< >>") {
  std::string map =
      "/CIDInit /ProcSet findresource begin\nbegincmap\n1 begincodespacerange <00> <FF> endcodespacerange\n" +
      std::to_string(letters.size()) + " beginbfchar\n";
  std::string widths;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    constexpr const char* digits = "0123456789ABCDEF";
    map += std::string("<") + digits[(i + 1) / 16] + digits[(i + 1) % 16] + "> <" + letters[i] + ">\n";
    widths += letters[i] == thin ? " 0" : " 500";
  }
  map += "endbfchar\nendcmap\n";
  std::string kids;
  std::string objects;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    const int number = 10 + 2 * static_cast<int>(i);
    kids += std::to_string(number) + " 0 R ";
    objects += object(number,
                      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font << /F 3 0 R "
                      "/G 6 0 R >> >> "
                      "/Contents " +
                          std::to_string(number + 1) + " 0 R >>");
    objects += object(number + 1, stream(pages[i]));
  }
  const auto font = "<< /Type /Font /Subtype /TrueType /BaseFont /Made /FirstChar 1 /LastChar " +
                    std::to_string(letters.size()) + " /Widths [" + widths + "] /ToUnicode 4 0 R >>";
  // Without a table of objects: poppler builds it.
  return "%PDF-1.4\n" + object(1, "<< /Type /Catalog /Pages 2 0 R /Lang (ar) >>") +
         object(2, "<< /Type /Pages /Kids [" + kids + "] /Count " + std::to_string(pages.size()) + " >>") +
         object(3, font) + object(6, font) + object(4, stream(map)) + object(5, info) + objects +
         "trailer << /Root 1 0 R /Info 5 0 R >>\n";
}

/// ا ل ة س م لا(ligature) َ 1 2 space م(initial form) إ(without a width)
const std::vector<std::string> letters = {"0627", "0644", "0629", "0633", "0645", "06440627",
                                          "064E", "0031", "0032", "0020", "FEE3", "0625"};

std::string text_of(const std::string& content) {
  const auto got = read_with(read_pdf, pdf(letters, {content}), "a.pdf");
  return got.articles.size() == 1 ? got.articles[0].text : "refused";
}

TEST_CASE("Arabic on a page is read from right to left") {
  struct Row {
    const char* content;  ///< from left to right
    const char* text;
    const char* reason;
  };
  const Row rows[] = {
      {"BT /F 20 Tf 100 700 Td <030504020100> Tj ET", "السمة", "a word from its last letter on; NUL is nothing"},
      {"BT /F 20 Tf 100 700 Td <05060402010A0B> Tj ET", "م السلام", "a ligature keeps the order of its letters"},
      {"BT /F 20 Tf 100 700 Td <05060402010A0809> Tj ET", "12 السلام", "a number runs from left to right"},
      {"/Span << /ActualText <FEFF06270644063306440627 0645> >> BDC BT /F 20 Tf 100 700 Td <0506040201> Tj ET EMC",
       "السلام", "ActualText is in reading order"},
      {"BT /F 20 Tf 100 700 Td <0304> Tj 9 3 Td <07> Tj 11 -3 Td <0201> Tj ET", "السَة", "a mark drawn between letters"},
      {"BT /F 20 Tf 120 700 Td <02> Tj -10 0 Td <02> Tj 0 0 Td <0C> Tj -10 0 Td <04> Tj ET", "للإس",
       "a ligature of two pieces, the second without a width"},
      {"BT /F 20 Tf 100 700 Td <0C> Tj 0 0 Td <02> Tj 10 0 Td <04> Tj ET", "سلإ",
       "the same with the first piece without a width, as programs draw it that go from left to right"},
      {"BT /F 20 Tf 100 700 Td <0C> Tj 0 0 Td <07> Tj 0 0 Td <02> Tj 10 0 Td <04> Tj ET", "سلَإ", "and a mark between"},
      {"BT /F 20 Tf 100 700 Td <0C> Tj 4 0 Td <0A> Tj 10 0 Td <04> Tj ET", "س إ", "over no lam it is a letter"},
      {"BT /F 20 Tf 100 700 Td <040205> Tj 39.5 0 Td <040205> Tj <0A04> Tj ET", "س ملس ملس",
       "a gap as wide as these is one"},
      {"BT /F 20 Tf 100 700 Td <040205> Tj /G 20 Tf 36.4 0 Td <040205> Tj /F 20 Tf 36.4 0 Td <0A04> Tj ET", "س ملس ملس",
       "where the font changes a gap is a space, though others are drawn"},
      {"BT /F 20 Tf 100 700 Td <040205> Tj 36.4 0 Td <040205> Tj 36.4 0 Td <0A04> Tj ET", "س ملسملس",
       "in one font it is a gap between letters that do not join"},
  };
  for (const auto& row : rows) {
    INFO(row.reason);
    CHECK(text_of(row.content) == row.text);
  }
}

TEST_CASE("pages are parted by form feeds, and what a PDF says of itself is kept") {
  const std::string page = "BT /F 20 Tf 100 700 Td <0506040201> Tj ET";
  const auto got = read_with(read_pdf,
                             pdf(letters, {page, "", page},
                                 "<< /Title <FEFF0627064406330644> /Author (Ali) /CreationDate (D:20210407120000Z) >>"),
                             "a.pdf");
  REQUIRE(got.articles.size() == 1);
  CHECK(got.articles[0] == Article{{"s", "a.pdf", "a.pdf"},
                                   "السل",
                                   "السلام\f\fالسلام",
                                   Date{2021, 4, 7},
                                   {{"date", "2021-04-07", {}},
                                    {"author", "Ali", {}},
                                    {"language", "ar", {}},
                                    {"pages", "3", Field::Kind::number}}});
  REQUIRE(got.warnings.size() == 2);
  CHECK(got.warnings[1].reason == "1 page of 3 without text; scanned?");
}

TEST_CASE("signs that no font names are told where they are many") {
  const auto page = [](int named, int unnamed) {
    std::string codes;
    for (int i = 0; i < named; ++i) codes += "01";
    for (int i = 0; i < unnamed; ++i) codes += "02";
    return read_with(read_pdf, pdf({"0627", "0000"}, {"BT /F 8 Tf 10 700 Td <" + codes + "> Tj ET"}), "a.pdf").warnings;
  };
  const auto told = page(30, 30);
  REQUIRE(told.size() == 2);
  CHECK(told[1].reason == "its fonts do not tell what letters 30 of its 60 signs are; text is missing");
  CHECK(page(50, 10).size() == 1);
}

TEST_CASE("signs without a letter inside of words are told though they are few") {
  // س, then what stands for nothing, then م, five times; the last ones stand alone.
  const auto page = [](const char* word, int times) {
    std::string lines;
    for (int i = 0; i < times; ++i) lines += std::string(" <") + word + "> Tj 0 -20 Td";
    for (int i = 0; i < 30; ++i) lines += " <010101> Tj 0 -20 Td";
    return read_with(read_pdf, pdf({"0633", "0000", "0645", "0020", "0153"}, {"BT /F 8 Tf 10 780 Td" + lines + " ET"}),
                     "a.pdf");
  };
  for (const auto* word : {"010203", "010503"}) {
    INFO(word);  // nameless, or named by the code it has in the file
    const auto told = page(word, 5);
    REQUIRE(told.warnings.size() == 2);
    CHECK(told.warnings[1].reason ==
          "its fonts do not tell what 5 signs inside of Arabic words are; these words lack letters or marks");
    CHECK(page(word, 4).warnings.size() == 1);
  }
  CHECK(page("010402", 9).warnings.size() == 1);
}

TEST_CASE("letters that stand in no text are told") {
  const auto page = [](const std::string& strange, int times) {
    std::string codes;
    for (int i = 0; i < times; ++i) codes += "02";
    for (int i = 0; i < 100; ++i) codes += "0301";
    const auto got =
        read_with(read_pdf, pdf({"0061", strange, "0020"}, {"BT /F 1 Tf 10 700 Td <" + codes + "> Tj ET"}), "a.pdf");
    return got.warnings.size() > 1 ? got.warnings[1].reason : "";
  };
  CHECK(page("E041", 30) == "30 of its 130 letters belong to no text; its fonts may name wrong letters");
  CHECK(page("FFFD", 30) == page("E041", 30));
  CHECK(page("00FE", 30) == page("E041", 30));
  CHECK(page("00E9", 30).empty());
  CHECK(page("00FE", 9).empty());
}

TEST_CASE("letters that programs write wrongly for ligatures") {
  const auto read = [](const std::vector<std::string>& names, const std::string& codes) {
    const auto got = read_with(read_pdf, pdf(names, {"BT /F 20 Tf 100 700 Td <" + codes + "> Tj ET"}), "a.pdf");
    return got.articles.at(0).text;
  };
  // Ghostscript 10.0: the second letter with its upper byte from the first.
  CHECK(read({"06444427", "0633"}, "02010202") == "سسلاس");
  CHECK(read({"064444444447", "0627"}, "0102") == "الله");
  CHECK(read({"0644", "0E27", "0633"}, "030201") == "ل\u0E27س");
  // U+FDF2 for what is behind the alef.
  CHECK(read({"FDF2", "0627", "0648"}, "0102") == "الله");
  CHECK(read({"FDF2", "0627", "0648"}, "0103") == "والله");
  // The first letter of a Latin word with all that stands before it.
  CHECK(read({"062D0628002000680061", "0062", "0633", "0020"}, "0303030303040102") == "حب hab سسسسس");
}

TEST_CASE("a PDF without text is refused with the reason") {
  CHECK(read_with(read_pdf, pdf(letters, {"", ""}), "a.pdf").refusals.at(0).reason == "a scan without text: 2 pages");
  CHECK(read_with(read_pdf, "%PDF-1.4\nnothing", "a.pdf").refusals.at(0).reason == "damaged: no page can be read");
}

/// A page whose lines are drawn from left to right, in a font whose letters are named as the code points of the text,
/// each by the one that lies `shift` behind it among them.
std::string drawn(const std::vector<std::u32string>& lines, std::size_t shift) {
  std::u32string signs;
  for (const auto& line : lines) {
    for (const char32_t sign : line) {
      if (sign != U' ' && signs.find(sign) == std::u32string::npos) signs += sign;
    }
  }
  std::ranges::sort(signs);
  const auto hexadecimal = [](std::size_t value, int digits) {
    std::string text(static_cast<std::size_t>(digits), '0');
    for (auto digit = text.rbegin(); digit != text.rend(); ++digit, value /= 16)
      *digit = "0123456789ABCDEF"[value % 16];
    return text;
  };
  std::vector<std::string> names{"0020"};
  for (std::size_t i = 0; i < signs.size(); ++i) names.push_back(hexadecimal(signs[(i + shift) % signs.size()], 4));
  std::string page = "BT /F 8 Tf 40 780 Td 0 -20 TD";
  for (const auto& line : lines) {
    page += " <";
    for (auto sign = line.rbegin(); sign != line.rend(); ++sign)
      page += hexadecimal(*sign == U' ' ? 1 : signs.find(*sign) + 2, 2);
    page += "> Tj T*";
  }
  return pdf(names, {page + " ET"});
}

TEST_CASE("fonts that name wrong letters are told from other languages") {
  const std::vector<std::u32string> arabic = {
      U"أعلنت وزارة الخارجية في بيان لها أن الوزير بحث مع نظيره العلاقات بين البلدين",
      U"وقال إن اللقاء كان على هامش القمة وإن الطرفين اتفقا على عقد جولة ثانية",
      U"من المباحثات في الشهر المقبل لبحث الملفات العالقة ومنها الحدود والتجارة",
      U"وأكد الناطق باسم الحكومة أن القوات غادرت مواقعها قبل الموعد المحدد"};
  const std::vector<std::u32string> urdu = {
      U"وزیر خارجہ نے کہا کہ دونوں ممالک کے درمیان تعلقات کو مزید مستحکم کرنے کے لیے",
      U"بات چیت جاری رہے گی اور اس سلسلے میں ایک مشترکہ کمیٹی قائم کی جائے گی",
      U"انہوں نے مزید کہا کہ پاکستان خطے میں امن کا خواہاں ہے اور تمام مسائل کو",
      U"مذاکرات کے ذریعے حل کرنا چاہتا ہے اور تجارت میں تعاون بڑھانا چاہتا ہے"};
  const std::vector<std::u32string> persian = {
      U"وزیر امور خارجه ایران در دیدار با همتای عراقی خود بر گسترش همکاری دوجانبه",
      U"تأکید کرد و گفت دو کشور باید با تقویت روابط اقتصادی و سیاسی زمینه را",
      U"برای حضور بیشتر شرکت ها فراهم کنند و افزود گفتگوهای دو طرف درباره مسائل",
      U"منطقه ادامه خواهد یافت و نشست بعدی کمیسیون مشترک در تهران برگزار می شود"};
  struct Row {
    std::vector<std::u32string> lines;
    std::size_t shift;
    std::size_t warnings;
    const char* reason;
  };
  const Row rows[] = {
      {arabic, 0, 0, "Arabic"},
      {urdu, 0, 0, "Urdu"},
      {persian, 0, 0, "Persian"},
      {arabic, 5, 1, "letters named by others"},
      {arabic, 11, 1, "and by yet others"},
      {{arabic[0]}, 5, 0, "too little to tell"},
  };
  for (const auto& row : rows) {
    INFO(row.reason);
    const auto got = read_with(read_pdf, drawn(row.lines, row.shift), "a.pdf");
    REQUIRE(got.articles.size() == 1);
    const auto wrong = std::ranges::count_if(got.warnings, [](const Refusal& warning) {
      return warning.reason == "its text does not read like Arabic; its fonts may name wrong letters";
    });
    CHECK(static_cast<std::size_t>(wrong) == row.warnings);
    // That the table of objects was rebuilt is told of each.
    CHECK(got.warnings.size() == 1 + row.warnings);
    if (row.shift == 0) CHECK(text::code_points(got.articles[0].text).starts_with(row.lines[0]));
  }
}

TEST_CASE("words that stand backwards are noticed and turned") {
  CHECK(is_spelled_backwards("ةلودلا ةرازو يف ريزولا"));
  CHECK(!is_spelled_backwards("وزارة الدولة في مدينة الوزير"));
  CHECK(!is_spelled_backwards("مثلا أصلا فعلا خاصة إلى المدينة"));
  CHECK(!is_spelled_backwards("Latin 12"));
  CHECK(turn_words("ةلودلا، 12 abc رَيز") == "الدولة، 12 abc زيرَ");
}

TEST_CASE("a title is one that a person wrote") {
  struct Row {
    const char* stated;
    const char* title;
    const char* reason;
  };
  const Row rows[] = {
      {"قرار  مجلس\nالأمن", "قرار مجلس الأمن", "a title"},
      {"Microsoft Word - report.doc", "", "a file of Word"},
      {"Microsoft Word - تقرير", "تقرير", "a title behind the program"},
      {"untitled", "", "none"},
      {"Document12", "", "a new document"},
      {"Documents of the conference", "Documents of the conference", "words that begin alike"},
      {"A", "", "the file's own name"},
      {"--", "", "no word"},
  };
  for (const auto& row : rows) {
    INFO(row.reason);
    CHECK(real_title(row.stated, "a.pdf") == row.title);
  }
}

TEST_CASE("running heads stay once, page numbers go") {
  std::vector<PdfPage> pages;
  for (const char* number : {"1", "2", "3"})
    pages.push_back({{{"مجلة الدبلوماسي " + std::string(number), 9, true},
                      {std::string("نص ") + (*number == '1'   ? "أ"
                                             : *number == '2' ? "ب"
                                                              : "ج"),
                       9, true},
                      {std::string("- ") + number + " -", 9, true}},
                     false,
                     false});
  drop_running_lines(pages);
  CHECK(pages[0].lines.size() == 2);
  CHECK(pages[1].lines.size() == 1);
  CHECK(pages[2].lines.at(0).text == "نص ج");
}

}  // namespace
}  // namespace diwan::ingest
