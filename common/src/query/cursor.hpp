// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

#include "query/signs.hpp"
#include "text/classes.hpp"
#include "text/utf8.hpp"

namespace diwan::query {

/// Reads a query character by character. Bytes that are no UTF-8 read as a space, so that nothing behind the cursor has
/// to know of them. Borrows the text.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : text_(text) { read(); }

  bool at_end() const { return begin_ == text_.size(); }
  std::size_t offset() const { return begin_; }
  void advance() {
    begin_ = end_;
    read();
  }

  /// The character at the cursor. At the end of the text: a space, so that whatever runs up to a space stops.
  char32_t character() const { return character_; }
  bool at_space() const { return text::is_white_space(character_); }
  bool at_quote() const { return is_quote(character_); }
  bool at_operator() const { return is_operator(character_); }
  bool at_ignorable() const { return text::is_ignorable(character_); }

 private:
  void read() {
    character_ = U' ';
    if (begin_ == text_.size()) return;
    end_ = begin_;
    const char32_t c = text::next_code_point(text_, end_);
    constexpr std::string_view written_replacement = "\xEF\xBF\xBD";
    const bool broken = c == 0xFFFD && text_.substr(begin_, end_ - begin_) != written_replacement;
    if (!broken) character_ = c;
  }

  std::string_view text_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  char32_t character_ = U' ';
};

}  // namespace diwan::query
