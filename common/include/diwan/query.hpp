// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace diwan {

/// One node of a query: a set of articles with weights. A plain value; knows no index and no analyzer.
struct QueryNode {
  enum class Kind {
    words,   ///< text as typed between white space; every word of it counts by itself
    phrase,  ///< the words of `text` one after the other
    group,   ///< `children`
  };
  /// What a child asks of its group.
  enum class Occur { should, must, must_not };

  Kind kind = Kind::group;
  Occur occur = Occur::should;
  bool exact = false;  ///< words and phrases by exact form instead of stems
  std::string text;    ///< words, phrase: UTF-8 without operators and quotes
  std::vector<QueryNode> children;
  std::size_t begin = 0;  ///< byte range in the query text, operators and quotes included
  std::size_t end = 0;

  bool operator==(const QueryNode&) const = default;
};

/// Something about a query that its reader should know; the query runs all the same. A plain value.
struct Diagnostic {
  std::size_t begin = 0;  ///< byte range in the query text
  std::size_t end = 0;
  std::string message;

  bool operator==(const Diagnostic&) const = default;
};

/// A query as typed, as a tree, and what was odd about it. A plain value.
/// In a group: with a `must` child an article matches when all of them match, else when one `should` child does
/// (a group of exclusions alone: every article); never when a `must_not` child matches.
struct Query {
  std::string text;
  QueryNode root;  ///< a group
  std::vector<Diagnostic> diagnostics;

  /// No child at all: nothing to search for.
  bool empty() const { return root.children.empty(); }

  bool operator==(const Query&) const = default;
};

/// Reads the query language: words, "phrases", `=` for exact forms, `+` and `-` for all that must or must not match.
/// Never fails: what cannot be read becomes words or punctuation, and a diagnostic. Punctuation without letter or digit
/// gives no node; bytes that are not UTF-8 read as a space. Linear time. docs/query-language.md has the rules.
Query parse_query(std::string_view text);

/// Words only: every sign and quote is punctuation (--plain, batch topics), and no diagnostic speaks of them.
Query parse_words(std::string_view text);

/// The query language text of a tree that one of the parsers gave; parse_query(to_query_text(q)) has the same tree but
/// for byte ranges.
std::string to_query_text(const Query& query);

}  // namespace diwan
