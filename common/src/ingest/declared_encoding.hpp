// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace diwan::ingest {

/// The encoding that an XML declaration or a <meta> within the first kilobytes of an HTML page names; else empty.
std::string encoding_declared_by_html(std::string_view bytes);

/// The encoding that an XML declaration names; else empty.
std::string encoding_declared_by_xml(std::string_view bytes);

}  // namespace diwan::ingest
