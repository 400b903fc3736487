// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/result.hpp>

#include <string>

#include "index/ledger.hpp"
#include "store/index_folder.hpp"

namespace diwan::index {

/// The ledger of a state. Fails with corrupt where it is damaged or not there.
Result<Ledger> read_ledger(const store::IndexFolder& folder, const std::string& state);

}  // namespace diwan::index
