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

/// The names of all formats, as parse_format takes them.
std::vector<std::string_view> format_names();

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

/// Which formats single articles, candidates and explanations have; all of them have one for results. Rendering in a
/// format that does not exist writes nothing and sets the stream's failbit, so programs ask first.
bool can_render_article(Format format);  ///< text, json, jsonl, ids; candidates likewise
bool can_render_words(Format format);    ///< text, json, jsonl

/// Writes one answer. The stream's state tells whether that went well. The diagnostics of the query are in json only.
/// Terminal text is safe to show: no character of a document steers the terminal, each field that runs right to left is
/// in a bidi isolate, and each line begins with ASCII. JSON: docs/output-json.md. tsv has a header line and the columns
/// rank, score, date, source, path, id, title, snippet. A trec run has no white space in its columns and scores that
/// never rise.
void render(const Results& results, const RenderOptions& options, std::ostream& out);

/// Writes one article: for eyes with Format::text, its id with Format::ids, else one JSON object with every field and
/// the exact text (json: indented, jsonl: one line).
void render(const Article& article, const RenderOptions& options, std::ostream& out);

/// Writes the candidates where one id names several articles: title, date and identity of each, no text.
void render_candidates(const std::vector<Article>& articles, const RenderOptions& options, std::ostream& out);

/// Writes what the analyzer did, word by word.
void render(const std::vector<WordExplanation>& words, const RenderOptions& options, std::ostream& out);

}  // namespace diwan
