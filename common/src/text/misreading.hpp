// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace diwan::text {

/// What speaks for it that Arabic in UTF-8 was taken for text in a code page of one byte a letter, and encoded again:
/// «Ø§Ù„Ù‚ÙˆØ§Øª» for «القوات». A plain value. Counts are of the text as it stands.
struct Misreading {
  std::string_view code_page;  ///< empty: nothing speaks for any; lives as long as the program
  std::size_t arabic = 0;      ///< letters that come back in words of two and more
  std::size_t restored = 0;    ///< characters beyond ASCII that make whole sequences of UTF-8 in the code page
  std::size_t others = 0;      ///< characters beyond ASCII that do not
  std::size_t latin = 0;       ///< letters of ASCII
  std::size_t first = 0;       ///< the offset of the first letter that comes back

  /// No text that means what stands there is like this: words come back, next to nothing but them stands there beyond
  /// ASCII, and they are no quotation in a text in Latin letters.
  bool is_certain() const { return arabic >= 4 && restored >= 4 * others && arabic * 3 >= latin; }
  /// Most of what is beyond ASCII would come back.
  bool is_likely() const { return restored > others; }
};

/// How likely it is of a text, in the code page that restores most of it. Looks closely only where samples of the text
/// are like it, so that it costs next to nothing for others.
Misreading find_misreading(std::string_view text);

/// The same for one code page, always closely.
Misreading measure_misreading(std::string_view text, std::string_view code_page);

/// The text with all that can be restored; what else there is stays.
std::string undo_misreading(std::string_view text, std::string_view code_page);

}  // namespace diwan::text
