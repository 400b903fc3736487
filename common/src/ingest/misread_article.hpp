// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/article.hpp>

#include <string>
#include <string_view>

namespace diwan::ingest {

/// Restores title, text and fields of an article in which Arabic in UTF-8 was taken for text in another encoding and
/// encoded again; texts that mean what stands there, quotations of such letters too, stay as they are. Gives what to
/// warn of, or nothing.
std::string restore_misread(Article& article);

/// The name of a field likewise, without a word.
std::string restored_name(std::string name);

}  // namespace diwan::ingest
