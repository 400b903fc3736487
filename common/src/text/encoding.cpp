// SPDX-License-Identifier: GPL-2.0-or-later
#include "text/encoding.hpp"

#include "text/mac_arabic.hpp"
#include "text/utf8.hpp"

#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>
#include <vector>

namespace diwan::text {
namespace {

constexpr std::string_view mac_arabic_name = "macarabic";

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

/// Names without signs and case, as people write them in many ways.
std::string bare_name(std::string_view name) {
  std::string bare;
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z') bare += static_cast<char>(c - 'A' + 'a');
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) bare += c;
  }
  return bare;
}

bool is_mac_arabic(std::string_view name) {
  const auto bare = bare_name(name);
  return bare == mac_arabic_name || bare == "xmacarabic";
}

/// ICU knows this one under its IBM name only.
std::string icu_name(std::string_view name) {
  const auto bare = bare_name(name);
  if (bare == "cp720" || bare == "dos720" || bare == "ibm720") return "ibm-720";
  // What calls itself Latin-1 is Windows' superset of it, as the web has it.
  if (bare == "iso88591" || bare == "latin1" || bare == "usascii") return "windows-1252";
  return std::string(name);
}

Converter open_converter(std::string_view name) {
  const auto known = icu_name(name);
  // Names come from files: ICU takes some that stand for state or options, which no file means.
  if (known.empty() || known.size() > 60 || known.find_first_of(",\0") != std::string::npos) return nullptr;
  UErrorCode status = U_ZERO_ERROR;
  Converter converter(ucnv_open(known.c_str(), &status));
  return U_FAILURE(status) != 0 ? nullptr : std::move(converter);
}

void count_replaced(const void* context, UConverterToUnicodeArgs* arguments, const char* /*units*/,
                    std::int32_t /*length*/, UConverterCallbackReason reason, UErrorCode* status) {
  if (reason > UCNV_IRREGULAR) return;
  ++*static_cast<std::size_t*>(const_cast<void*>(context));
  *status = U_ZERO_ERROR;
  constexpr UChar replacement = 0xFFFD;
  ucnv_cbToUWriteUChars(arguments, &replacement, 1, 0, status);
}

Decoded decode_mac_arabic(std::string_view bytes) {
  Decoded decoded;
  decoded.text.reserve(bytes.size() * 2);
  for (const char byte : bytes) {
    const auto value = static_cast<unsigned char>(byte);
    append_utf8(decoded.text, value < 0x80 ? value : mac_arabic.at(value - 0x80U));
  }
  return decoded;
}

Decoded decode_with(UConverter& converter, std::string_view bytes) {
  Decoded decoded;
  UErrorCode status = U_ZERO_ERROR;
  ucnv_setToUCallBack(&converter, count_replaced, &decoded.replaced, nullptr, nullptr, &status);
  constexpr std::size_t largest_buffer = std::size_t{64} << 10;
  std::vector<UChar> buffer(std::min(bytes.size() + 16, largest_buffer));
  const char* source = bytes.data();
  const char* const end = source + bytes.size();
  std::string piece;
  char16_t lead = 0;  // half of a pair at the end of a buffer
  do {
    UChar* target = buffer.data() + (lead != 0 ? 1 : 0);
    if (lead != 0) buffer[0] = lead;
    lead = 0;
    status = U_ZERO_ERROR;
    ucnv_toUnicode(&converter, &target, buffer.data() + buffer.size(), &source, end, nullptr, 1, &status);
    auto size = target - buffer.data();
    if (status == U_BUFFER_OVERFLOW_ERROR && size > 0 && U16_IS_LEAD(buffer[static_cast<std::size_t>(size) - 1])) {
      lead = buffer[static_cast<std::size_t>(--size)];
    }
    piece.clear();
    icu::UnicodeString(false, buffer.data(), static_cast<std::int32_t>(size)).toUTF8String(piece);
    decoded.text += piece;
  } while (status == U_BUFFER_OVERFLOW_ERROR);
  if (decoded.text.starts_with("\xEF\xBB\xBF")) decoded.text.erase(0, 3);
  return decoded;
}

}  // namespace

bool is_encoding(std::string_view name) { return is_mac_arabic(name) || open_converter(name) != nullptr; }

bool same_encoding(std::string_view a, std::string_view b) {
  if (is_mac_arabic(a) || is_mac_arabic(b)) return is_mac_arabic(a) && is_mac_arabic(b);
  const auto first = open_converter(a);
  const auto second = open_converter(b);
  if (!first || !second) return false;
  UErrorCode status = U_ZERO_ERROR;
  return std::string_view(ucnv_getName(first.get(), &status)) == ucnv_getName(second.get(), &status);
}

std::optional<Decoded> decode(std::string_view bytes, std::string_view encoding) {
  if (is_mac_arabic(encoding)) return decode_mac_arabic(bytes);
  const auto converter = open_converter(encoding);
  if (!converter) return std::nullopt;
  return decode_with(*converter, bytes);
}

std::string_view encoding_of_mark(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("\xEF\xBB\xBF")) return "UTF-8";
  if (bytes.starts_with("\xFF\xFE\0\0"sv)) return "UTF-32LE";
  if (bytes.starts_with("\0\0\xFE\xFF"sv)) return "UTF-32BE";
  if (bytes.starts_with("\xFF\xFE")) return "UTF-16LE";
  if (bytes.starts_with("\xFE\xFF")) return "UTF-16BE";
  return {};
}

}  // namespace diwan::text
