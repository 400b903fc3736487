// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/article.hpp>

#include <libxml/tree.h>

namespace diwan::ingest {

/// Gives an article the title and fields that Dublin Core says below a node, as DOCX, OpenDocument and EPUB use it;
/// several authors are joined with `, `.
void describe(Article& article, const xmlNode& about);

}  // namespace diwan::ingest
