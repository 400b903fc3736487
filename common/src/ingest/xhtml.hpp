// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace diwan::ingest {

/// XHTML as an HTML parser understands it: `<script/>`, which HTML takes for the beginning of a script that has no end,
/// becomes `<script></script>` (so with each element but HTML's void ones), and the text of CDATA sections is escaped.
/// Comments, declarations and what is not well formed stay as they are.
std::string xhtml_as_html(std::string_view xhtml);

}  // namespace diwan::ingest
