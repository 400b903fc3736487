// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/whole_file.hpp"

#include "ingest/plain_text.hpp"
#include "text/encoding.hpp"
#include "text/utf8.hpp"

#include <algorithm>
#include <utility>

namespace diwan::ingest {
namespace {

constexpr const char* force_another = "; --encoding NAME forces another";

void warn_of_guess(const text::EncodingGuess& guess, const std::string& declared, FileOutput& output) {
  const std::string read_as = "read as " + guess.name;
  if (!declared.empty() && !text::same_encoding(declared, guess.name)) {
    output.warn(read_as + ", though it declares " + escape_invalid(declared) + force_another);
  } else if (guess.doubtful && declared.empty()) {
    output.warn(read_as + ", which is a guess" + force_another);
  }
}

/// Whether bytes that look like ASCII mean something else in the declared encoding.
bool has_seven_bits(std::string_view declared, std::string_view bytes) {
  const auto name = to_ascii_lower(declared);
  return (name.starts_with("iso-2022") && bytes.find('\x1B') != std::string_view::npos) || name == "utf-7" ||
         (name.starts_with("hz") && bytes.find("~{") != std::string_view::npos);
}

/// The bytes in UTF-8; nothing when they are no text.
std::optional<text::Decoded> decode(std::string bytes, FileOutput& output, const DeclaredEncoding& declared) {
  const auto encoding = choose_encoding(bytes, false, output, declared);
  if (!encoding) return std::nullopt;
  if (*encoding == "UTF-8" && !text::find_invalid_utf8(bytes)) return text::Decoded{std::move(bytes), 0};
  return text::decode(bytes, *encoding);
}

}  // namespace

std::optional<std::string> choose_encoding(std::string_view bytes, bool is_cut, FileOutput& output,
                                           const DeclaredEncoding& find_declared) {
  if (!output.options().encoding.empty()) return output.options().encoding;
  if (const auto marked = text::encoding_of_mark(bytes); !marked.empty() && marked != "UTF-8")
    return std::string(marked);
  std::string declared = output.declared();
  if (declared.empty() && find_declared) declared = find_declared(bytes);
  const auto invalid = text::find_invalid_utf8(bytes);
  constexpr std::size_t longest_character = 4;
  const bool is_utf8 = !invalid || (is_cut && *invalid + longest_character > bytes.size());
  if (is_utf8 && bytes.find('\0') == std::string_view::npos) {
    if (declared.empty() && text::may_be_other_than_utf8(bytes)) warn_of_guess({"UTF-8", true}, declared, output);
    // Encodings of seven bits look like UTF-8.
    return has_seven_bits(declared, bytes) ? declared : std::string("UTF-8");
  }
  auto guess = text::guess_encoding(bytes, declared);
  if (guess.name.empty()) return std::nullopt;
  if (guess.name != "UTF-8") warn_of_guess(guess, declared, output);
  return std::move(guess.name);
}

std::optional<std::size_t> replace_nuls(std::string& text) {
  constexpr std::size_t most_damage = 2;
  constexpr std::size_t one_in = 50;
  const auto nuls = static_cast<std::size_t>(std::ranges::count(text, '\0'));
  if (nuls == 0) return 0;
  if (nuls > most_damage && nuls * one_in > text.size()) return std::nullopt;
  // Not of std::ranges: clang 14 cannot read what libstdc++ gives there.
  const auto behind = std::unique(text.begin(), text.end(), [](char a, char b) { return a == '\0' && b == '\0'; });
  text.erase(behind, text.end());
  return replace_each_nul(text);
}

std::size_t replace_each_nul(std::string& text) {
  const auto nuls = static_cast<std::size_t>(std::ranges::count(text, '\0'));
  if (nuls == 0) return 0;
  std::string mended;
  mended.reserve(text.size() + 2 * nuls);
  for (const char c : text) {
    if (c == '\0') {
      mended += "\uFFFD";
    } else {
      mended += c;
    }
  }
  text = std::move(mended);
  return nuls;
}

void warn_of_replaced(std::size_t replaced, FileOutput& output) {
  if (replaced == 0) return;
  output.warn(std::to_string(replaced) +
              " characters are damaged and became U+FFFD; the encoding may be another: --encoding NAME forces one");
}

Result<std::string> text_of(std::string bytes, FileOutput& output, const DeclaredEncoding& declared) {
  const auto fault = find_text_fault(bytes, 0, true);
  auto decoded = decode(std::move(bytes), output, declared);
  const auto nuls = decoded ? replace_nuls(decoded->text) : std::nullopt;
  if (!nuls) return Error{Code::malformed, decoded || !fault ? "NUL bytes: binary data" : *fault, {}};
  warn_of_replaced(decoded->replaced + *nuls, output);
  std::string_view rest = decoded->text;
  decoded->text.erase(0, drop_byte_order_mark(rest));
  return std::move(decoded->text);
}

std::optional<std::string> text_or_refuse(std::string bytes, FileOutput& output, const DeclaredEncoding& declared) {
  auto text = text_of(std::move(bytes), output, declared);
  if (text && !is_blank(*text)) return std::move(text).value();
  output.refuse(text ? "empty" : text.error().message);
  return std::nullopt;
}

std::optional<std::string> read_text_or_refuse(ByteStream& bytes, std::size_t limit, FileOutput& output,
                                               const DeclaredEncoding& declared) {
  auto read = read_all(bytes, limit);
  if (!read) {
    output.refuse(read.error().message);
    return std::nullopt;
  }
  return text_or_refuse(std::move(read).value(), output, declared);
}

}  // namespace diwan::ingest
