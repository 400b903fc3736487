// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucnv_err.h>
#include <unicode/unistr.h>

#include <optional>
#include <string>
#include <string_view>

#include "text/mac_arabic.hpp"
#include "text/utf8.hpp"

namespace diwan::test {

/// A UTF-8 text in another encoding (CP720 and MacArabic too); nothing where that lacks a character.
inline std::optional<std::string> encode(std::string_view text, std::string_view encoding) {
  std::string bytes;
  if (encoding == "MacArabic") {
    for (std::size_t at = 0; at < text.size();) {
      const auto c = diwan::text::next_code_point(text, at);
      std::size_t byte = 0;
      while (c >= 0x80 && byte < diwan::text::mac_arabic.size() && diwan::text::mac_arabic.at(byte) != c) ++byte;
      if (byte == diwan::text::mac_arabic.size()) return std::nullopt;
      bytes += static_cast<char>(c < 0x80 ? c : byte + 0x80);
    }
    return bytes;
  }
  UErrorCode status = U_ZERO_ERROR;
  const std::string name(encoding == "CP720" ? "ibm-720" : encoding);
  UConverter* const converter = ucnv_open(name.c_str(), &status);
  ucnv_setFromUCallBack(converter, UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  const auto units =
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  bytes.resize(text.size() * 4 + 8);
  const auto size = ucnv_fromUChars(converter, bytes.data(), static_cast<std::int32_t>(bytes.size()), units.getBuffer(),
                                    units.length(), &status);
  ucnv_close(converter);
  if (U_FAILURE(status) != 0) return std::nullopt;
  bytes.resize(static_cast<std::size_t>(size));
  return bytes;
}

}  // namespace diwan::test
