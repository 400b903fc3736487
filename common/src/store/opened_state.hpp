// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>
#include <diwan/result.hpp>

#include <string>
#include <type_traits>

#include "store/index_folder.hpp"
#include "store/text_store.hpp"

namespace diwan::store {

/// The database of a state, whatever version wrote it, with what it says of itself. A plain value.
struct OpenedState {
  std::string state;
  Xapian::Database database;
  std::string schema;    ///< version; empty: it says none
  std::string analyzer;  ///< fingerprint
  std::string text_store;
  TextExtent extent;

  /// Whether this program can read the articles that the state stores, and whether it can search them, too.
  bool can_be_read() const;
  bool can_be_searched() const;
};

/// Opens the database of a state. Fails with corrupt where it is not there, or does not name a text store.
Result<OpenedState> open_state(const IndexFolder& folder, const std::string& state);

/// The Error for a state of another version.
Error other_version(const IndexFolder& folder, const OpenedState& state);

/// What `open` makes of the name of the current state. A state may be replaced and removed between reading its name and
/// opening it; the next name is then a newer one.
template <class Open>
std::invoke_result_t<Open, const std::string&> with_current_state(const IndexFolder& folder, const Open& open) {
  constexpr int attempts = 5;
  auto state = folder.current_state();
  for (int attempt = 1; state; ++attempt) {
    auto opened = open(*state);
    if (opened || attempt == attempts) return opened;
    auto now = folder.current_state();
    if (now && *now == *state) return opened;
    state = std::move(now);
  }
  return std::move(state).error();
}

}  // namespace diwan::store
