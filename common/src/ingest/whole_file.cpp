// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/whole_file.hpp"

#include "ingest/plain_text.hpp"
#include "text/encoding.hpp"
#include "text/utf8.hpp"

#include <utility>

namespace diwan::ingest {
namespace {

constexpr const char* force_another = "; --encoding NAME forces another";

void warn_of_guess(const text::EncodingGuess& guess, const std::string& declared, FileOutput& output) {
  const std::string read_as = "read as " + guess.name;
  if (!declared.empty() && !text::same_encoding(declared, guess.name)) {
    output.warn(read_as + ", though it declares " + escape_invalid(declared) + force_another);
  } else if (guess.doubtful) {
    output.warn(read_as + ", which is a guess" + force_another);
  }
}

/// The bytes in UTF-8; nothing when they are no text.
std::optional<text::Decoded> decode(std::string bytes, FileOutput& output, DeclaredEncoding find_declared) {
  if (!output.options().encoding.empty()) return text::decode(bytes, output.options().encoding);
  if (const auto marked = text::encoding_of_mark(bytes); !marked.empty() && marked != "UTF-8")
    return text::decode(bytes, marked);
  std::string declared = find_declared == nullptr ? std::string() : find_declared(bytes);
  const bool has_nul = bytes.find('\0') != std::string::npos;
  if (!has_nul && !text::find_invalid_utf8(bytes)) {
    // Encodings of seven bits look like UTF-8; their escapes tell them.
    const bool is_escaped = bytes.find('\x1B') != std::string::npos && to_ascii_lower(declared).starts_with("iso-2022");
    if (is_escaped) return text::decode(bytes, declared);
    return text::Decoded{std::move(bytes), 0};
  }
  const auto guess = text::guess_encoding(bytes, declared);
  if (guess.name.empty()) return std::nullopt;
  if (guess.name != "UTF-8") warn_of_guess(guess, declared, output);
  return text::decode(bytes, guess.name);
}

}  // namespace

std::optional<std::string> text_or_refuse(std::string bytes, FileOutput& output, DeclaredEncoding declared) {
  const auto fault = find_text_fault(bytes, 0, true);
  auto decoded = decode(std::move(bytes), output, declared);
  if (!decoded || decoded->text.find('\0') != std::string::npos) {
    output.refuse(decoded || !fault ? "NUL bytes: binary data" : *fault);
    return std::nullopt;
  }
  if (decoded->replaced > 0) {
    output.warn(std::to_string(decoded->replaced) +
                " characters are damaged and became U+FFFD; the encoding may be another: --encoding NAME forces one");
  }
  std::string_view rest = decoded->text;
  const auto dropped = drop_byte_order_mark(rest);
  if (is_blank(rest)) {
    output.refuse("empty");
    return std::nullopt;
  }
  decoded->text.erase(0, dropped);
  return std::move(decoded->text);
}

std::optional<std::string> read_text_or_refuse(ByteStream& bytes, std::size_t limit, FileOutput& output,
                                               DeclaredEncoding declared) {
  auto read = read_all(bytes, limit);
  if (!read) {
    output.refuse(read.error().message);
    return std::nullopt;
  }
  return text_or_refuse(std::move(read).value(), output, declared);
}

}  // namespace diwan::ingest
