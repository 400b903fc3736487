// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/render.hpp>

#include <ostream>

namespace diwan::rendering {

/// The writers of each format; which belongs to which is in the table of render.cpp.

void results_as_text(const Results& results, const RenderOptions& options, std::ostream& out);
void results_as_json(const Results& results, const RenderOptions& options, std::ostream& out);
void results_as_json_lines(const Results& results, const RenderOptions& options, std::ostream& out);
void results_as_table(const Results& results, const RenderOptions& options, std::ostream& out);
void results_as_trec_run(const Results& results, const RenderOptions& options, std::ostream& out);
void results_as_ids(const Results& results, const RenderOptions& options, std::ostream& out);

void article_as_text(const Article& article, const RenderOptions& options, std::ostream& out);
void article_as_json(const Article& article, const RenderOptions& options, std::ostream& out);
void article_as_json_line(const Article& article, const RenderOptions& options, std::ostream& out);
void article_as_id(const Article& article, const RenderOptions& options, std::ostream& out);

using Articles = std::vector<Article>;
void candidates_as_text(const Articles& articles, const RenderOptions& options, std::ostream& out);
void candidates_as_json(const Articles& articles, const RenderOptions& options, std::ostream& out);
void candidates_as_json_lines(const Articles& articles, const RenderOptions& options, std::ostream& out);
void candidates_as_ids(const Articles& articles, const RenderOptions& options, std::ostream& out);

using Explanations = std::vector<WordExplanation>;
void words_as_text(const Explanations& words, const RenderOptions& options, std::ostream& out);
void words_as_json(const Explanations& words, const RenderOptions& options, std::ostream& out);
void words_as_json_lines(const Explanations& words, const RenderOptions& options, std::ostream& out);

/// An id on a line of its own: control characters and line separators as escapes, all else as it is.
void write_id_line(std::string_view id, std::ostream& out);

}  // namespace diwan::rendering
