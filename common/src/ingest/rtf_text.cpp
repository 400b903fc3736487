// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/rtf_text.hpp"

#include "ingest/code_page.hpp"
#include "ingest/plain_text.hpp"
#include "ingest/rtf_encodings.hpp"
#include "ingest/rtf_words.hpp"
#include "text/encoding.hpp"
#include "text/utf8.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <map>
#include <span>
#include <utility>
#include <vector>

namespace diwan::ingest {
namespace {

using namespace rtf;

template <class Row>
const Row* find(std::span<const Row> rows, std::string_view word) {
  const auto row = std::ranges::find(rows, word, &Row::word);
  return row == rows.end() ? nullptr : &*row;
}

/// What a closing brace brings back.
struct Group {
  Place place = Place::text;
  int font = -1;          ///< of text that runs left to right
  int complex_font = -1;  ///< of text that runs right to left
  bool is_complex = false;
  bool is_associated = true;   ///< whether \af means the complex font
  bool is_unseen = false;      ///< deleted or hidden
  bool is_spare = false;       ///< for readers without Unicode: the same stands beside it under \ud
  bool is_header = false;      ///< inside of a header or footer
  Place spared = Place::text;  ///< where the group belongs that stands twice
  int fallback = 1;            ///< bytes that stand behind a \u for old readers
};

class Parser {
 public:
  /// `mended` are the encodings of the fonts that do not tell it rightly.
  explicit Parser(std::string_view rtf, RtfEncodings mended = {}) : rtf_(rtf), mended_(std::move(mended)) {}

  RtfText run() {
    while (at_ < rtf_.size()) step();
    flush();
    result_.is_cut = !groups_.empty();
    for (const auto& behind : {notes_, each_line_once(headers_)}) {
      if (behind.empty()) continue;
      begin_line(result_.text);
      result_.text += behind;
    }
    const auto& [year, month, day] = created_;
    std::array<char, 40> date{};
    if (year > 0 && std::snprintf(date.data(), date.size(), "%04d-%02d-%02d", year, month, day) > 0)
      result_.created = date.data();
    return std::move(result_);
  }

  /// What was read of each font, and as what.
  const RtfSamples& samples() const { return samples_; }
  /// The code page that the document names.
  const std::string& page() const { return page_; }

 private:
  void step() {
    const char c = rtf_[at_++];
    switch (c) {
      case '{':
        flush();
        groups_.push_back(now_);
        at_group_start_ = true;
        skip_ = 0;
        return;
      case '}':
        flush();
        if (!groups_.empty()) {
          now_ = groups_.back();
          groups_.pop_back();
        }
        skip_ = 0;
        return;
      case '\\':
        return control();
      case '\r':
      case '\n':
      case '\0':
        return;
      default:
        at_group_start_ = false;
        return add_byte(c);
    }
  }

  void control() {
    if (at_ >= rtf_.size()) return;
    const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    if (!is_letter(rtf_[at_])) return symbol(rtf_[at_++]);
    const auto begin = at_;
    while (at_ < rtf_.size() && is_letter(rtf_[at_])) ++at_;
    const auto name = rtf_.substr(begin, at_ - begin);
    int value = 0;
    const auto rest = rtf_.substr(at_, 12);
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), value);
    const bool has_value = error == std::errc();
    at_ += static_cast<std::size_t>(end - rest.data());
    if (at_ < rtf_.size() && rtf_[at_] == ' ') ++at_;
    word(name, value, has_value);
  }

