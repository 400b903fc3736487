// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/pdf_string.hpp"

#include "text/encoding.hpp"
#include "text/utf8.hpp"

#include <UTF.h>
#include <goo/GooString.h>
#include <goo/gmem.h>

#include <algorithm>
#include <memory>

namespace diwan::ingest {
namespace {

struct FreeUnicode {
  void operator()(Unicode* text) const { gfree(text); }
};

}  // namespace

std::string pdf_string(const GooString& string) {
  const auto& bytes = string.toStr();
  const bool has_mark =
      bytes.starts_with("\xFE\xFF") || bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xEF\xBB\xBF");
  const auto is_foreign = [](char c) { return static_cast<unsigned char>(c) >= 0x80; };
  if (bytes.starts_with("\xEF\xBB\xBF") && !text::find_invalid_utf8(bytes)) return bytes.substr(3);
  if (!has_mark && std::ranges::any_of(bytes, is_foreign)) {
    if (!text::find_invalid_utf8(bytes)) return bytes;
    const auto guess = text::guess_encoding(bytes);
    if (guess.name == "windows-1256") return text::decode(bytes, guess.name)->text;
  }
  Unicode* decoded = nullptr;
  const int length = TextStringToUCS4(bytes, &decoded);
  const std::unique_ptr<Unicode, FreeUnicode> owned(decoded);
  std::string text;
  for (int i = 0; i < length; ++i) {
    const bool is_character =
        decoded[i] >= 0x20 && decoded[i] <= 0x10FFFF && (decoded[i] < 0xD800 || decoded[i] > 0xDFFF);
    text::append_utf8(text, is_character ? decoded[i] : U' ');
  }
  return text;
}

}  // namespace diwan::ingest
