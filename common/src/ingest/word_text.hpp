// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/result.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace diwan::ingest {

/// What a Word document holds.
struct WordText {
  std::string text;          ///< UTF-8, valid; a paragraph or a row of a table a line, cells parted by tabs; notes,
                             ///< headers and text boxes behind the main text
  std::size_t replaced = 0;  ///< characters that became U+FFFD
  bool is_cut = false;       ///< some of the text lies outside of the file, or behind the limit of size
};

/// Whether these are the beginnings of a document that Word writes.
bool is_word_document(std::string_view document);

/// The text of Word 6 to 2003 from the stream "WordDocument" and the streams "0Table" and "1Table", empty where there
/// are none. Fails with malformed: its message is the reason, "encrypted" where it is.
Result<WordText> read_word_text(std::string_view document, std::string_view table_0, std::string_view table_1);

}  // namespace diwan::ingest
