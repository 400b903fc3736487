// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/rtf_text.hpp"

#include "ingest/code_page.hpp"
#include "ingest/plain_text.hpp"
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

enum class Place { text, note, title, author, created, fonts, nowhere };

struct PlaceRow {
  std::string_view word;
  Place place;
};

constexpr PlaceRow places[] = {
    {"footnote", Place::note},   {"title", Place::title},        {"author", Place::author},
    {"creatim", Place::created}, {"fonttbl", Place::fonts},      {"shptxt", Place::text},
    {"info", Place::nowhere},    {"colortbl", Place::nowhere},   {"stylesheet", Place::nowhere},
    {"pict", Place::nowhere},    {"nonshppict", Place::nowhere}, {"objdata", Place::nowhere},
    {"fldinst", Place::nowhere}, {"header", Place::nowhere},     {"headerl", Place::nowhere},
    {"headerr", Place::nowhere}, {"headerf", Place::nowhere},    {"footer", Place::nowhere},
    {"footerl", Place::nowhere}, {"footerr", Place::nowhere},    {"footerf", Place::nowhere},
    {"filetbl", Place::nowhere}, {"revtbl", Place::nowhere},     {"listtable", Place::nowhere},
    {"annotation", Place::note}, {"atnid", Place::nowhere},      {"atnauthor", Place::nowhere},
    {"tc", Place::nowhere},      {"xe", Place::nowhere},         {"bkmkstart", Place::nowhere},
    {"bkmkend", Place::nowhere}, {"sp", Place::nowhere},         {"template", Place::nowhere},
};

struct CharacterRow {
  std::string_view word;
  std::string_view text;
};

constexpr CharacterRow characters[] = {
    {"par", "\n"},         {"line", "\n"},        {"sect", "\n"},          {"page", "\n"},
    {"row", "\n"},         {"nestrow", "\n"},     {"tab", "\t"},           {"cell", "\t"},
    {"nestcell", "\t"},    {"emdash", "\u2014"},  {"endash", "\u2013"},    {"bullet", "\u2022"},
    {"lquote", "\u2018"},  {"rquote", "\u2019"},  {"ldblquote", "\u201C"}, {"rdblquote", "\u201D"},
    {"emspace", "\u2003"}, {"enspace", "\u2002"}, {"zwj", "\u200D"},       {"zwnj", "\u200C"},
};

struct CharsetRow {
  int charset;
  std::string_view encoding;
};

constexpr CharsetRow charsets[] = {
    {77, "macintosh"},     {128, "windows-932"},  {129, "windows-949"},  {134, "gb18030"},
    {136, "Big5"},         {161, "windows-1253"}, {162, "windows-1254"}, {163, "windows-1258"},
    {177, "windows-1255"}, {178, "windows-1256"}, {179, "windows-1256"}, {180, "windows-1256"},
    {186, "windows-1257"}, {204, "windows-1251"}, {222, "windows-874"},  {238, "windows-1250"},
};

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
  bool is_associated = true;  ///< whether \af means the complex font
  bool is_unseen = false;     ///< deleted or hidden
  int fallback = 1;           ///< bytes that stand behind a \u for old readers
};

class Parser {
 public:
  explicit Parser(std::string_view rtf) : rtf_(rtf) {}

  RtfText run() {
    while (at_ < rtf_.size()) step();
    flush();
    result_.is_cut = !groups_.empty();
    result_.text += notes_.empty() ? std::string() : "\n" + notes_;
    const auto& [year, month, day] = created_;
    std::array<char, 40> date{};
    if (year > 0 && std::snprintf(date.data(), date.size(), "%04d-%02d-%02d", year, month, day) > 0)
      result_.created = date.data();
    return std::move(result_);
  }

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
        now_.place = row->place;
        return;
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
    if (name == "plain") now_ = {now_.place, default_font_, -1, false, true, false, now_.fallback};
    if (name == "yr") std::get<0>(created_) = now_.place == Place::created ? value : std::get<0>(created_);
    if (name == "mo" && now_.place == Place::created) created_[1] = value;
    if (name == "dy" && now_.place == Place::created) created_[2] = value;
    set_font(name, value);
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

  /// The encoding of bytes here.
  const std::string& encoding() const {
    const int own = now_.is_complex && now_.complex_font >= 0 ? now_.complex_font : now_.font;
    const auto font = fonts_.find(own >= 0 ? own : default_font_);
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
    put(text);
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
      const auto decoded = text::decode(bytes_, encoding());
      if (decoded) {
        result_.replaced += now_.is_unseen ? 0 : decoded->replaced;
        put(decoded->text);
      }
    }
    bytes_.clear();
  }

  void put(std::string_view text) {
    if (now_.is_unseen) return;
    if (now_.place == Place::text) result_.text += text;
    if (now_.place == Place::note) notes_ += text;
    if (now_.place == Place::title) result_.title += text;
    if (now_.place == Place::author) result_.author += text;
  }

  std::string_view rtf_;
  std::size_t at_ = 0;
  RtfText result_;
  std::string notes_;
  std::array<int, 3> created_{};
  Group now_;
  std::vector<Group> groups_;
  bool at_group_start_ = false;
  std::map<int, std::string> fonts_;
  int default_font_ = 0;
  std::string page_ = "windows-1252";
  std::string bytes_;  ///< not decoded yet, in one encoding
  char32_t half_ = 0;
  int skip_ = 0;
};

}  // namespace

RtfText read_rtf_text(std::string_view rtf) { return Parser(rtf).run(); }

}  // namespace diwan::ingest
