// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace diwan::ingest {

/// The paragraphs of text that is `format=flowed` (RFC 3676): lines that end with a blank run on in the next line of
/// the same quotation. `deletes_blank`: the blank is no part of the text (`delsp=yes`).
std::string unwrap_flowed(std::string_view text, bool deletes_blank);

}  // namespace diwan::ingest
