// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace diwan::ingest {

/// The value of a header field as one line of UTF-8: unfolded, encoded words (RFC 2047) decoded, also those that break
/// its rules: a character split over two words, words inside of quotation marks, without white space between, with
/// blanks or without padding in them, in an encoding that is unknown or wrong. Bytes outside of encoded words are
/// UTF-8 where they are valid, else in the encoding `hint`, or in the one by which they look like Arabic.
std::string decode_header(std::string_view raw, const std::string& hint);

/// The same for a list of addresses: `name <address>`, joined with ", ", without the quotation marks of names.
std::string decode_addresses(std::string_view raw, const std::string& hint);

}  // namespace diwan::ingest
