// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/stored_ledger.hpp"

#include <utility>

#include "store/damage.hpp"
#include "store/files.hpp"

namespace diwan::index {

Result<Ledger> read_ledger(const store::IndexFolder& folder, const std::string& state) {
  const auto path = folder.ledger(state);
  const auto bytes = store::read_file(path);
  if (!bytes && bytes.error().code != Code::not_found) return bytes.error();
  auto ledger = bytes ? parse_ledger(*bytes) : std::nullopt;
  if (!ledger) return store::damaged("the ledger " + path.string() + (bytes ? " is damaged" : " is not there"));
  return *std::move(ledger);
}

}  // namespace diwan::index
