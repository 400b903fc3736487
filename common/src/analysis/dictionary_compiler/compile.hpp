// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/result.hpp>

#include <string>

#include "analysis/dictionary_compiler/hunspell_files.hpp"

namespace diwan::dictionary_compiler {

/// The block that arabic_dictionary_format.hpp describes. The same files give the same bytes. Fails when the dictionary
/// outgrows a limit of the format.
Result<std::string> compile(const HunspellFiles& files);

}  // namespace diwan::dictionary_compiler
