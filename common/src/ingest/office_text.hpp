// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <libxml/tree.h>

#include <string>
#include <string_view>

namespace diwan::ingest {

/// Adds what is not blank as lines of its own.
void add_lines(std::string& text, std::string_view lines);

/// The text of a part of DOCX or OpenDocument, or of its body where it has one: a paragraph a line, behind it its notes
/// and comments, each in lines of its own. Writes the signs that elements stand for into the tree.
std::string office_text(xmlNode& root);

/// The headers and footers of an OpenDocument text, which stand among its styles, each line once.
std::string office_headers(xmlNode& root);

/// Whether an OpenDocument is a text, neither tables nor slides.
bool is_office_text(const xmlNode& root);

}  // namespace diwan::ingest
