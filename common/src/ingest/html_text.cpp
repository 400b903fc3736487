// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/html_text.hpp"

#include "ingest/html_tree.hpp"
#include "ingest/plain_text.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace diwan::ingest {
namespace {

/// What an element does to the text.
enum class Role : std::uint8_t {
  inside,        ///< runs on in its line
  line,          ///< begins and ends a line
  paragraph,     ///< stands apart by a blank line
  preformatted,  ///< a paragraph whose white space counts
  cell,          ///< apart from the cell before it by a tab
  line_break,
  left_out,
};

struct RoleRow {
  Role role;
  GumboTag tag;
};

constexpr RoleRow role_rows[] = {
    {Role::line, GUMBO_TAG_HTML},
    {Role::line, GUMBO_TAG_BODY},
    {Role::line, GUMBO_TAG_DIV},
    {Role::line, GUMBO_TAG_CENTER},
    {Role::line, GUMBO_TAG_ADDRESS},
    {Role::line, GUMBO_TAG_LI},
    {Role::line, GUMBO_TAG_DT},
    {Role::line, GUMBO_TAG_DD},
    {Role::line, GUMBO_TAG_TR},
    {Role::line, GUMBO_TAG_CAPTION},
    {Role::line, GUMBO_TAG_FIGCAPTION},
    {Role::line, GUMBO_TAG_SUMMARY},
    {Role::line, GUMBO_TAG_LEGEND},
    {Role::line, GUMBO_TAG_FORM},
    {Role::line, GUMBO_TAG_HR},
    {Role::line, GUMBO_TAG_HEADER},
    {Role::line, GUMBO_TAG_FOOTER},
    {Role::line, GUMBO_TAG_HGROUP},
    {Role::paragraph, GUMBO_TAG_P},
    {Role::paragraph, GUMBO_TAG_H1},
    {Role::paragraph, GUMBO_TAG_H2},
    {Role::paragraph, GUMBO_TAG_H3},
    {Role::paragraph, GUMBO_TAG_H4},
    {Role::paragraph, GUMBO_TAG_H5},
    {Role::paragraph, GUMBO_TAG_H6},
    {Role::paragraph, GUMBO_TAG_UL},
    {Role::paragraph, GUMBO_TAG_OL},
    {Role::paragraph, GUMBO_TAG_DL},
    {Role::paragraph, GUMBO_TAG_DIR},
    {Role::paragraph, GUMBO_TAG_MENU},
    {Role::paragraph, GUMBO_TAG_TABLE},
    {Role::paragraph, GUMBO_TAG_SECTION},
    {Role::paragraph, GUMBO_TAG_ARTICLE},
    {Role::paragraph, GUMBO_TAG_MAIN},
    {Role::paragraph, GUMBO_TAG_ASIDE},
    {Role::paragraph, GUMBO_TAG_BLOCKQUOTE},
    {Role::paragraph, GUMBO_TAG_FIGURE},
    {Role::paragraph, GUMBO_TAG_DETAILS},
    {Role::paragraph, GUMBO_TAG_FIELDSET},
    {Role::preformatted, GUMBO_TAG_PRE},
    {Role::preformatted, GUMBO_TAG_XMP},
    {Role::preformatted, GUMBO_TAG_LISTING},
    {Role::preformatted, GUMBO_TAG_PLAINTEXT},
    {Role::cell, GUMBO_TAG_TD},
    {Role::cell, GUMBO_TAG_TH},
    {Role::line_break, GUMBO_TAG_BR},
    {Role::left_out, GUMBO_TAG_SCRIPT},
    {Role::left_out, GUMBO_TAG_STYLE},
    {Role::left_out, GUMBO_TAG_TEMPLATE},
    {Role::left_out, GUMBO_TAG_NOSCRIPT},
    {Role::left_out, GUMBO_TAG_NOFRAMES},
    {Role::left_out, GUMBO_TAG_NOEMBED},
    {Role::left_out, GUMBO_TAG_IFRAME},
    {Role::left_out, GUMBO_TAG_TITLE},
    {Role::left_out, GUMBO_TAG_NAV},
    {Role::left_out, GUMBO_TAG_AUDIO},
    {Role::left_out, GUMBO_TAG_VIDEO},
    {Role::left_out, GUMBO_TAG_CANVAS},
    {Role::left_out, GUMBO_TAG_BUTTON},
    {Role::left_out, GUMBO_TAG_INPUT},
    {Role::left_out, GUMBO_TAG_SELECT},
    {Role::left_out, GUMBO_TAG_OPTION},
    {Role::left_out, GUMBO_TAG_OPTGROUP},
    {Role::left_out, GUMBO_TAG_DATALIST},
    {Role::left_out, GUMBO_TAG_TEXTAREA},
};

constexpr auto roles = [] {
  std::array<Role, GUMBO_TAG_LAST + 1> table{};
  for (const auto& row : role_rows) table[row.tag] = row.role;
  return table;
}();

bool has_value(const char* attribute, std::string_view value) {
  return attribute != nullptr && to_ascii_lower(attribute) == value;
}

bool is_hidden(const GumboNode& node) {
  const char* const hidden = attribute_of(node, "hidden");
  return hidden != nullptr && !has_value(hidden, "until-found");
}

bool is_main_content(const GumboNode& node) {
  const auto tag = tag_of(node);
  return tag == GUMBO_TAG_MAIN || tag == GUMBO_TAG_ARTICLE || has_value(attribute_of(node, "role"), "main");
}

/// Whether the page says which part of it is the content.
class MainContentFinder final : public HtmlVisitor {
 public:
  bool enter(const GumboNode& node) override {
    found_ = found_ || (is_main_content(node) && !is_hidden(node));
    return !found_;
  }
  void leave(const GumboNode& /*node*/) override {}
  bool found() const { return found_; }

