// SPDX-License-Identifier: GPL-2.0-or-later
#include "text/encoding.hpp"

#include "text/utf8.hpp"

#include <catch2/catch.hpp>

#include <string>

#include "support/encode.hpp"

namespace diwan::text {
namespace {

using namespace std::string_view_literals;

const std::string arabic =
    "أعلنت وزارة الخارجية في بيان لها أن الوزير بحث مع نظيره العلاقات بين البلدين وقال إن اللقاء كان على هامش القمة\n";
const std::string hebrew = "שלום עולם, זה טקסט בעברית שנכתב כדי לבדוק את זיהוי הקידוד של הקובץ הזה ושל קבצים אחרים\n";
const std::string russian =
    "Министр иностранных дел заявил о том, что переговоры прошли успешно и стороны договорились\n";
const std::string french =
    "Le ministre des affaires étrangères a déclaré que les négociations se sont achevées à Genève\n";

std::string encode(std::string_view text, std::string_view encoding) { return test::encode(text, encoding).value(); }

TEST_CASE("text that declares no encoding is read right") {
  struct Row {
    const std::string& text;
    const char* encoding;
    const char* guess;
  };
  const std::string digits = "اجتمع الوزراء في القاهرة يوم ٢٥ من عام ٢٠٠٣ وقال الناطق إن الاجتماع كان قصيرا\n";
  const Row rows[] = {
      {arabic, "windows-1256", "windows-1256"},
      {arabic, "ISO-8859-6", "ISO-8859-6"},
      {arabic, "ibm-720", "CP720"},
      {digits, "MacArabic", "MacArabic"},
      {arabic, "UTF-16LE", "UTF-16LE"},
      {arabic, "UTF-16BE", "UTF-16BE"},
      {hebrew, "windows-1255", "windows-1255"},
      {russian, "windows-1251", "windows-1251"},
      {russian, "KOI8-R", "KOI8-R"},
      {french, "windows-1252", "windows-1252"},
  };
  for (const auto& row : rows) {
    INFO(row.encoding);
    const auto bytes = encode(row.text, row.encoding);
    const auto guess = guess_encoding(bytes);
    CHECK(guess.name == row.guess);
    const auto decoded = decode(bytes, guess.name);
    REQUIRE(decoded);
    CHECK(decoded->text == row.text);
    CHECK(decoded->replaced == 0);
  }
  for (const char* const encoding : {"windows-1256", "ISO-8859-6", "ibm-720"})
    CHECK_FALSE(guess_encoding(encode(arabic, encoding)).doubtful);
}

TEST_CASE("what little or mixed text is taken for") {
  struct Row {
    std::string bytes;
    const char* declared;
    EncodingGuess guess;
    const char* reason;
  };
  const Row rows[] = {
      {encode("بيان القوات", "windows-1256"), "", {"windows-1256", true}, "two words are doubtful"},
      {"قوات\n\xC7", "", {"UTF-8", false}, "UTF-8 with one damaged byte stays UTF-8"},
      {encode(arabic, "windows-1256"), "utf-8", {"windows-1256", false}, "declared UTF-8, but it is not"},
      {encode(arabic, "windows-1256"), "windows-1252", {"windows-1256", false}, "declared wrongly by an old program"},
      {encode(arabic, "ISO-8859-6"), "windows-1256", {"ISO-8859-6", false}, "the other Arabic encoding was declared"},
      {encode("بيان", "ISO-8859-6"), "iso-8859-6", {"ISO-8859-6", false}, "one word of what is declared"},
      {encode(russian, "KOI8-R"), "koi8-r", {"koi8-r", false}, "what is declared stands where it fits"},
      {encode(french, "windows-1252"), "nonsense", {"windows-1252", false}, "no such encoding"},
      {"\x01\x02\x03\x04\xC7\xE1\x05\x06", "", {"", false}, "controls are no text"},
      {std::string("\x7F"
                   "ELF\x02\x01\x01\0\0\0\0\0\0\xF3\x90\x88\xA1\xFE\xDA\xB7",
                   20),
       "",
       {"", false},
       "a binary with NUL bytes"},
  };
  for (const auto& row : rows) {
    INFO(row.reason);
    const auto guess = guess_encoding(row.bytes, row.declared);
    CHECK(guess.name == row.guess.name);
    CHECK(guess.doubtful == row.guess.doubtful);
  }
}

TEST_CASE("a few words are read right, Arabic or not") {
  struct Row {
    const char* text;
    const char* encoding;
    bool is_arabic;
  };
  const Row rows[] = {
      {"مذكرة شفوية", "windows-1256", true},
      {"تقرير الوزارة ٢٠١٩", "MacArabic", true},
      {"رسالة السفير", "ibm-720", true},
      {"قرارات القمة", "ISO-8859-6", true},
      {"مُذَكِّرَةٌ شَفَوِيَّةٌ مِنَ السَّفِيرِ", "windows-1256", true},
      {"كتابًا قديمًا", "ISO-8859-6", true},
      {"گفتگوى وزير با پاكستان", "windows-1256", true},
      {"Café", "windows-1252", false},
      {"À l’été", "windows-1252", false},
      {"Procès-verbal de la séance", "windows-1252", false},
      {"Übersetzung", "windows-1252", false},
      {"Für die Prüfung", "windows-1252", false},
      {"ungültige Größe", "ISO-8859-1", false},
      {"Кто там?", "windows-1251", false},
      {"Министр прибыл в Москву", "windows-1251", false},
      {"Официальный визит посла", "windows-1251", false},
      {"переговоры в Женеве", "KOI8-R", false},
      {"Güneydoğu ülkeleri", "windows-1254", false},
      {"POŁOŻENIE", "windows-1250", false},
  };
  for (const auto& row : rows) {
    INFO(row.text << " in " << row.encoding);
    const auto bytes = encode(row.text, row.encoding);
    const auto guess = guess_encoding(bytes);
    if (row.is_arabic) CHECK(decode(bytes, guess.name)->text == row.text);
    for (const char* const other : {"windows-1256", "ISO-8859-6", "CP720", "MacArabic"}) {
      if (!row.is_arabic) CHECK(guess.name != other);
    }
  }
}

TEST_CASE("some words of Arabic in another language are read right") {
  const std::string law =
      "Décret n° 12 relatif à l'état civil : le préfet (العامل) délègue ses pouvoirs au caïd, "
      "représenté par le cheikh. Un été comme un hiver, où qu'il soit.";
  const std::string names = "The ministry published the book الأيام by Taha Hussein and a study of the Cairo press.";
  const std::string report =
      "The committee of the League (جامعة الدول العربية) met in Cairo and the ministers spoke of trade.";
  struct Row {
    const std::string& text;
    const char* encoding;
    bool is_doubtful;
  };
  const Row rows[] = {
      {law, "windows-1256", false}, {names, "windows-1256", true}, {names, "ISO-8859-6", true},
      {names, "ibm-720", true},     {names, "MacArabic", true},    {report, "windows-1256", true},
      {report, "ISO-8859-6", true}, {report, "ibm-720", true},     {report, "MacArabic", true},
  };
  for (const auto& row : rows) {
    INFO(row.text << " in " << row.encoding);
    const auto bytes = encode(row.text, row.encoding);
    const auto guess = guess_encoding(bytes);
    CHECK(decode(bytes, guess.name)->text == row.text);
    CHECK(guess.doubtful == row.is_doubtful);
    CHECK(decode(bytes, guess_encoding(bytes, row.encoding).name)->text == row.text);
  }
}

TEST_CASE("letters that stand alone or large make no Arabic") {
  for (const char* const text : {
           "Il nome è valido, la porta è un numero. È così che si fa; perciò la città è più bella, e ciò è bene.",
           "Émile Zola, À PROPOS D'ÉTÉ : l'Œuvre. Ç'a été fêté à Noël ; « où ? » — là-bas, ½ heure, 20 °C.",
           "Ähnlich große Übungen führen Öfen. Die Straße heißt Königsallee; ÄÖÜ sind Umlaute.",
           "¿Qué pasó? ¡Mañana! El niño comió 1ª y 2º plato en Ávila, según José Núñez.",
           "Det är på ön, å ena sidan; ärligt, åäö. Öl och ägg på Åland.",
           "À beira-mar, a avó é avô? Não, são três irmãs à espera de pão.",
       }) {
    INFO(text);
    const auto bytes = encode(text, "windows-1252");
    const auto guess = guess_encoding(bytes);
    CHECK(decode(bytes, guess.name)->text == text);
  }
}

TEST_CASE("words of Arabic far behind in a long text are found") {
  std::string text;
  while (text.size() < 600'000) text += "Le ministre des affaires étrangères a déclaré que la séance était levée.\n";
  text += "Le journal الشروق cite le porte-parole محمد بوعلي.\n";
  while (text.size() < 700'000) text += "Les négociations se sont achevées à Genève.\n";
  const auto bytes = encode(text, "windows-1256");
  CHECK(guess_encoding(bytes).name == "windows-1256");
  CHECK(guess_encoding(encode(french, "windows-1252")).name == "windows-1252");
}

TEST_CASE("valid UTF-8 that may be a word in another encoding is told from real UTF-8") {
  const auto by_chance = encode("Articles on مصر and Sudan", "ibm-720");
  REQUIRE_FALSE(find_invalid_utf8(by_chance));
  CHECK(may_be_other_than_utf8(by_chance));
  for (const char* const text : {"Café à l’été",
                                 "كتاب واحد",
                                 "one word مصر here",
                                 "“quoted” – so…",
                                 "中文",
                                 "学习",
                                 "10 €",
                                 "plain",
                                 "Ω and π",
                                 "Привет",
                                 "smile 😀",
                                 "日本",
                                 "في",
                                 "من",
                                 "ت",
                                 "أ",
                                 "in 학교",
                                 "ö",
                                 "Ж",
                                 "שלום",
                                 "東京都",
                                 "©",
                                 "پ",
                                 "Voilà",
                                 "Straße",
                                 "naïve",
                                 "A page. ➤ Read more",
                                 "Home ➡ Page",
                                 "Time for ☕ now",
                                 "25 ♦"}) {
    INFO(text);
    CHECK_FALSE(may_be_other_than_utf8(text));
  }
}

TEST_CASE("damaged characters are replaced and counted, marks dropped") {
  CHECK(decode("a\xFF"
               "b\xC7",
               "UTF-8")
            ->text == "a\uFFFDb\uFFFD");
  CHECK(decode("a\xFF"
               "b\xC7",
               "UTF-8")
            ->replaced == 2);
  CHECK(decode("\xFF\xFE\x28\x06"sv, "UTF-16LE")->text == "ب");
  CHECK(encoding_of_mark("\xFF\xFE\x28\x06"sv) == "UTF-16LE");
  CHECK(encoding_of_mark("\xFF\xFE\0\0"sv) == "UTF-32LE");
  CHECK(encoding_of_mark("بيان").empty());
  CHECK_FALSE(decode("x", "no such encoding"));
  CHECK_FALSE(decode("x", ""));
  CHECK(is_encoding("Windows-1256"));
  CHECK(is_encoding("cp720"));
  CHECK(is_encoding("x-mac-arabic"));
  CHECK(same_encoding("cp1256", "windows-1256"));
  CHECK_FALSE(same_encoding("iso-8859-6", "windows-1256"));
  // Pairs of UTF-16 halves at the border of the converter's buffer.
  std::string long_text(65'535, 'a');
  for (int i = 0; i < 40'000; ++i) long_text += "😀";
  CHECK(decode(encode(long_text, "UTF-16LE"), "UTF-16LE")->text == long_text);
}

TEST_CASE("real text looks like Arabic, wrongly decoded text does not") {
  CHECK(arabic_likeness(arabic) > 1);
  CHECK(arabic_likeness(decode(encode(arabic, "windows-1256"), "ISO-8859-6")->text) < 0);
  CHECK(arabic_likeness(decode(encode(arabic, "ISO-8859-6"), "windows-1256")->text) < 0.5);
  CHECK(arabic_likeness(decode(arabic, "windows-1256")->text) < 0.5);
  CHECK(arabic_likeness("plain ASCII") == 0);
}

}  // namespace
}  // namespace diwan::text
