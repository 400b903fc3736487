// SPDX-License-Identifier: GPL-2.0-or-later
// Any bytes in any encoding: the guess is one that can be decoded, what is decoded is valid UTF-8 with a U+FFFD for
// each sequence that is counted, and no character gets lost. The first line is what a file declares.
#include "text/encoding.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "fuzz/reader_check.hpp"
#include "ingest/text_reader.hpp"

namespace {

using diwan::test::require;

std::size_t count_marks_of_damage(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size();) count += diwan::text::next_code_point(text, at) == 0xFFFD ? 1 : 0;
  return count;
}

diwan::text::Decoded decode(std::string_view bytes, std::string_view encoding) {
  const auto decoded = diwan::text::decode(bytes, encoding);
  require(decoded.has_value(), "an encoding that is known decodes");
  diwan::test::require_text(decoded->text);
  require(decoded->replaced <= count_marks_of_damage(decoded->text), "what was replaced is seen");
  return *decoded;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bytes = diwan::test::view_of(data, size);
  const auto declared = bytes.substr(0, bytes.find('\n'));

  for (const char* const name : {"windows-1256", "ISO-8859-6", "CP720", "MacArabic", "windows-1252"}) {
    require(diwan::text::count_code_points(decode(bytes, name).text) == bytes.size(), "a byte is a character");
  }
  for (const char* const name : {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "GB18030", "Shift_JIS", "ISO-2022-JP"})
    decode(bytes, name);
  const auto utf8 = decode(bytes, "UTF-8");
  require((utf8.replaced > 0) == diwan::text::find_invalid_utf8(bytes).has_value(), "invalid bytes are counted");

  for (const auto what : {std::string_view(), declared}) {
    const auto guess = diwan::text::guess_encoding(bytes, what);
    if (!guess.name.empty()) decode(bytes, guess.name);
  }
  if (const auto marked = diwan::text::encoding_of_mark(bytes); !marked.empty()) decode(bytes, marked);
  if (diwan::text::is_encoding(declared)) {
    decode(bytes, declared);
    require(diwan::text::same_encoding(declared, declared), "an encoding is itself");
  }
  require(diwan::test::check_reader(diwan::ingest::read_text, "page.txt", data, size) == 1, "one file, one result");
  return 0;
}
