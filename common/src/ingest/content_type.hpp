// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace diwan::ingest {

/// `text/html; charset=utf-8` as `text/html`: lower case, without parameters.
std::string media_type(std::string_view content_type);

/// The name by which a part of this media type is read: `name` itself where a reader knows its ending or nothing
/// better is known, else with the ending of the type behind it.
std::string name_for(std::string name, std::string_view type);

/// The name by which content is read that nobody has told the type of: `name` itself where a reader knows its ending
/// or these first bytes, else with the ending of what they look like behind it: a page, XML, JSON, and, where the name
/// has no ending, text.
std::string name_by_content(std::string name, std::string_view head);

}  // namespace diwan::ingest
