// SPDX-License-Identifier: GPL-2.0-or-later
#include "text/word_break.hpp"

#include <unicode/brkiter.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>

#include <array>
#include <cassert>
#include <memory>

#include "text/utf8.hpp"

namespace diwan::text {
namespace {

struct ClassRange {
  char32_t first;
  char32_t last;
  WordClass word_class;
};

constexpr char32_t ascii_end = 0x80;
constexpr char32_t arabic_block_begin = 0x0600;
constexpr char32_t arabic_block_end = 0x0700;

/// The classes of nearly all text at hand, so that it needs no properties from ICU; what is not listed is a gap. A test
/// holds them against the properties.
constexpr ClassRange common_ranges[] = {
    {U'0', U'9', WordClass::digit},         {U'A', U'Z', WordClass::alphabetic},
    {U'a', U'z', WordClass::alphabetic},    {0x0610, 0x061A, WordClass::mark},  // honorifics and Quranic signs
    {0x061C, 0x061C, WordClass::ignorable},                                     // Arabic letter mark
    {0x0620, 0x064A, WordClass::arabic},                                        // letters and tatweel
    {0x064B, 0x065F, WordClass::mark},                                          // harakat, hamza above and below
    {0x0660, 0x0669, WordClass::digit},     {0x066E, 0x066F, WordClass::arabic},
    {0x0670, 0x0670, WordClass::mark},  // superscript alef
    {0x0671, 0x06D3, WordClass::arabic},    {0x06D5, 0x06D5, WordClass::arabic},
    {0x06D6, 0x06DC, WordClass::mark},  // Quranic signs
    {0x06DF, 0x06E8, WordClass::mark},  // ... small waw and ya with them, which Unicode counts as letters
    {0x06EA, 0x06ED, WordClass::mark},      {0x06EE, 0x06EF, WordClass::arabic},
    {0x06F0, 0x06F9, WordClass::digit},     {0x06FA, 0x06FC, WordClass::arabic},
    {0x06FF, 0x06FF, WordClass::arabic},
};

/// Where we see a character otherwise than its properties say.
constexpr ClassRange exceptions[] = {
    {0x06E5, 0x06E6, WordClass::mark},    // small waw and ya over a letter
    {0x200B, 0x200B, WordClass::gap},     // zero-width space: it is there to part words
    {0xFC5E, 0xFC63, WordClass::mark},    // presentation forms of harakat
    {0xFCF2, 0xFCF4, WordClass::mark},    // ... with tatweel
    {0xFDFA, 0xFDFB, WordClass::symbol},  // ﷺ and ﷻ: several words in one letter
    {0xFE70, 0xFE74, WordClass::mark},    // presentation forms of harakat
    {0xFE76, 0xFE7F, WordClass::mark},    // ...
};

constexpr std::array<WordClass, arabic_block_end> make_common_classes() {
  std::array<WordClass, arabic_block_end> classes{};
  for (const auto& range : common_ranges) {
    for (char32_t c = range.first; c <= range.last; ++c) classes[c] = range.word_class;
  }
  return classes;
}

constexpr auto common_classes = make_common_classes();

bool reads_as_word(UChar32 c) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* normalizer = icu::Normalizer2::getNFKCCasefoldInstance(status);
  assert(U_SUCCESS(status));
  icu::UnicodeString spelled;
  if (normalizer->getDecomposition(c, spelled) == 0) return false;
  for (std::int32_t i = 0; i < spelled.length(); i = spelled.moveIndex32(i, 1)) {
    if (u_isalnum(spelled.char32At(i)) != 0) return true;
  }
  return false;
}

WordClass letter_class(UChar32 c) {
  if (u_getIntPropertyValue(c, UCHAR_WORD_BREAK) == U_WB_EXTEND) return WordClass::mark;
  UErrorCode status = U_ZERO_ERROR;
  const auto script = uscript_getScript(c, &status);
  if (script == USCRIPT_ARABIC) return WordClass::arabic;
  if (script == USCRIPT_HAN || script == USCRIPT_HANGUL || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA ||
      u_getIntPropertyValue(c, UCHAR_WORD_BREAK) == U_WB_KATAKANA ||
      u_getIntPropertyValue(c, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT) {
    return WordClass::complex;
  }
  return script == USCRIPT_COMMON || script == USCRIPT_INHERITED ? WordClass::common : WordClass::alphabetic;
}

WordClass class_by_properties(UChar32 c) {
  const auto mask = U_MASK(u_charType(c));
  if ((mask & U_GC_L_MASK) != 0) return letter_class(c);
  if ((mask & U_GC_ND_MASK) != 0) return WordClass::digit;
  if ((mask & U_GC_M_MASK) != 0) return WordClass::mark;
  if ((mask & U_GC_CF_MASK) != 0) {
    const auto value = u_getIntPropertyValue(c, UCHAR_WORD_BREAK);
    const bool attached = value == U_WB_FORMAT || value == U_WB_EXTEND || value == U_WB_ZWJ;
    return attached ? WordClass::ignorable : WordClass::gap;
  }
  return reads_as_word(c) ? WordClass::symbol : WordClass::gap;
}

/// Walks over a text once. Marks follow the class before them; ignorable characters are held back until it is clear
/// whether the word goes on behind them.
class WordBreaker {
 public:
  explicit WordBreaker(std::string_view text) : text_(text) { segments_.reserve(text.size() / 5 + 1); }

  std::vector<Segment> run() {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text_.data());
    for (std::size_t at = 0; at < text_.size();) {
      const std::size_t begin = at;
      UChar32 c = 0;
      U8_NEXT(bytes, at, text_.size(), c);
      take(c < 0 ? WordClass::gap : word_class(static_cast<char32_t>(c)), begin, at);
    }
    finish(text_.size());
    return std::move(segments_);
  }

 private:
  void take(WordClass next, std::size_t begin, std::size_t end) {
    if (next == WordClass::ignorable) return;
    if (next == WordClass::mark) {
      if (current_ != WordClass::gap) end_ = end;
      return;
    }
    if (!goes_on(next)) {
      finish(begin);
      begin_ = begin;
      current_ = next;
    } else if (current_ == WordClass::common) {
      current_ = next;
    }
    end_ = end;
  }

  bool goes_on(WordClass next) const {
    switch (next) {
      case WordClass::gap:
        return current_ == WordClass::gap;
      case WordClass::common:
        return is_letter(current_);
      case WordClass::arabic:
      case WordClass::alphabetic:
        return current_ == next || current_ == WordClass::common;
      case WordClass::complex:
      case WordClass::digit:
        return current_ == next;
      default:
        return false;
    }
  }

  static bool is_letter(WordClass c) {
    return c == WordClass::arabic || c == WordClass::alphabetic || c == WordClass::common;
  }

  /// Closes what is open; `behind` is where the next segment begins. What lies between the word's last character and
  /// `behind` is ignorable, hence a gap.
  void finish(std::size_t behind) {
    if (current_ == WordClass::gap) return add(begin_, behind, false);
    if (current_ == WordClass::complex) {
      add_complex();
    } else {
      add(begin_, end_, true);
    }
    add(end_, behind, false);
  }

  void add(std::size_t begin, std::size_t end, bool word) {
    if (begin == end) return;
    if (!word && !segments_.empty() && !segments_.back().word) {
      segments_.back().end = end;
    } else {
      segments_.push_back({begin, end, word});
    }
  }

  void add_complex() {
    UErrorCode status = U_ZERO_ERROR;
    if (iterator_ == nullptr) iterator_.reset(icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
    assert(U_SUCCESS(status));
    UText* run = utext_openUTF8(nullptr, text_.data() + begin_, static_cast<std::int64_t>(end_ - begin_), &status);
    iterator_->setText(run, status);
    assert(U_SUCCESS(status));
    std::size_t begin = begin_;
    iterator_->first();
    for (auto at = iterator_->next(); at != icu::BreakIterator::DONE; at = iterator_->next()) {
      const auto end = begin_ + static_cast<std::size_t>(at);
      add(begin, end, true);
      begin = end;
    }
    utext_close(run);
  }

  std::string_view text_;
  std::vector<Segment> segments_;
  std::unique_ptr<icu::BreakIterator> iterator_;  // made for the first run of complex letters
  WordClass current_ = WordClass::gap;
  std::size_t begin_ = 0;  // of the open segment
  std::size_t end_ = 0;    // behind its last character that is not ignorable
};

}  // namespace

WordClass word_class(char32_t code_point) {
  if (code_point < ascii_end || (code_point >= arabic_block_begin && code_point < arabic_block_end)) {
    return common_classes[code_point];
  }
  for (const auto& range : exceptions) {
    if (code_point >= range.first && code_point <= range.last) return range.word_class;
  }
  return class_by_properties(static_cast<UChar32>(code_point));
}

std::vector<Segment> break_words(std::string_view text) { return WordBreaker(text).run(); }

}  // namespace diwan::text
