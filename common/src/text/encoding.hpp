// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace diwan::text {

/// Whether bytes can be decoded by an encoding of this name: those of ICU, CP720 and MacArabic, in any case.
bool is_encoding(std::string_view name);

/// Whether two names mean the same encoding.
bool same_encoding(std::string_view a, std::string_view b);

/// Whether an encoding is one of those for Arabic by which a text may be guessed to be: Windows-1256, ISO-8859-6, CP720,
/// MacArabic.
bool is_for_arabic(std::string_view encoding);

/// What became of bytes. A plain value.
struct Decoded {
  std::string text;          ///< UTF-8, valid throughout
  std::size_t replaced = 0;  ///< ill-formed sequences, each of which became U+FFFD
};

/// The bytes as UTF-8; nothing when there is no such encoding. A byte order mark of the encoding is dropped.
std::optional<Decoded> decode(std::string_view bytes, std::string_view encoding);

/// The encoding that a byte order mark at the front tells (UTF-8, UTF-16LE, UTF-16BE, UTF-32LE, UTF-32BE), or nothing.
std::string_view encoding_of_mark(std::string_view bytes);

/// What an encoding is taken to be. A plain value.
struct EncodingGuess {
  std::string name;       ///< empty: these bytes are no text
  bool doubtful = false;  ///< little speaks for it
};

/// The encoding of bytes that nothing declares, or whose declared encoding may be wrong:
/// 1. UTF-8 where most sequences of it are whole;
/// 2. UTF-16 by its NUL bytes and by its letters; where they are few and it is not, they are damage in other text;
/// 3. the encoding for Arabic by which the text looks most like Arabic: common words, words with the article, no
///    letters where they cannot stand;
/// 4. that in which some words of a text in another language are Arabic, and all of it together reads better than in
///    Windows-1252 or what ICU's detector says;
/// 5. `declared`, where it is an encoding and the text does not look wrong in it;
/// 6. what ICU's detector says, EBCDIC never.
/// Looks at the first 256 KiB, for 3 and 4 also at what may be words of Arabic behind them.
EncodingGuess guess_encoding(std::string_view bytes, std::string_view declared = {});

/// Whether bytes that are valid UTF-8 may be something else: a word or two of Arabic in another encoding can be valid
/// by chance, and is a letter that no text around holds then.
bool may_be_other_than_utf8(std::string_view bytes);

/// How much a text looks like Arabic (or Persian), from the words that are not ASCII: about 1 to 2 for real text, near
/// 0 or below for what was decoded wrongly.
double arabic_likeness(std::string_view text);

}  // namespace diwan::text
