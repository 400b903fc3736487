// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "ingest/file_output.hpp"

#include <string_view>

namespace diwan::ingest {

/// Whether a zip archive is a DOCX, ODT, ODS or other OpenDocument, or an EPUB, by the names of its members, in
/// whatever order they stand: `word/document.xml`; `content.xml` and a manifest or `mimetype`; `META-INF/container.xml`
/// and a package (`.opf`) or `mimetype`.
bool is_office_document(std::string_view zip);

/// One article: title, author, date and language of the document's own description, and its text, a paragraph a line;
/// of an EPUB its chapters in reading order. An encrypted one is refused.
void read_office_document(std::string_view zip, FileOutput& output);

/// Whether XML is an OpenDocument in one file (FODT, FODS), by its root element, of which its beginning is enough.
bool is_flat_document(std::string_view xml);

/// Reads one, in UTF-8, as read_office_document() reads those that are packed.
void read_flat_document(std::string_view xml, FileOutput& output);

}  // namespace diwan::ingest
