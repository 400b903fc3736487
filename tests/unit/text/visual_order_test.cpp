// SPDX-License-Identifier: GPL-2.0-or-later
#include "text/visual_order.hpp"

#include <unicode/ubidi.h>
#include <unicode/unistr.h>

#include <catch2/catch.hpp>
#include <string>

#include "text/utf8.hpp"

namespace diwan::text {
namespace {

/// A line as ICU shows it.
std::u32string seen(const char* read, bool right_to_left) {
  UErrorCode status = U_ZERO_ERROR;
  const auto line = icu::UnicodeString::fromUTF8(read);
  UBiDi* const bidi = ubidi_open();
  ubidi_setPara(bidi, line.getBuffer(), line.length(), right_to_left ? 1 : 0, nullptr, &status);
  icu::UnicodeString shown;
  const auto length =
      ubidi_writeReordered(bidi, shown.getBuffer(line.length() + 1), line.length() + 1, UBIDI_DO_MIRRORING, &status);
  shown.releaseBuffer(length);
  ubidi_close(bidi);
  REQUIRE(U_SUCCESS(status));
  std::string text;
  return code_points(shown.toUTF8String(text));
}

TEST_CASE("a line that is seen gives the line that was written") {
  struct Row {
    const char* line;
    bool right_to_left;
    const char* reason;
  };
  const Row rows[] = {
      {"قال (الوزير) في 14/9/2022 إن R و Python أدوات", true, "brackets, a date, Latin words"},
      {"١٨ / ٢ / ١٤٤٤هـ الموافق: ١٤ / ٩ / ٢٠٢٢م", true, "Arabic digits parted by spaces and slashes"},
      {"القرار 2216 (2015) بشأن اليمن", true, "a number in brackets"},
      {"ص. 12-13، «نص» 2024 - 2026", true, "ranges, quotation marks"},
      {"وثيقة A/RES/72/1، و(S/2015/12).", true, "document symbols, the second glued to و and in brackets"},
      {"نظام Windows 10 الجديد وفيروس COVID-19 في 2020", true, "numbers that belong to Latin words"},
      {"البريد info@un.org والموقع http://un.org/ar للأمم", true, "addresses"},
      {"1. مقدمة", true, "a number first"},
      {"من 10-20% من الموظفين", true, "per cent"},
      {"A line with Arabic العربية word 12 كلمة end.", false, "an English line"},
      {"Nothing to turn (2015)", false, "English alone"},
  };
  for (const auto& row : rows) {
    INFO(row.reason);
    const auto line = seen(row.line, row.right_to_left);
    std::u32string read;
    for (const auto& [index, mirrored] : reading_order(line, row.right_to_left))
      read += mirrored ? mirror_image(line[index]) : line[index];
    CHECK(utf8(read) == row.line);
    CHECK(!faces_outwards(read));
  }
  CHECK(faces_outwards(U")يناير("));
}

TEST_CASE("presentation forms become letters, all else stays") {
  struct Row {
    const char* forms;
    const char* letters;
    const char* reason;
  };
  const Row rows[] = {
      {"ﻋﺬراً", "عذراً", "initial and final forms, a mark"},
      {"ﻻ ﻹ ﷲ", "لا لإ الله", "ligatures"},
      {"\uFE77\uFE76\uFC60", "\u064E\u064E\u064E\u0651", "marks on tatweel and space lose what carries them"},
      {"﴿﴾ ½ ﬁ", "﴿﴾ ½ ﬁ", "ornate brackets and other compatibility forms stay"},
  };
  for (const auto& row : rows) {
    INFO(row.reason);
    CHECK(plain_letters(row.forms) == row.letters);
  }
}

}  // namespace
}  // namespace diwan::text
