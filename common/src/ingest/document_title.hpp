// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace diwan::ingest {

/// The title that a document gives itself, without what programs put there: empty where it is the name of a file or a
/// template ("Microsoft Word - report.doc"), or stands for none ("untitled", "PowerPoint Presentation").
std::string real_title(std::string_view stated, std::string_view file_name);

}  // namespace diwan::ingest
