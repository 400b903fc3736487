// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <string>
#include <utility>

#include <diwan/query.hpp>

#include "query/cursor.hpp"

namespace diwan {
namespace {

using query::Cursor;

/// The operators in front of a word or a phrase.
struct Operators {
  QueryNode::Occur occur = QueryNode::Occur::should;
  bool exact = false;
  bool any = false;
  std::size_t begin = 0;
};

/// Reads a query, in this order:
/// 1. White space parts the query in chunks; an operator counts at the beginning of a chunk only.
/// 2. At the beginning of a chunk: operators in any order; characters that show nothing are passed over.
/// 3. A quote, wherever it stands, begins a phrase that runs to the next quote, over white space.
/// 4. What is left between white space and quotes is a piece of words; without letter or digit it is punctuation.
/// 5. Operators belong to the first word or phrase of their chunk.
class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text), cursor_(text) {
    query_.text = text;
    query_.root.end = text.size();
    report_broken_bytes();
  }

  Query language() && {
    while (skip_space()) read_chunk();
    return finish();
  }

  Query words() && {
    while (skip_space()) {
      // The same cut at quotes and the same passing over of signs as in the language, so that to_query_text is true to
      // these trees too.
      skip_punctuation([&] { return cursor_.at_ignorable() || cursor_.at_operator() || cursor_.at_quote(); });
      Operators none;
      none.begin = cursor_.offset();
      read_piece(none);
    }
    return finish();
  }

 private:
  bool skip_space() {
    while (!cursor_.at_end() && cursor_.at_space()) cursor_.advance();
    return !cursor_.at_end();
  }

  template <class Predicate>
  void skip_punctuation(Predicate matches) {
    while (!cursor_.at_end() && matches()) cursor_.advance();
  }

  void read_chunk() {
    const std::size_t begin = cursor_.offset();
    Operators operators = read_operators();
    while (!cursor_.at_end() && !cursor_.at_space()) {
      const bool made_node = cursor_.at_quote() ? read_phrase(operators) : read_piece(operators);
      if (made_node) operators = {};
      if (!operators.any) operators.begin = cursor_.offset();
    }
    if (operators.any) report(begin, cursor_.offset(), "a sign without a word or phrase behind it is ignored");
  }

  Operators read_operators() {
    Operators operators;
    operators.begin = cursor_.offset();
    std::size_t signs = 0;
    std::size_t equals = 0;
    for (; cursor_.at_operator() || cursor_.at_ignorable(); cursor_.advance()) {
      if (cursor_.at_ignorable()) continue;
      operators.any = true;
      if (cursor_.character() == query::exact_sign) {
        operators.exact = true;
        ++equals;
        continue;
      }
      ++signs;
      operators.occur = cursor_.character() == query::must_sign ? QueryNode::Occur::must : QueryNode::Occur::must_not;
    }
    const bool before_something = !cursor_.at_end() && !cursor_.at_space();
    if (before_something && signs > 1)
      report(operators.begin, cursor_.offset(), "of several signs the last one counts");
    if (before_something && equals > 1) report(operators.begin, cursor_.offset(), "one = is enough");
    return operators;
  }

  /// From a quote to the next. Whether that gave a node, or at least used up the operators.
  bool read_phrase(const Operators& operators) {
    const std::size_t quote = cursor_.offset();
    cursor_.advance();
    std::string words;
    for (; !cursor_.at_end() && !cursor_.at_quote(); cursor_.advance()) text::append_utf8(words, cursor_.character());
    const bool closed = !cursor_.at_end();
    if (closed) cursor_.advance();
    const std::size_t end = cursor_.offset();
    if (!text::has_word(words)) {
      report(operators.begin, end, "a phrase without words is ignored");
    } else {
      if (!closed) report(quote, end, "the quote is not closed: the phrase runs to the end");
      add(QueryNode::Kind::phrase, operators, trimmed(words), end);
    }
    skip_signs_behind_quote();
    return true;
  }

  /// `"a b"-c`: no sign, because it does not begin a chunk; said, because somebody may have meant one.
  void skip_signs_behind_quote() {
    const std::size_t begin = cursor_.offset();
    bool found = false;
    skip_punctuation([&] {
      found = found || cursor_.at_operator();
      return cursor_.at_operator() || cursor_.at_ignorable();
    });
    if (found) report(begin, cursor_.offset(), "a sign right behind a quote is punctuation: put a space before it");
  }

  bool read_piece(const Operators& operators) {
    const std::size_t begin = cursor_.offset();
    while (!cursor_.at_end() && !cursor_.at_space() && !cursor_.at_quote()) cursor_.advance();
    const std::string_view piece = text_.substr(begin, cursor_.offset() - begin);
    if (!text::has_word(piece)) return false;
    if (operators.any && piece.starts_with("«") && piece.find("»") == std::string_view::npos) {
      report(operators.begin, cursor_.offset(), "« » are punctuation, the sign counts for one word: use \"...\"");
    }
    add(QueryNode::Kind::words, operators, std::string(piece), cursor_.offset());
    return true;
  }

  void add(QueryNode::Kind kind, const Operators& operators, std::string words, std::size_t end) {
    QueryNode node;
    node.kind = kind;
    node.occur = operators.occur;
    node.exact = operators.exact;
    node.text = std::move(words);
    node.begin = operators.begin;
    node.end = end;
    query_.root.children.push_back(std::move(node));
  }

  static std::string trimmed(std::string_view words) {
    std::size_t begin = 0;
    for (std::size_t next = 0; next < words.size() && text::is_white_space(text::next_code_point(words, next));) {
      begin = next;
    }
    std::size_t end = words.size();
    for (std::size_t next = end; next > begin && text::is_white_space(text::previous_code_point(words, next));) {
      end = next;
    }
    return std::string(words.substr(begin, end - begin));
  }

  void report_broken_bytes() {
    const auto broken = text::find_invalid_utf8(text_);
    if (!broken) return;
    std::size_t end = *broken;
    text::next_code_point(text_, end);
    report(*broken, end, "bytes that are not UTF-8 are read as a space");
  }

  /// Neighbours that say the same are one: a megabyte of quotes is one remark.
  void report(std::size_t begin, std::size_t end, std::string_view message) {
    auto& all = query_.diagnostics;
    if (!all.empty() && all.back().message == message && all.back().end == begin) {
      all.back().end = end;
    } else {
      all.push_back({begin, end, std::string(message)});
    }
  }

  Query finish() {
    std::ranges::stable_sort(query_.diagnostics, {}, &Diagnostic::begin);
    return std::move(query_);
  }

  std::string_view text_;
  Cursor cursor_;
  Query query_;
};

}  // namespace

Query parse_query(std::string_view text) { return Parser(text).language(); }

Query parse_words(std::string_view text) { return Parser(text).words(); }

}  // namespace diwan
