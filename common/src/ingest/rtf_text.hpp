// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace diwan::ingest {

/// What an RTF document shows and says of itself, UTF-8. A plain value.
struct RtfText {
  std::string text;  ///< a paragraph or row of a table a line, cells parted by tabs; behind it notes, comments and text
                     ///< boxes, and headers and footers, each line of these once
  std::string title;
  std::string author;
  std::string created;       ///< 2021-04-07, or empty
  std::size_t replaced = 0;  ///< bytes that their encoding lacks; each became U+FFFD
  std::string warning;       ///< where the encodings that it declares are not its own, or empty
  bool is_cut = false;       ///< groups are left open at its end
};

/// Reads RTF 1.0 to 1.9: bytes by the character set of their font, else by the code page of the document, `\u` before
/// the bytes that stand for it. Where the bytes of a font are Arabic in another encoding than that, they are read so,
/// and `warning` tells it. Of what stands twice, for readers with and without Unicode, the former stands. Left out:
/// pictures, objects, instructions of fields, deleted and hidden text, and every group that is marked as unknown to old
/// readers, but for notes, comments and text boxes.
RtfText read_rtf_text(std::string_view rtf);

}  // namespace diwan::ingest
