// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/indexer.hpp>

#include "index/run_ledger.hpp"

namespace diwan {

/// The ledger of a run, for those who give an index the memory of another one.
struct LedgerOf {
  static index::RunLedger& run(Indexer& indexer);
};

}  // namespace diwan
