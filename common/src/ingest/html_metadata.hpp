// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/article.hpp>

#include <gumbo.h>

#include <string>
#include <vector>

namespace diwan::ingest {

/// What a page says about itself. A plain value.
struct HtmlMetadata {
  std::string title;          ///< of <title>, else of the first <h1> with words; one line, or empty
  std::vector<Field> fields;  ///< date, author, language, url, source, category, description: those that are there
};

/// Reads title, language, <meta> (HTML, Dublin Core, Open Graph, Highwire), schema.org (itemprop and
/// JSON-LD), <time> and <link rel=canonical>. The table in the source says which name counts for which field, best
/// first; of the dates, the best that can be read as a day. Several authors are joined with ", ".
HtmlMetadata read_html_metadata(const GumboNode& document);

}  // namespace diwan::ingest