  void symbol(char c) {
    const bool starts_group = std::exchange(at_group_start_, false);
    switch (c) {
      case '\'': {
        const auto digits = rtf_.substr(at_, 2);
        unsigned byte = 0;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), byte, 16);
        at_ += static_cast<std::size_t>(end - digits.data());
        if (error == std::errc()) add_byte(static_cast<char>(byte));
        return;
      }
      case '*':
        if (starts_group) now_.place = Place::nowhere;
        at_group_start_ = starts_group;
        return;
      case '~':
        return add_text("\u00A0");
      case '_':
        return add_text("-");
      case '\r':
      case '\n':
        return add_text("\n");
      case '\\':
      case '{':
      case '}':
        return add_byte(c);
      default:
        return;
    }
  }

  void word(std::string_view name, int value, bool has_value) {
    const bool starts_group = std::exchange(at_group_start_, false);
    if (starts_group) {
      if (const auto* const row = find<PlaceRow>(places, name)) {
        flush();
        return go_to(row->place);
      }
      if (name == "upr") {
        now_.spared = now_.place;
        now_.is_spare = true;
      }
      if (name == "ud" && now_.is_spare) {
        now_.place = now_.spared;
        now_.is_spare = false;
      }
    }
    if (name == "u") return add_unit(value);
    if (name == "bin") {
      at_ += std::min(rtf_.size() - at_, static_cast<std::size_t>(std::max(0, value)));
      return;
    }
    if (const auto* const row = find<CharacterRow>(characters, name)) return add_text(row->text);
    const bool is_on = !has_value || value != 0;
    if (name == "uc") now_.fallback = std::max(0, value);
    if (name == "ansicpg" && has_value) page_ = encoding_of_page(value);
    if (name == "mac") page_ = "macintosh";
    if (name == "deff") default_font_ = value;
    if (name == "v" || name == "deleted") now_.is_unseen = is_on;
    if (name == "plain") set_plain();
    if (name == "yr") std::get<0>(created_) = now_.place == Place::created ? value : std::get<0>(created_);
    if (name == "mo" && now_.place == Place::created) created_[1] = value;
    if (name == "dy" && now_.place == Place::created) created_[2] = value;
    set_font(name, value);
  }

  void go_to(Place place) {
    now_.place = place;
    now_.is_header = now_.is_header || place == Place::header;
    if (now_.is_spare) return;
    if (place == Place::header || place == Place::note) begin_line(now_.is_header ? headers_ : notes_);
    // What a document says of itself counts once.
    if ((place == Place::title && !is_blank(result_.title)) || (place == Place::author && !is_blank(result_.author)))
      now_.place = Place::nowhere;
  }

  static void begin_line(std::string& text) {
    if (!text.empty() && !text.ends_with('\n')) text += '\n';
  }

  void set_plain() {
    now_.font = default_font_;
    now_.complex_font = -1;
    now_.is_complex = now_.is_unseen = false;
    now_.is_associated = true;
  }

  void set_font(std::string_view name, int value) {
    if (now_.place == Place::fonts) {
      if (name == "f") now_.font = value;
      if (name == "fcharset") {
        const auto row = std::ranges::find(charsets, value, &CharsetRow::charset);
        fonts_[now_.font] = row == std::end(charsets) ? std::string() : std::string(row->encoding);
      }
      if (name == "cpg") fonts_[now_.font] = encoding_of_page(value);
      return;
    }
    if (name != "f" && name != "af" && name != "rtlch" && name != "ltrch" && name != "loch" && name != "hich" &&
        name != "dbch")
      return;
    flush();
    if (name == "f") now_.font = value;
    if (name == "af" && now_.is_associated) now_.complex_font = value;
    if (name == "rtlch" || name == "ltrch") now_.is_complex = name == "rtlch";
    now_.is_associated = name == "rtlch" || name == "ltrch" || (now_.is_associated && !name.ends_with("ch"));
  }

  /// The font of bytes here.
  int font() const {
    const int own = now_.is_complex && now_.complex_font >= 0 ? now_.complex_font : now_.font;
    return own >= 0 ? own : default_font_;
  }

  /// The encoding of bytes here.
  const std::string& encoding() const {
    if (const auto mended = mended_.find(font()); mended != mended_.end()) return mended->second;
    const auto font = fonts_.find(this->font());
    return font == fonts_.end() || font->second.empty() ? page_ : font->second;
  }

  void add_byte(char c) {
    if (skip_ > 0) {
      --skip_;
      return;
    }
    add_half();
    bytes_ += c;
  }

  void add_text(std::string_view text) {
    if (skip_ > 0) --skip_;
    flush();
    part_words();
    put(text);
  }

  void part_words() {
    if (const auto sample = samples_.find(font()); sample != samples_.end()) sample->second.bytes += ' ';
  }

  void add_unit(int value) {
    const auto unit = static_cast<char32_t>(value < 0 ? value + 0x10000 : value) & 0xFFFF;
    if (!bytes_.empty()) flush();
    skip_ = now_.fallback;
    if (unit >= 0xD800 && unit < 0xDC00) {
      add_half();
      half_ = unit;
      return;
    }
    if (unit >= 0xDC00 && unit < 0xE000) {
      const auto first = std::exchange(half_, 0);
      return put_code_point(first == 0 ? U'\uFFFD' : 0x10000 + ((first - 0xD800) << 10U) + (unit - 0xDC00));
    }
    add_half();
    // Old Arabic fonts of Word name their signs in the private area: F0xx is the byte xx.
    if (unit >= 0xF020 && unit <= 0xF0FF) {
      bytes_ += static_cast<char>(unit & 0xFF);
      return flush();
    }
    if (!text::is_bidi_control(unit)) put_code_point(unit);
  }

  /// A first half of a pair that got no second one.
  void add_half() {
    if (std::exchange(half_, 0) != 0) put_code_point(U'\uFFFD');
  }

  void put_code_point(char32_t c) {
    std::string text;
    text::append_utf8(text, c < 0x20 && c != '\t' ? U' ' : c);
    put(text);
  }

  void flush() {
    if (bytes_.empty()) return;
    if (now_.place != Place::nowhere && now_.place != Place::fonts) {
      auto& sample = samples_[font()];
      sample.encoding = encoding();
      if (!now_.is_unseen && !now_.is_spare) sample.bytes += bytes_;
      const auto decoded = text::decode(bytes_, encoding());
      if (decoded) {
        result_.replaced += now_.is_unseen || now_.is_spare ? 0 : decoded->replaced;
        put(decoded->text);
      }
    }
    bytes_.clear();
  }

  void put(std::string_view text) {
    if (now_.is_unseen || now_.is_spare) return;
    if (now_.place == Place::text) result_.text += text;
    if (now_.place == Place::note || now_.place == Place::header) (now_.is_header ? headers_ : notes_) += text;
    if (now_.place == Place::title) result_.title += text;
    if (now_.place == Place::author) result_.author += text;
  }

  std::string_view rtf_;
  std::size_t at_ = 0;
  RtfText result_;
  std::string notes_;
  std::string headers_;
  std::array<int, 3> created_{};
  Group now_;
  std::vector<Group> groups_;
  bool at_group_start_ = false;
  std::map<int, std::string> fonts_;
  RtfEncodings mended_;
  RtfSamples samples_;
  int default_font_ = 0;
  std::string page_ = "windows-1252";
  std::string bytes_;  ///< not decoded yet, in one encoding
  char32_t half_ = 0;
  int skip_ = 0;
};

}  // namespace

RtfText read_rtf_text(std::string_view rtf) {
  Parser parser(rtf);
  auto text = parser.run();
  auto mended = mend_encodings(parser.samples(), parser.page());
  if (mended.empty()) return text;
  const auto& [font, encoding] = *mended.begin();
  const auto& declared = parser.samples().at(font).encoding;
  auto warning = "read as " + encoding + ", though it declares " + declared;
  text = Parser(rtf, std::move(mended)).run();
  text.warning = std::move(warning);
  return text;
}

}  // namespace diwan::ingest
