// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace diwan::ingest {

/// A path as the index knows it. A part that is not UTF-8 has its wrong bytes, and its backslashes, as `\xNN`, so that
/// no two such parts look alike; every other part is as it is.
std::string shown_path(std::string_view path);

/// Whether a part of a path below `folder` that is not UTF-8 looks like the name of something else that is there.
bool is_shown_as_another(const std::filesystem::path& folder, std::string_view path);

}  // namespace diwan::ingest
