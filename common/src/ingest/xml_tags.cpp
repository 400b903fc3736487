// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/xml_tags.hpp"

#include <algorithm>

namespace diwan::ingest {
namespace {

constexpr std::size_t smallest_step = std::size_t{256} << 10;

struct Markup {
  std::string_view begin;
  std::string_view end;
};

constexpr std::array<Markup, 3> passed = {{{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}}};
constexpr std::string_view doctype_begin = "<!DOCTYPE";
constexpr std::size_t longest_begin = 9;

bool begins_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' ||
         static_cast<unsigned char>(c) >= 128;
}

/// Behind the document type declaration in front; nothing when it is not closed.
std::optional<std::size_t> end_of_doctype(std::string_view text) {
  bool is_inside = false;  // of its own declarations
  for (std::size_t at = doctype_begin.size(); at < text.size(); ++at) {
    const char c = text[at];
    if (c == '"' || c == '\'') {
      at = text.find(c, at + 1);
    } else if (text.substr(at).starts_with("<!--")) {
      at = text.find("-->", at);
    } else if (c == '[' || c == ']') {
      is_inside = c == '[';
    } else if (c == '>' && !is_inside) {
      return at + 1;
    }
    if (at == std::string_view::npos) break;
  }
  return std::nullopt;
}

}  // namespace

bool XmlTags::fill() {
  if (has_ended_ || chunks_ == nullptr) return false;
  go_to_line_of(keep_);
  window_.erase(0, keep_);
  counted_ = 0;
  at_ -= keep_;
  tag_ -= std::min(tag_, keep_);
  for (auto& place : searched_) place -= std::min(place, keep_);
  keep_ = 0;
  const auto more = chunks_->append_to(window_, std::max(window_.size(), smallest_step));
  if (!more) failure_ = more.error().message;
  has_ended_ = !more || !*more;
  return !has_ended_;
}

void XmlTags::hold() {
  holds_ = true;
  keep_ = tag_;
}

void XmlTags::rewind() {
  at_ = keep_;
  searched_ = {};
  release();
}

std::size_t XmlTags::go_to_line_of(std::size_t place) {
  const auto [begin, end] = std::minmax(place, counted_);
  const auto lines =
      static_cast<std::size_t>(std::ranges::count(std::string_view(window_).substr(begin, end - begin), '\n'));
  line_ = place < counted_ ? line_ - lines : line_ + lines;
  counted_ = place;
  return line_;
}

std::optional<XmlTags::Tag> XmlTags::next() {
  for (;;) {
    at_ = std::min(window_.find('<', at_), window_.size());
    if (!holds_) keep_ = at_;
    if (holds_too_much()) return std::nullopt;
    if (window_.size() - at_ < longest_begin && fill()) continue;
    if (at_ == window_.size()) return std::nullopt;
    const auto kind = std::ranges::find_if(passed, [&](const Markup& m) { return rest().starts_with(m.begin); });
    if (kind != passed.end()) {
      pass(static_cast<std::size_t>(kind - passed.begin()));
    } else if (!has_doctype_ && rest().starts_with(doctype_begin)) {
      pass_doctype();
    } else if (const auto tag = read_tag()) {
      return tag;
    }
  }
}

/// Goes behind what begins here; where it has no end, behind its first sign.
void XmlTags::pass(std::size_t kind) {
  const auto& [begin, end] = passed[kind];
  for (;;) {
    const auto found = window_.find(end, std::max(at_ + begin.size(), searched_[kind]));
    if (found != std::string::npos) {
      at_ = found + end.size();
      return;
    }
    searched_[kind] = window_.size() - (end.size() - 1);
    if (window_.size() - at_ > largest_ || !fill()) break;
  }
  ++at_;
}

void XmlTags::pass_doctype() {
  has_doctype_ = true;  // a second one is text: a search for the end of each could take forever
  for (;;) {
    if (const auto size = end_of_doctype(rest())) {
      doctype_ = rest().substr(0, *size);
      at_ += *size;
      return;
    }
    if (window_.size() - at_ > largest_ || !fill()) break;
  }
  ++at_;
}

/// The tag that begins here; where none does, goes on by a sign.
std::optional<XmlTags::Tag> XmlTags::read_tag() {
  const auto is_end = [&] { return rest()[1] == '/'; };
  const bool may_be = rest().size() > 2 && begins_name(rest()[is_end() ? 2 : 1]);
  char quote = 0;
  std::size_t size = 0;
  for (std::size_t i = 1; may_be; ++i) {
    if (at_ + i == window_.size() && (i > largest_ || !fill())) break;
    const char c = window_[at_ + i];
    if (c == '<') break;
    if (quote == 0 && c == '>') size = i + 1;
    if (size != 0) break;
    if (quote == 0 && (c == '"' || c == '\'')) {
      quote = c;
    } else if (c == quote) {
      quote = 0;
    }
    if (i > largest_) break;
  }
  // A quotation mark that is not closed hides no end.
  if (may_be && size == 0) {
    const auto end = rest().substr(0, rest().find('<', 1)).find('>');
    size = end == std::string_view::npos ? 0 : end + 1;
  }
  if (size == 0) {
    ++at_;
    return std::nullopt;
  }
  Tag tag{Tag::Kind::start, {}, rest().substr(0, size)};
  if (is_end()) {
    tag.kind = Tag::Kind::end;
  } else if (tag.text.ends_with("/>")) {
    tag.kind = Tag::Kind::empty;
  }
  const std::size_t begin = is_end() ? 2 : 1;
  tag.name = tag.text.substr(begin, tag.text.find_first_of(" \t\r\n/>", begin) - begin);
  tag_ = at_;
  at_ += size;
  return tag;
}

}  // namespace diwan::ingest
