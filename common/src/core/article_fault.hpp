// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/article.hpp>

namespace diwan {

/// What this article, which comes from outside of the program, breaks of what <diwan/article.hpp> promises, in words;
/// null where it is sound. That its texts are UTF-8 is for the caller to know.
const char* fault_of(const Article& article);

}  // namespace diwan
