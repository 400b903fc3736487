// SPDX-License-Identifier: GPL-2.0-or-later
#include "text/terminal.hpp"

#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <utility>

#include "text/classes.hpp"
#include "text/utf8.hpp"

namespace diwan::text {
namespace {

constexpr char32_t replacement = 0xFFFD;
constexpr char32_t zero_width_non_joiner = 0x200C;
constexpr char32_t zero_width_joiner = 0x200D;
constexpr std::string_view left_to_right_mark = "\u200E";
constexpr std::string_view right_to_left_mark = "\u200F";
constexpr std::string_view first_strong_isolate = "\u2068";

UChar32 icu(char32_t code_point) { return static_cast<UChar32>(code_point); }

/// U+0600 ARABIC NUMBER SIGN, U+06DD END OF AYAH and their like: format characters by class, but visible.
bool is_visible_format(char32_t c) { return u_hasBinaryProperty(icu(c), UCHAR_PREPENDED_CONCATENATION_MARK) != 0; }

std::size_t columns(char32_t c) {
  if (is_control(c)) return 0;
  const auto category = u_charType(icu(c));
  if (category == U_FORMAT_CHAR) return is_visible_format(c) ? 1 : 0;
  if (category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK) return 0;
  // Vowels and final consonants of a Hangul syllable stand within the columns of its first consonant.
  const auto syllable = u_getIntPropertyValue(icu(c), UCHAR_HANGUL_SYLLABLE_TYPE);
  if (syllable == U_HST_VOWEL_JAMO || syllable == U_HST_TRAILING_JAMO) return 0;
  const auto width = u_getIntPropertyValue(icu(c), UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

/// Borders of lines or graphemes in a text. The library's iterators are not shared between threads: one for each call.
class Borders {
 public:
  using Factory = icu::BreakIterator* (*)(const icu::Locale&, UErrorCode&);

  Borders(Factory create, std::string_view text) : size_(text.size()) {
    UErrorCode status = U_ZERO_ERROR;
    UText* bytes = utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status);
    iterator_.reset(create(icu::Locale::getRoot(), status));
    if (U_SUCCESS(status) != 0) iterator_->setText(bytes, status);
    utext_close(bytes);
    if (U_FAILURE(status) != 0) iterator_.reset();
  }

  /// The next border behind `offset`, at most the end. Without ICU's data the only border is the end.
  std::size_t behind(std::size_t offset) {
    const auto next = iterator_ ? iterator_->following(static_cast<std::int32_t>(offset)) : icu::BreakIterator::DONE;
    return next == icu::BreakIterator::DONE ? size_ : static_cast<std::size_t>(next);
  }

 private:
  std::size_t size_;
  std::unique_ptr<icu::BreakIterator> iterator_;
};

/// The range without white space at its edges.
Range trimmed(std::string_view text, Range range) {
  for (std::size_t next = range.begin; range.begin < range.end; range.begin = next) {
    if (!is_white_space(next_code_point(text, next))) break;
  }
  for (std::size_t next = range.end; range.end > range.begin; range.end = next) {
    if (!is_white_space(previous_code_point(text, next))) break;
  }
  return range;
}

std::size_t width_of(std::string_view text, Range range) {
  return display_width(text.substr(range.begin, range.end - range.begin));
}

/// Fills lines one after the other.
class Wrapper {
 public:
  Wrapper(std::string_view text, std::size_t width)
      : text_(text), width_(width), graphemes_(icu::BreakIterator::createCharacterInstance, text) {}

  std::vector<Range> lines() && {
    Borders pieces(icu::BreakIterator::createLineInstance, text_);
    for (std::size_t begin = 0; begin < text_.size();) {
      const std::size_t end = pieces.behind(begin);
      add({begin, end});
      begin = end;
    }
    finish_line();
    return std::move(lines_);
  }

 private:
  /// A piece that a line may end behind; the white space at its end needs no room there.
  void add(Range piece) {
    const std::size_t whole = width_of(text_, piece);
    const Range shown = trimmed(text_, piece);
    const std::size_t needed = whole - width_of(text_, {shown.end, piece.end});
    if (shown.begin == shown.end && line_.begin == line_.end) return start_line(piece.end);
    if (used_ + needed > width_) {
      finish_line();
      start_line(shown.begin);
      if (needed > width_) return add_by_graphemes(shown, piece.end);
    }
    line_.end = piece.end;
    used_ += whole;
  }

  void add_by_graphemes(Range word, std::size_t end) {
    for (std::size_t begin = word.begin; begin < word.end;) {
      const std::size_t next = std::min(graphemes_.behind(begin), word.end);
      const std::size_t needed = width_of(text_, {begin, next});
      if (used_ > 0 && used_ + needed > width_) {
        finish_line();
        start_line(begin);
      }
      line_.end = next;
      used_ += needed;
      begin = next;
    }
    used_ += width_of(text_, {word.end, end});
    line_.end = end;
  }

  void start_line(std::size_t begin) {
    line_ = {begin, begin};
    used_ = 0;
  }

  void finish_line() {
    const Range line = trimmed(text_, line_);
    if (line.begin != line.end) lines_.push_back(line);
  }

  std::string_view text_;
  std::size_t width_;
  Borders graphemes_;
  std::vector<Range> lines_;
  Range line_;
  std::size_t used_ = 0;
};

}  // namespace

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t i = 0; i < text.size();) width += columns(next_code_point(text, i));
  return width;
}

std::string neutralize(std::string_view text) {
  std::string neutral;
  neutral.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = next_code_point(text, i);
    const auto category = u_charType(icu(c));
    const bool breaks = (c >= 0x09 && c <= 0x0D) || c == 0x85;
    if (breaks || category == U_LINE_SEPARATOR || category == U_PARAGRAPH_SEPARATOR) {
      neutral += ' ';
    } else if (is_control(c)) {
      append_utf8(neutral, replacement);
    } else if (category != U_FORMAT_CHAR || c == zero_width_non_joiner || c == zero_width_joiner ||
               is_visible_format(c)) {
      append_utf8(neutral, c);
    }
  }
  return neutral;
}

bool has_right_to_left(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto direction = u_charDirection(icu(next_code_point(text, i)));
    if (direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC || direction == U_ARABIC_NUMBER)
      return true;
  }
  return false;
}

Direction direction_of(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto direction = u_charDirection(icu(next_code_point(text, i)));
    if (direction == U_LEFT_TO_RIGHT) return Direction::left_to_right;
    if (direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC) return Direction::right_to_left;
  }
  return Direction::left_to_right;
}

std::string isolate_opening(std::string_view text, Direction direction) {
  std::string opening(first_strong_isolate);
  if (direction_of(text) != direction) {
    opening += direction == Direction::right_to_left ? right_to_left_mark : left_to_right_mark;
  }
  return opening;
}

std::string isolate(std::string_view text, Direction direction) {
  std::string isolated = isolate_opening(text, direction);
  isolated += text;
  isolated += isolate_closing;
  return isolated;
}

std::string isolate(std::string_view text) { return isolate(text, direction_of(text)); }

std::vector<Range> wrap(std::string_view text, std::size_t width) { return Wrapper(text, width).lines(); }

}  // namespace diwan::text
