// SPDX-License-Identifier: GPL-2.0-or-later
#include "text/misreading.hpp"

#include <catch2/catch.hpp>

#include <string>

#include "support/encode.hpp"
#include "text/encoding.hpp"
#include "text/utf8.hpp"

namespace diwan::text {
namespace {

const std::string arabic =
    "أعلنت وزارة الخارجية، في بيان لها، أن «القوات» العراقية غادرت يوم 12/3 — وقال: مُؤتَمَر پ چ گ ٢٠٠٣؟";

/// As a program has it that takes UTF-8 for another encoding; bytes that this lacks become the control characters of
/// their numbers, as in most programs.
std::string misread(std::string_view text, std::string_view code_page) {
  std::string read;
  for (const char byte : text) {
    const auto character = decode(std::string_view(&byte, 1), code_page);
    if (character->replaced > 0) {
      append_utf8(read, static_cast<unsigned char>(byte));
    } else {
      read += character->text;
    }
  }
  return read;
}

/// ISO-8859-1 as it is by its letter.
std::string misread_as_latin1(std::string_view text) {
  std::string read;
  for (const char byte : text) append_utf8(read, static_cast<unsigned char>(byte));
  return read;
}

TEST_CASE("Arabic that was encoded twice is told and comes back") {
  struct Row {
    std::string text;
    const char* code_page;
    const char* restored;
    const char* reason;
  };
  const Row rows[] = {
      {misread(arabic, "windows-1252"), "windows-1252", arabic.c_str(), "Windows-1252"},
      {misread_as_latin1(arabic), "windows-1252", arabic.c_str(), "ISO-8859-1: control characters"},
      {misread(arabic, "windows-1256"), "windows-1256", arabic.c_str(), "Windows-1256"},
      {misread(arabic, "windows-1251"), "windows-1251", arabic.c_str(), "Windows-1251"},
      {misread(arabic, "macintosh"), "macintosh", arabic.c_str(), "Mac Roman"},
      {misread(arabic, "ibm-437"), "ibm-437", arabic.c_str(), "a console"},
      {misread(arabic, "ibm-850"), "ibm-850", arabic.c_str(), "a console in Europe"},
      {"Ø§Ù„Ù‚ÙˆØ§Øª", "windows-1252", "القوات", "one word"},
      {"ط§ظ„ظ‚ظˆط§طھ", "windows-1256", "القوات", "one word in Arabic letters"},
      {"“Ø§Ù„Ù‚ÙˆØ§Øª” – Ø¨ØºØ¯Ø§Ø¯", "windows-1252", "“القوات” – بغداد", "what came later stays"},
      {"Ø§Ù„Ù‚ÙˆØ§Øª Ø§Ù„Ø¹Ø±Ø§Ù‚ÙŠØ© Ø§Ù„Ù‚", "windows-1252", "القوات العراقية الق", "a word that is cut"},
      {"A/RES/72/1 Ø§Ù„Ù‚ÙˆØ§Øª (NATO)", "windows-1252", "A/RES/72/1 القوات (NATO)",
       "signs and names in Latin letters"},
      {"ÙƒØªØ¨ ðŸ˜€ Ø§Ù„Ù†Ø§Ø³", "windows-1252", "كتب 😀 الناس", "other characters too"},
  };
  for (const auto& row : rows) {
    INFO(row.reason);
    const auto found = find_misreading(row.text);
    CHECK(found.code_page == row.code_page);
    CHECK(found.is_certain());
    CHECK(undo_misreading(row.text, found.code_page) == row.restored);
  }
  CHECK_FALSE(find_misreading("القوات العراقية").is_certain());
}

TEST_CASE("texts that mean what stands there are left alone") {
  struct Row {
    std::string text;
    const char* reason;
  };
  const Row rows[] = {
      {arabic, "Arabic"},
      {"ظهر ظبي في الظلام، والشروط: حفظ؟ غلظ؛ ظ«ظ»", "Arabic with many ظ before signs"},
      {"یک عکس از ظاهر شغل: چکش، طاق، ظرفِ غک گچ پژمان", "Persian"},
      {"حفاظت کے لیے ڈاکٹر نے عکس دکھایا، ھاں؛ طویل گڑھ میں ظلم ٹھیک نہیں ہوتا", "Urdu"},
      {"ښځه غږ ټول ډېر ژوند کړ ځای", "Pashto"},
      {"كتب «Ø§Ù„Ù‚ÙˆØ§Øª» بدل «القوات» في النص المنقول", "a quotation in Arabic"},
      {"كتب «ط§ظ„ظ‚ظˆط§طھ» بدل «القوات» في النص المنقول", "a quotation in Arabic of Arabic letters"},
      {"Where the page shows Ø§Ù„Ù‚ÙˆØ§Øª, its encoding was taken for another one", "a quotation in English"},
      {"Le mot «Ø§Ù„Ù‚» est mal encodé à cause du système", "a quotation in French"},
      {"Les négociations se sont achevées à Genève où l’été fut très chaud: «ça», œuvre, Ÿ", "French"},
      {"Ærø, Øresund, ØSTERBRO, Ålborg, ÆØÅ, Ø§4, Ø 12 mm, Ø±0,5", "Danish, and signs of drawings"},
      {"BJØRNØYA RØDØY ØYSTESE SMØLA", "Norwegian capitals"},
      {"Űrhajó, Őrség, şüphesiz Ğ İstanbul ÿ Ÿ", "Hungarian and Turkish"},
      {"Щука и Шишкин: «ещё», Шёпот, щит", "Russian"},
      {"╔══╦══╗\n║ا ║ب ║\n╠══╬══╣\n╚══╩══╝ ┌─┬─┐│╪│┘│┘└─┴─┘", "drawn tables"},
      {"Ø§", "too little"},
      {"", "nothing"},
      {"\xD8\xD9\xD8\xD9", "no UTF-8"},
  };
  for (const auto& row : rows) {
    INFO(row.reason);
    CHECK_FALSE(find_misreading(row.text).is_certain());
    for (const char* const code_page : {"windows-1252", "windows-1256", "windows-1251", "macintosh", "ibm-437"}) {
      INFO(code_page);
      CHECK_FALSE(measure_misreading(row.text, code_page).is_certain());
    }
  }
}

TEST_CASE("a text that is misread behind its beginning is told") {
  const auto wrong = misread(arabic, "windows-1252");
  std::string plain(5000, ' ');
  std::string text = plain;
  for (int i = 0; i < 20; ++i) text += wrong;
  CHECK(find_misreading(text).is_certain());
  CHECK(find_misreading(plain + wrong).is_certain());
}

}  // namespace
}  // namespace diwan::text
