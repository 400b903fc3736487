// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <gumbo.h>

#include <string>

namespace diwan::ingest {

/// The text that a reader of the page sees, below `root`:
/// 1. Left out: scripts, styles, templates, noscript, frames' fallbacks, embedded pages, media fallbacks, form
/// controls,
///    the title; elements with `hidden` (but "until-found"); navigation (<nav>, role=navigation); and, where the page
///    has a <main> or <article>, a <footer> (or role=contentinfo) that is not inside <main>, <article> or a <section>.
///    All else stays: losing a passage is worse than keeping a menu.
/// 2. Paragraphs, headings, lists, tables and the like stand apart by one blank line; smaller blocks (list items, table
///    rows, divisions) and <br> by a line break; cells of a row by a tab.
/// 3. White space is collapsed as browsers do, except in <pre>. A no-break space is no white space.
/// No white space at the beginning or the end. `html` of any depth.
std::string extract_html_text(const GumboNode& root);

}  // namespace diwan::ingest
