// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/analyzer.hpp>
#include <diwan/article.hpp>
#include <diwan/results.hpp>

#include <cstddef>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace diwan {

enum class Format { text, json, jsonl, tsv, trec, ids };

/// The format of that name, or nothing.
std::optional<Format> parse_format(std::string_view name);

/// How an answer is written. A plain value.
struct RenderOptions {
  Format format = Format::text;
  bool color = false;         ///< text only: ANSI colours
  std::size_t width = 80;     ///< text only: columns of the terminal
  std::string query_id;       ///< trec only: the topic's number
  std::string tag = "diwan";  ///< trec only: the run's name

  bool operator==(const RenderOptions&) const = default;
};

/// Writes one answer. The stream's state tells whether that went well.
void render(const Results& results, const RenderOptions& options, std::ostream& out);

/// Writes one article: for eyes with Format::text, else one JSON object with every field and the exact text
/// (json: indented, jsonl: one line).
void render(const Article& article, const RenderOptions& options, std::ostream& out);

/// Writes the candidates where one id names several articles.
void render_candidates(const std::vector<Article>& articles, const RenderOptions& options, std::ostream& out);

/// Writes what the analyzer did, word by word.
void render(const std::vector<WordExplanation>& words, const RenderOptions& options, std::ostream& out);

}  // namespace diwan
