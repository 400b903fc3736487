// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/article.hpp>
#include <diwan/query.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace diwan {

/// A half-open range of bytes, on character boundaries. A plain value.
struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;

  auto operator<=>(const Range&) const = default;
};

/// A passage of the original text, byte for byte, and what matches in it. A plain value.
struct Snippet {
  std::string text;
  std::vector<Range> highlights;  ///< into `text`, ascending, not overlapping
  std::size_t offset = 0;         ///< where `text` begins in the article's text, in bytes
  bool cut_before = false;        ///< the article's text goes on before
  bool cut_after = false;         ///< and after
  /// Where the article's text has pages (U+000C stands between two, as in that of a PDF): the page, from 1, on which
  /// the first highlight begins, or else `text`.
  std::optional<std::size_t> page;

  bool operator==(const Snippet&) const = default;
};

/// One article of an answer. A plain value.
struct Hit {
  std::size_t rank = 0;  ///< from 1, over all pages
  double score = 0;
  Identity identity;
  std::string title;
  std::vector<Range> title_highlights;  ///< into `title`
  std::optional<Date> date;
  std::vector<Field> fields;
  Snippet snippet;

  bool operator==(const Hit&) const = default;
};

/// A word of the query that neither the archive nor the dictionary knows, and the word of the archive that was searched
/// for in its place. A plain value.
struct Replacement {
  std::string asked;  ///< as typed
  std::string taken;  ///< folded

  bool operator==(const Replacement&) const = default;
};

/// The answer to one request. A plain value.
struct Results {
  Query query;
  std::vector<Hit> hits;                  ///< the page asked for, best first
  std::size_t offset = 0;                 ///< hits before this page
  std::uint64_t total = 0;                ///< articles that match
  std::uint64_t related = 0;              ///< how many of them match only by related forms; 0 without an exact total
  bool total_is_exact = true;             ///< false: an estimate, because the request did not ask for an exact one
  std::vector<Replacement> replacements;  ///< in the order of the query; what they match counts as related

  bool operator==(const Results&) const = default;
};

}  // namespace diwan
