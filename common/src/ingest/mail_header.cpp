// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/mail_header.hpp"

#include "ingest/plain_text.hpp"
#include "text/encoding.hpp"
#include "text/utf8.hpp"

#include <optional>
#include <utility>
#include <vector>

namespace diwan::ingest {
namespace {

constexpr std::string_view blanks = " \t\r\n";

bool is_blank_run(std::string_view text) { return text.find_first_not_of(blanks) == std::string_view::npos; }

std::string decode_base64(std::string_view text) {
  constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string bytes;
  unsigned value = 0;
  int bits = 0;
  for (const char c : text) {
    const auto digit = digits.find(c);
    if (digit == std::string_view::npos) continue;
    value = (value << 6U | static_cast<unsigned>(digit)) & 0xFFFFFFU;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes += static_cast<char>(value >> static_cast<unsigned>(bits) & 0xFFU);
    }
  }
  return bytes;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

std::string decode_q(std::string_view text) {
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '=' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 && hex_digit(text[i + 2]) >= 0) {
      bytes += static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
      i += 2;
    } else {
      bytes += text[i] == '_' ? ' ' : text[i];
    }
  }
  return bytes;
}

/// A piece of a value: bytes, and the encoding that an encoded word names for them.
struct Piece {
  std::string bytes;
  std::string encoding;
  bool is_encoded = false;
};

/// The encoded word at the front of `text`, and how long it is.
std::optional<std::pair<Piece, std::size_t>> encoded_word(std::string_view text) {
  const auto encoding_end = text.find('?', 2);
  if (encoding_end == std::string_view::npos || encoding_end + 2 >= text.size() || text[encoding_end + 2] != '?')
    return std::nullopt;
  auto encoding = text.substr(2, encoding_end - 2);
  if (encoding.find_first_of(" \t\r\n=") != std::string_view::npos) return std::nullopt;
  encoding = encoding.substr(0, encoding.find('*'));  // a language may follow
  const char how = static_cast<char>(text[encoding_end + 1] | 0x20);
  const auto begin = encoding_end + 3;
  const auto end = text.find("?=", begin);
  if ((how != 'b' && how != 'q') || end == std::string_view::npos) return std::nullopt;
  const auto content = text.substr(begin, end - begin);
  // «=?=» of a Q word that ends with an escape: the mark is the escape's.
  if (content.find("=?") != std::string_view::npos) return std::nullopt;
  return std::pair{Piece{how == 'b' ? decode_base64(content) : decode_q(content), to_ascii_lower(encoding), true},
                   end + 2};
}

std::vector<Piece> pieces_of(std::string_view raw) {
  std::vector<Piece> pieces;
  std::string plain;
  const auto end_plain = [&] {
    if (!plain.empty()) pieces.push_back({std::exchange(plain, {}), {}, false});
  };
  for (std::size_t at = 0; at < raw.size();) {
    auto word = raw.substr(at).starts_with("=?") ? encoded_word(raw.substr(at)) : std::nullopt;
    if (!word) {
      plain += raw[at++];
      continue;
    }
    at += word->second;
    // White space between two encoded words is no text.
    if (!pieces.empty() && pieces.back().is_encoded && is_blank_run(plain)) plain.clear();
    end_plain();
    if (!pieces.empty() && pieces.back().is_encoded && pieces.back().encoding == word->first.encoding) {
      pieces.back().bytes += word->first.bytes;
    } else {
      pieces.push_back(std::move(word->first));
    }
  }
  end_plain();
  return pieces;
}

std::string in_utf8(const Piece& piece, const std::string& hint) {
  const bool has_escapes = piece.bytes.find('\x1B') != std::string::npos || piece.encoding == "utf-7";
  if (has_escapes && text::is_encoding(piece.encoding)) return text::decode(piece.bytes, piece.encoding)->text;
  if (!text::find_invalid_utf8(piece.bytes)) return piece.bytes;
  const bool is_known = !piece.encoding.empty() && text::is_encoding(piece.encoding);
  // A word that says UTF-8 and is cut in a character is UTF-8 all the same.
  auto guess = text::guess_encoding(piece.bytes, is_known ? piece.encoding : hint).name;
  if (guess.empty()) guess = is_known ? piece.encoding : "windows-1252";
  const auto decoded = text::decode(piece.bytes, guess);
  return decoded ? decoded->text : escape_invalid(piece.bytes);
}

/// A list parted at its commas, those in quotation marks, brackets and parentheses left alone.
std::vector<std::string_view> addresses_in(std::string_view raw) {
  std::vector<std::string_view> addresses;
  std::size_t begin = 0;
  bool is_quoted = false;
  int depth = 0;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] == '\\') {
      ++i;
    } else if (raw[i] == '"') {
      is_quoted = !is_quoted;
    } else if (!is_quoted && (raw[i] == '<' || raw[i] == '(')) {
      ++depth;
    } else if (!is_quoted && (raw[i] == '>' || raw[i] == ')') && depth > 0) {
      --depth;
    } else if (!is_quoted && depth == 0 && (raw[i] == ',' || raw[i] == ';')) {
      addresses.push_back(raw.substr(begin, i - begin));
      begin = i + 1;
    }
  }
  addresses.push_back(raw.substr(begin));
  return addresses;
}

std::string without_marks(std::string_view name) {
  std::string bare;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (name[i] == '\\' && i + 1 < name.size()) {
      bare += name[++i];
    } else if (name[i] != '"') {
      bare += name[i];
    }
  }
  return bare;
}

std::string decode_address(std::string_view raw, const std::string& hint) {
  const auto bracket = raw.rfind('<');
  auto name = decode_header(without_marks(raw.substr(0, bracket)), hint);
  if (bracket == std::string_view::npos) return name;
  auto address = decode_header(raw.substr(bracket + 1, raw.find('>', bracket) - bracket - 1), hint);
  if (name.empty() || name == address) return address;
  return address.empty() ? name : name + " <" + address + ">";
}

}  // namespace

std::string decode_header(std::string_view raw, const std::string& hint) {
  std::string value;
  for (const auto& piece : pieces_of(raw)) value += in_utf8(piece, hint);
  std::erase(value, '\0');
  return collapse_white_space(value);
}

std::string decode_addresses(std::string_view raw, const std::string& hint) {
  std::string list;
  for (const auto address : addresses_in(raw)) {
    const auto decoded = decode_address(address, hint);
    if (!decoded.empty()) list += (list.empty() ? "" : ", ") + decoded;
  }
  return list;
}

}  // namespace diwan::ingest
