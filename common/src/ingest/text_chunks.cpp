// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/text_chunks.hpp"

#include "ingest/plain_text.hpp"
#include "text/encoding.hpp"
#include "text/utf8.hpp"

#include <algorithm>
#include <span>
#include <string_view>
#include <utility>

namespace diwan::ingest {
namespace {

constexpr std::size_t block_size = std::size_t{256} << 10;

bool is_ascii(std::string_view bytes) {
  return std::ranges::all_of(bytes, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace

TextChunks::TextChunks(ByteStream& bytes, FileOutput& output, DeclaredEncoding declared, std::size_t beginning)
    : bytes_(bytes), output_(output), declared_(std::move(declared)), beginning_(beginning) {}

Result<bool> TextChunks::append_to(std::string& text, std::size_t wanted) {
  const auto before = text.size();
  while (text.size() - before < wanted) {
    const auto more = append_piece(text);
    if (!more) return more.error();
    if (!*more) break;
  }
  return text.size() > before;
}

Result<bool> TextChunks::append_piece(std::string& text) {
  if (!std::exchange(has_begun_, true)) {
    const auto begun = begin(text);
    if (!begun) return begun.error();
    return true;
  }
  if (has_ended_) return false;
  const auto more = read_more(block_size);
  if (!more) return more.error();
  const auto size = has_ended_ ? pending_.size() : whole_characters();
  const auto decoded = decode(std::string_view(pending_).substr(0, size), text);
  if (!decoded) return decoded.error();
  pending_.erase(0, size);
  if (has_ended_) warn_of_replaced(replaced_, output_);
  return true;
}

/// Small files are read as a whole.
Result<void> TextChunks::begin(std::string& text) {
  const auto more = read_more(beginning_);
  if (!more) return more.error();
  if (has_ended_) {
    auto all = text_of(std::exchange(pending_, {}), output_, declared_);
    if (!all) return all.error();
    text += *all;
    return {};
  }
  auto encoding = choose_encoding(pending_, true, output_, declared_);
  if (!encoding) return Error{Code::malformed, find_text_fault(pending_, 0, true).value_or("no text"), {}};
  encoding_ = std::move(*encoding);
  const bool declares = !output_.declared().empty() || (declared_ && !declared_(pending_).empty());
  is_guess_ = !declares && output_.options().encoding.empty() && !encoding_.starts_with("UTF-16") &&
              !encoding_.starts_with("UTF-32");
  std::string_view rest = pending_;
  pending_.erase(0, drop_byte_order_mark(rest));
  return {};
}

Result<bool> TextChunks::read_more(std::size_t wanted) {
  auto size = pending_.size();
  const auto end = size + wanted;
  while (size < end) {
    // A small file costs no large buffer.
    pending_.resize(std::min(end, size + block_size));
    const auto count = bytes_.read(std::span(pending_).subspan(size));
    if (!count) return count.error();
    if (*count == 0) has_ended_ = true;
    if (*count == 0) break;
    size += *count;
  }
  pending_.resize(size);
  return size > 0;
}

/// How many of the bytes make whole characters: up to a line end, where that is certain.
std::size_t TextChunks::whole_characters() const {
  const auto size = pending_.size();
  if (encoding_.starts_with("UTF-16") || encoding_.starts_with("UTF-32")) {
    const auto whole = size & ~std::size_t{3};
    const bool is_little = encoding_.ends_with("LE");
    if (whole < 4 || encoding_.starts_with("UTF-32")) return whole;
    const auto high = static_cast<unsigned char>(pending_[whole - (is_little ? 1 : 2)]);
    return (high & 0xFCU) == 0xD8U ? whole - 2 : whole;
  }
  const auto line_end = pending_.rfind('\n');
  if (line_end != std::string::npos) return line_end + 1;
  std::size_t whole = size;
  if (encoding_ == "UTF-8") {
    while (whole > 0 && size - whole < 3 && (static_cast<unsigned char>(pending_[whole - 1]) & 0xC0U) == 0x80U) --whole;
    if (whole > 0 && static_cast<unsigned char>(pending_[whole - 1]) >= 0xC0U) --whole;
  }
  return whole == 0 ? size : whole;
}

std::string TextChunks::encoding_of(std::string_view piece) {
  if (!is_guess_ || is_ascii(piece)) return encoding_;
  const bool was_ascii = std::exchange(only_ascii_, false);
  if (encoding_ == "UTF-8") {
    if (was_ascii && text::find_invalid_utf8(piece)) {
      encoding_ = choose_encoding(piece, true, output_, declared_).value_or(encoding_);
    }
    return encoding_;
  }
  if (text::is_for_arabic(encoding_)) return encoding_;
  auto guess = text::guess_encoding(piece);
  if (guess.doubtful || !text::is_for_arabic(guess.name)) return encoding_;
  if (!std::exchange(has_warned_, true)) {
    output_.warn("read as " + encoding_ + ", but parts of it as " + guess.name +
                 ", which is a guess; --encoding NAME forces one for all");
  }
  return std::move(guess.name);
}

Result<void> TextChunks::decode(std::string_view piece, std::string& text) {
  const auto encoding = encoding_of(piece);
  if (encoding == "UTF-8" && piece.find('\0') == std::string_view::npos && !text::find_invalid_utf8(piece)) {
    text += piece;
    return {};
  }
  auto decoded = text::decode(piece, encoding);
  if (!decoded) return Error{Code::malformed, "no such encoding: " + encoding, {}};
  const auto nuls = replace_nuls(decoded->text);
  if (!nuls) return Error{Code::malformed, "NUL bytes: binary data", {}};
  replaced_ += decoded->replaced + *nuls;
  text += decoded->text;
  return {};
}

}  // namespace diwan::ingest
