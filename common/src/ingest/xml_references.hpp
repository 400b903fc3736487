// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace diwan::ingest {

/// References as XML wants them: signs that begin none, which SGML and many a program leave bare, are escaped; a name
/// that no `<!ENTITY` declares is the character that HTML calls so, or stands as it is written. CDATA sections stay.
/// The parser would do the last, but copies all text before a reference for each of them.
std::string settle_references(std::string xml);

/// Whether a part of a document has references to what its document type declares.
bool needs_declarations(std::string_view xml, std::string_view doctype);

}  // namespace diwan::ingest
