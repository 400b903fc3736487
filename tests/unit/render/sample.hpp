// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/render.hpp>

#include <string>
#include <vector>

namespace diwan::sample {

/// Answers, articles and explanations made by hand, with the hard cases in them: marks, Latin inside Arabic, an
/// untitled article, foreign numbers, and a document that tries to steer the terminal.
Results results();
Article article();
std::vector<Article> candidates();
std::vector<WordExplanation> words();

/// What `render` or `render_candidates` writes.
std::string rendered(const Results& results, const RenderOptions& options);
std::string rendered(const Article& article, const RenderOptions& options);
std::string rendered(const std::vector<Article>& articles, const RenderOptions& options);
std::string rendered(const std::vector<WordExplanation>& words, const RenderOptions& options);

/// The ranges of a text at which any of the words stands.
std::vector<Range> ranges_of(const std::string& text, const std::vector<std::string>& words);

}  // namespace diwan::sample
