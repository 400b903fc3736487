// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/indexer.hpp>

#include "index/run_ledger.hpp"

namespace diwan {

/// For those who give an index the articles and the memory of another one.
struct LedgerOf {
  /// The ledger of a run.
  static index::RunLedger& run(Indexer& indexer);
  /// Articles come that an index had: each once, and its ledger says by what they are told apart.
  static void takes_stored(Indexer& indexer);
};

}  // namespace diwan
