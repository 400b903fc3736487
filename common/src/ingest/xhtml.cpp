// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/xhtml.hpp"

#include "ingest/plain_text.hpp"

#include <algorithm>
#include <cstddef>

namespace diwan::ingest {
namespace {

constexpr std::string_view void_elements[] = {"area",  "base",  "basefont", "bgsound", "br",    "col",
                                              "embed", "frame", "hr",       "img",     "input", "link",
                                              "meta",  "param", "source",   "track",   "wbr"};

/// One piece of markup that stands in the text as it is.
struct Span {
  std::string_view open;
  std::string_view close;
};

constexpr Span cdata{"<![CDATA[", "]]>"};
constexpr Span verbatim[] = {{"<!--", "-->"}, {"<?", "?>"}, {"<!", ">"}};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Takes `size` bytes from the front.
std::string_view take(std::string_view& text, std::size_t size) {
  const auto front = text.substr(0, size);
  text.remove_prefix(front.size());
  return front;
}

/// Takes a span's inside from a text that begins with it; all of the text where it has no end.
std::string_view take_inside(std::string_view& text, const Span& span) {
  text.remove_prefix(span.open.size());
  const auto inside = take(text, text.find(span.close));
  take(text, span.close.size());
  return inside;
}

/// How long the tag is at whose `<` the text begins, quoted `>` passed over; npos without an end.
std::size_t tag_size(std::string_view text) {
  char quote = '\0';
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quote != '\0') {
      if (c == quote) quote = '\0';
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '>') {
      return i + 1;
    }
  }
  return std::string_view::npos;
}

void append_escaped(std::string& html, std::string_view text) {
  for (const char c : text) {
    if (c == '<') {
      html += "&lt;";
    } else if (c == '&') {
      html += "&amp;";
    } else {
      html += c;
    }
  }
}

void append_start_tag(std::string& html, std::string_view tag) {
  if (!tag.ends_with("/>")) {
    html += tag;
    return;
  }
  const auto name = tag.substr(1, tag.find_first_of(" \t\r\n/", 1) - 1);
  html += tag.substr(0, tag.size() - 2);
  html += '>';
  if (std::ranges::find(void_elements, to_ascii_lower(name)) != std::end(void_elements)) return;
  html += "</";
  html += name;
  html += '>';
}

}  // namespace

std::string xhtml_as_html(std::string_view xhtml) {
  std::string html;
  html.reserve(xhtml.size());
  std::string_view rest = xhtml;
  while (!rest.empty()) {
    html += take(rest, rest.find('<'));
    if (rest.starts_with(cdata.open)) {
      append_escaped(html, take_inside(rest, cdata));
      continue;
    }
    const auto span = std::ranges::find_if(verbatim, [&](const Span& one) { return rest.starts_with(one.open); });
    if (span != std::end(verbatim)) {
      html += take(rest, rest.find(span->close, span->open.size()));
      html += take(rest, span->close.size());
    } else if (rest.size() > 1 && is_letter(rest[1])) {
      const auto size = tag_size(rest);
      if (size == std::string_view::npos) return html += rest;
      append_start_tag(html, take(rest, size));
    } else {
      html += take(rest, 1);
    }
  }
  return html;
}

}  // namespace diwan::ingest