 private:
  bool found_ = false;
};

/// Text with its white space: what separates two pieces is kept back until the second one comes.
class TextBuilder {
 public:
  /// At least so many line breaks before what comes next.
  void separate(std::size_t breaks) { breaks_ = std::max(breaks_, breaks); }
  void tab() { tab_ = true; }
  /// One more line break.
  void line_break() { ++breaks_; }

  void add(std::string_view text) {
    for (const char c : text) {
      if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f') {
        space_ = true;
      } else {
        flush();
        text_ += c;
      }
    }
  }

  void add_preformatted(std::string_view text) {
    while (!text.empty()) {
      // Line breaks at the beginning and the end of the element do not count.
      const auto end = std::min(text.find('\n'), text.size());
      if (end > 0) {
        flush();
        text_ += text.substr(0, end);
      }
      text.remove_prefix(end);
      if (text.empty()) break;
      line_break();
      text.remove_prefix(1);
    }
  }

  std::string take() { return std::string(trim(text_)); }

 private:
  void flush() {
    if (!text_.empty()) {
      if (breaks_ > 0) {
        text_.append(breaks_, '\n');
      } else if (tab_) {
        text_ += '\t';
      } else if (space_) {
        text_ += ' ';
      }
    }
    breaks_ = 0;
    tab_ = false;
    space_ = false;
  }

  std::string text_;
  std::size_t breaks_ = 0;
  bool tab_ = false;
  bool space_ = false;
};

class TextExtractor final : public HtmlVisitor {
 public:
  explicit TextExtractor(bool page_has_main_content) : page_has_main_content_(page_has_main_content) {}

  bool enter(const GumboNode& node) override {
    if (tag_of(node) == GUMBO_TAG_LAST) {
      if (preformatted_ > 0) {
        builder_.add_preformatted(text_of(node));
      } else {
        builder_.add(text_of(node));
      }
      return node.type == GUMBO_NODE_DOCUMENT;
    }
    if (is_left_out(node)) return false;
    switch (role_of(node)) {
      case Role::line_break:
        builder_.line_break();
        break;
      case Role::cell:
        builder_.tab();
        break;
      case Role::preformatted:
        ++preformatted_;
        builder_.separate(2);
        break;
      default:
        separate(node);
    }
    if (is_content_part(node)) ++content_parts_;
    return true;
  }

  void leave(const GumboNode& node) override {
    if (is_content_part(node)) --content_parts_;
    if (role_of(node) == Role::preformatted) {
      --preformatted_;
      builder_.separate(2);
    }
    separate(node);
  }

  std::string take() { return builder_.take(); }

 private:
  static Role role_of(const GumboNode& node) { return roles.at(tag_of(node)); }

  static bool is_content_part(const GumboNode& node) {
    return is_main_content(node) || tag_of(node) == GUMBO_TAG_SECTION;
  }

  bool is_left_out(const GumboNode& node) const {
    if (role_of(node) == Role::left_out || is_hidden(node)) return true;
    const char* const role = attribute_of(node, "role");
    if (has_value(role, "navigation")) return true;
    const bool is_footer = tag_of(node) == GUMBO_TAG_FOOTER || has_value(role, "contentinfo");
    return is_footer && page_has_main_content_ && content_parts_ == 0;
  }

  void separate(const GumboNode& node) {
    const auto role = role_of(node);
    if (role == Role::line) builder_.separate(1);
    if (role == Role::paragraph) builder_.separate(2);
  }

  bool page_has_main_content_;
  TextBuilder builder_;
  std::size_t preformatted_ = 0;
  std::size_t content_parts_ = 0;  ///< how many <main>, <article> and <section> are around
};

}  // namespace

std::string extract_html_text(const GumboNode& root) {
  MainContentFinder finder;
  walk_html(root, finder);
  TextExtractor extractor(finder.found());
  walk_html(root, extractor);
  return extractor.take();
}

}  // namespace diwan::ingest
