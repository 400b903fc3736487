// SPDX-License-Identifier: GPL-2.0-or-later
#include "text/word_break.hpp"

#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

#include <catch2/catch.hpp>

#include <memory>
#include <set>
#include <string>

#include "support/random_text.hpp"
#include "text/utf8.hpp"

namespace diwan::text {
namespace {

/// The words of a text, parted by "|".
std::string words(std::string_view text) {
  std::string joined;
  for (const auto& segment : break_words(text)) {
    if (!segment.word) continue;
    if (!joined.empty()) joined += '|';
    joined.append(text.substr(segment.begin, segment.end - segment.begin));
  }
  return joined;
}

std::set<std::size_t> icu_boundaries(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> iterator(
      icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
  UText* input = utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status);
  iterator->setText(input, status);
  REQUIRE(U_SUCCESS(status));
  std::set<std::size_t> boundaries;
  for (auto at = iterator->first(); at != icu::BreakIterator::DONE; at = iterator->next()) {
    boundaries.insert(static_cast<std::size_t>(at));
  }
  utext_close(input);
  return boundaries;
}

}  // namespace

TEST_CASE("words end where a reader sees them end") {
  struct Row {
    std::string text;
    std::string words;
    const char* reason;
  };
  const Row rows[] = {
      {"", "", "empty"},
      {" \n،؟", "", "gaps only"},
      {"قوات قتالية", "قوات|قتالية", "a space"},
      {"لِلقُوَّاتِ، وَالأَمْنِ.", "لِلقُوَّاتِ|وَالأَمْنِ", "marks belong to the word"},
      {"العــراق", "العــراق", "tatweel"},
      {"قو\u200Fات قو\u200Eات", "قو\u200Fات|قو\u200Eات", "RLM and LRM inside a word"},
      {"کتاب\u200Cها", "کتاب\u200Cها", "ZWNJ"},
      {"ال\u00ADعراق", "ال\u00ADعراق", "soft hyphen"},
      {"\u202Bالعراق\u202C", "العراق", "bidi controls at the edges are gaps"},
      {"العراق\u200B والشام", "العراق|والشام", "zero-width space"},
      {"باب\u200Bدار", "باب|دار", "a zero-width space parts words"},
      {"G7 COP28 F-16", "G|7|COP|28|F|16", "letters meet digits"},
      {"٢٠٢٢م كوفيد19 كوفيد-19", "٢٠٢٢|م|كوفيد|19|كوفيد|19", "Arabic letters meet digits"},
      {"3.14 ٣٫١٤ 31/12/2021 1,000", "3|14|٣|١٤|31|12|2021|1|000", "numbers end at their signs"},
      {"UN/2231 AT&T l'eau", "UN|2231|AT|T|l|eau", "compounds become phrases"},
      {"#الأمم_المتحدة", "الأمم|المتحدة", "a hashtag"},
      {"الـUN وBBC", "الـ|UN|و|BBC", "Latin behind Arabic without a space"},
      {"القاهرة،بيروت.دمشق", "القاهرة|بيروت|دمشق", "a missing space"},
      {"\uFEFBﻡ \uFDF2", "\uFEFBﻡ|\uFDF2", "presentation forms and ligatures"},
      {"محمد\uFDFA قال", "محمد|\uFDFA|قال", "a ligature of several words stands alone"},
      {"5\uFDFC", "5|\uFDFC", "the rial sign reads as a word"},
      {"10² m² ½ ™ №", "10|²|m|²|½|™|№", "signs that read as words"},
      {"\u064Bقوات", "قوات", "a mark without a letter"},
      {"قوات\uFE77", "قوات\uFE77", "a mark as presentation form"},
      {"ۚ ۖوَقَالَ۝١٢", "وَقَالَ|١٢", "Quranic signs and the end of an ayah"},
      {"Москва Αθήνα ירושלים", "Москва|Αθήνα|ירושלים", "other scripts"},
      {"café cafe\u0301", "café|cafe\u0301", "composed and not"},
      {"😀قوات👍🏽", "قوات", "emoji"},
      {std::string("قو\0ات", 9), "قو|ات", "NUL"},
      {"قو\xFF ات\xD8", "قو|ات", "broken bytes"},
      {"a\xF0\x9F", "a", "cut off"},
      {"\r\nسطر\r\nسطر", "سطر|سطر", "CRLF"},
      {"東京都に住む", "東京|都|に|住む", "Japanese, by ICU's dictionary"},
      {"UN東京", "UN|東京", "Latin meets Japanese"},
      {"한국어 문서", "한국어|문서", "Korean has spaces"},
  };
  for (const auto& row : rows) {
    INFO(row.reason);
    CHECK(words(row.text) == row.words);
  }
}

TEST_CASE("the table of common characters agrees with their properties") {
  for (char32_t c = 0; c < 0x700; ++c) {
    if (c == 0x80) c = 0x600;
    INFO(std::hex << static_cast<std::uint32_t>(c));
    const auto value = word_class(c);
    const auto icu = static_cast<UChar32>(c);
    const bool small_letter = c == 0x06E5 || c == 0x06E6;  // marks to us
    CHECK((value == WordClass::arabic || value == WordClass::alphabetic) == (u_isalpha(icu) != 0 && !small_letter));
    CHECK((value == WordClass::digit) == (u_charType(icu) == U_DECIMAL_DIGIT_NUMBER));
    CHECK((value == WordClass::mark) == ((U_MASK(u_charType(icu)) & U_GC_M_MASK) != 0 || small_letter));
    CHECK((value == WordClass::ignorable) == (c == 0x061C));
  }
}

TEST_CASE("words are nowhere longer than Unicode's") {
  for (std::uint32_t seed = 0; seed < 1500; ++seed) {
    const auto text = test::RandomText(seed).text(30);
    const auto boundaries = icu_boundaries(text);
    for (const auto& segment : break_words(text)) {
      if (!segment.word) continue;
      for (auto at = boundaries.upper_bound(segment.begin); at != boundaries.end() && *at < segment.end; ++at) {
        std::size_t before = *at;
        std::size_t behind = *at;
        const char32_t left = previous_code_point(text, before);
        const char32_t right = next_code_point(text, behind);
        INFO(seed << ' ' << std::hex << static_cast<std::uint32_t>(left) << ' ' << static_cast<std::uint32_t>(right));
        const bool mark_by_name_only =
            word_class(right) == WordClass::mark && u_isalpha(static_cast<UChar32>(right)) != 0;
        CHECK(mark_by_name_only);
      }
    }
  }
}

}  // namespace diwan::text
