// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace diwan::ingest {

/// What stands around the documents of a file that has several.
inline constexpr std::string_view shared_root = "documents";

/// Several documents of XML or SGML, one after the other, as one: below a root of the name `shared_root`, without their
/// declarations, of which the first document type stays. The last one may be cut short. Nothing where there is no more
/// than one root. Names count by any case, as SGML has it.
std::optional<std::string> with_shared_root(std::string_view xml);

}  // namespace diwan::ingest
