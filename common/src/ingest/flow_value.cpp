// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/flow_value.hpp"

#include "ingest/plain_text.hpp"
#include "text/utf8.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace diwan::ingest {
namespace {

/// The code point of an escape in `digits` hexadecimal digits; U+FFFD where it is none.
char32_t code_of(std::string_view text, std::size_t digits) {
  std::uint32_t code = 0;
  const auto* const end = text.data() + std::min(digits, text.size());
  const auto [behind, error] = std::from_chars(text.data(), end, code, 16);
  const bool is_scalar = code < 0x110000 && (code < 0xD800 || code > 0xDFFF) && code != 0;
  return error == std::errc() && behind == text.data() + digits && is_scalar ? code : U'\uFFFD';
}

std::size_t digits_of(char escape) {
  switch (escape) {
    case 'x':
      return 2;
    case 'u':
      return 4;
    case 'U':
      return 8;
    default:
      return 0;
  }
}

/// Half of a character of JSON, which writes those beyond U+FFFF as two.
char32_t joined(char32_t high, char32_t low) { return 0x10000 + ((high - 0xD800) << 10U) + (low - 0xDC00); }

char32_t half_of(std::string_view text) {
  std::uint32_t code = 0;
  if (text.size() < 6 || !text.starts_with("\\u")) return 0;
  const auto [behind, error] = std::from_chars(text.data() + 2, text.data() + 6, code, 16);
  return error == std::errc() && behind == text.data() + 6 ? code : 0;
}

/// Reads values one after the other.
class FlowReader {
 public:
  FlowReader(std::string_view text, char separator) : text_(text), separator_(separator) {}

  FrontValue value(int depth) {
    constexpr int deepest = 16;
    skip_space();
    if (at_ >= text_.size()) return {};
    const char first = text_[at_];
    if ((first == '[' || first == '{') && depth < deepest) return elements(first == '[' ? ']' : '}', depth);
    auto text = unquoted(take_scalar(first == '[' || first == '{'));
    if (text == "~" || text == "null") text.clear();
    return {text, text};
  }

 private:
  FrontValue elements(char end, int depth) {
    FrontValue all;
    std::string name_of_table;
    for (++at_;;) {
      skip_space();
      if (at_ >= text_.size()) break;
      if (text_[at_] == end) {
        ++at_;
        break;
      }
      if (text_[at_] == ',') {
        ++at_;
        continue;
      }
      const auto before = at_;
      std::string name;
      if (end == '}') name = take_name();
      auto element = value(depth + 1);
      if (name == "name") name_of_table = element.label;
      add(all.text, name.empty() ? element.text : name + ": " + element.text, element.text);
      add(all.label, element.label, element.label);
      if (at_ == before) ++at_;
    }
    if (!name_of_table.empty()) all.label = name_of_table;
    return all;
  }

  static void add(std::string& all, const std::string& element, std::string_view unless_blank) {
    if (!is_blank(unless_blank)) all += (all.empty() ? "" : ", ") + element;
  }

  std::string take_name() {
    const auto begin = at_;
    if (const auto end = end_of_quoted(text_.substr(at_))) at_ += *end;
    while (at_ < text_.size() && text_[at_] != separator_ && text_[at_] != ',' && text_[at_] != '}') ++at_;
    auto name = unquoted(text_.substr(begin, at_ - begin));
    if (at_ < text_.size() && text_[at_] == separator_) ++at_;
    return name;
  }

  std::string_view take_scalar(bool is_nested) {
    const auto rest = text_.substr(at_);
    auto end = end_of_quoted(rest);
    if (!end && is_nested) end = end_of_flow(rest);
    if (!end) end = std::min({rest.find_first_of(",]}\n"), rest.find(" #"), rest.size()});
    at_ += *end;
    return rest.substr(0, *end);
  }

  /// Comments too.
  void skip_space() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      const bool is_space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
      const bool is_comment = c == '#' && (at_ == 0 || text_[at_ - 1] == ' ' || text_[at_ - 1] == '\n');
      if (!is_space && !is_comment) return;
      at_ = is_comment ? std::min(text_.find('\n', at_), text_.size()) : at_ + 1;
    }
  }

  std::string_view text_;
  char separator_;
  std::size_t at_ = 0;
};

}  // namespace

std::string unescaped(std::string_view text) {
  constexpr std::string_view names = "abefnrtv0N_\n";
  constexpr std::u32string_view signs = U"\a\b\x1B\f\n\r\t\v \u0085\u00A0 ";
  std::string all;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\\' || at + 1 == text.size()) {
      all += text[at];
      continue;
    }
    const char escape = text[++at];
    if (const auto digits = digits_of(escape); digits > 0) {
      const auto high = half_of(text.substr(at - 1));
      const auto low = half_of(text.substr(std::min(at + 5, text.size())));
      const bool is_pair = high >= 0xD800 && high < 0xDC00 && low >= 0xDC00 && low < 0xE000;
      // Where digits are missing, what stands in their place is text.
      const auto found = std::min(text.substr(at + 1, digits).find_first_not_of("0123456789abcdefABCDEF"),
                                  std::min(digits, text.size() - at - 1));
      text::append_utf8(all, is_pair ? joined(high, low) : code_of(text.substr(at + 1), digits));
      at += is_pair ? 10 : found;
    } else if (const auto named = names.find(escape); named != std::string_view::npos) {
      text::append_utf8(all, signs[named]);
    } else {
      all += escape;
    }
  }
  return all;
}

std::optional<std::size_t> end_of_quoted(std::string_view text) {
  if (!text.starts_with('"') && !text.starts_with('\'')) return std::nullopt;
  const char mark = text.front();
  for (std::size_t at = 1; at < text.size(); ++at) {
    if (text[at] == '\\' && mark == '"') {
      ++at;
    } else if (text[at] == mark) {
      const bool is_doubled = mark == '\'' && text.substr(at + 1).starts_with('\'');
      if (!is_doubled) return at + 1;
      ++at;
    }
  }
  return std::nullopt;
}

std::string unquoted(std::string_view text) {
  text = trim(text);
  if (end_of_quoted(text) != text.size()) return std::string(text);
  const auto inner = text.substr(1, text.size() - 2);
  if (text.front() == '"') return unescaped(inner);
  std::string all;
  for (std::size_t at = 0; at < inner.size(); ++at) {
    all += inner[at];
    if (inner[at] == '\'') ++at;
  }
  return all;
}

std::optional<std::size_t> end_of_flow(std::string_view text) {
  std::size_t depth = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    const bool begins_scalar = at > 0 && std::string_view(" \t\n[{,:=").find(text[at - 1]) != std::string_view::npos;
    if (const auto end = begins_scalar ? end_of_quoted(text.substr(at)) : std::nullopt) {
      at += *end - 1;
    } else if (c == '[' || c == '{') {
      ++depth;
    } else if ((c == ']' || c == '}') && --depth == 0) {
      return at + 1;
    }
  }
  return std::nullopt;
}

FrontValue read_flow(std::string_view text, char separator) { return FlowReader(text, separator).value(0); }

}  // namespace diwan::ingest
