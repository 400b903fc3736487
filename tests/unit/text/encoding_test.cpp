// SPDX-License-Identifier: GPL-2.0-or-later
#include "text/encoding.hpp"

#include <unicode/ucnv.h>

#include <catch2/catch.hpp>

#include <string>

#include "text/mac_arabic.hpp"
#include "text/utf8.hpp"

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

std::string encode(std::string_view text, const char* encoding) {
  if (encoding == "MacArabic"sv) {
    std::string bytes;
    for (std::size_t at = 0; at < text.size();) {
      const auto c = next_code_point(text, at);
      std::size_t byte = 0;
      while (c >= 0x80 && byte < mac_arabic.size() && mac_arabic.at(byte) != c) ++byte;
      bytes += static_cast<char>(c < 0x80 ? c : byte + 0x80);
    }
    return bytes;
  }
  std::string bytes(text.size() * 4, '\0');
  UErrorCode status = U_ZERO_ERROR;
  const auto size = ucnv_convert(encoding, "UTF-8", bytes.data(), static_cast<std::int32_t>(bytes.size()), text.data(),
                                 static_cast<std::int32_t>(text.size()), &status);
  REQUIRE(U_SUCCESS(status));
  bytes.resize(static_cast<std::size_t>(size));
  return bytes;
}

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
