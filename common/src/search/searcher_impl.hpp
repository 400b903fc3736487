// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/archive.hpp>

#include "store/state_reader.hpp"

namespace diwan {

struct Searcher::Impl {
  store::StateReader reader;
};

}  // namespace diwan
