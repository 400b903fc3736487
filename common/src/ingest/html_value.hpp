// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "ingest/file_output.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace diwan::ingest {

/// Whether a text is clearly HTML: an element of HTML is opened and closed in it.
bool holds_html(std::string_view text);

/// HTML in which a sign `<` that opens no tag is a reference, so that the parser takes no words behind it for a name
/// and attributes: `a<b ثم`, `<ahmad@example.org>`, `List<String>`. Names that HTML does not know (`<o:p>`) are those
/// of tags where they are closed too.
std::string with_bare_signs_escaped(std::string_view html);

/// The text of a page or a part of one as html_text.hpp has it, read in this process; none where it is too large or
/// nested too deeply to be read.
std::optional<std::string> text_of_html(const std::string& html);

/// A value of a record: the text of what is clearly HTML, read as the output says; line feeds for tags of lines and
/// paragraphs alone (`<br>`, `<p>`), which HTML need not close; characters for references (`&nbsp;`) beside such tags
/// or where there is no sign `<`; everything else as it is. No word is taken for markup because a sign `<` stands
/// before it. A warning tells where HTML cannot be read, and stays as it is.
std::string without_markup(std::string value, FileOutput& output, std::string_view place);

}  // namespace diwan::ingest
