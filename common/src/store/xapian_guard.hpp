// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>
#include <diwan/result.hpp>

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace diwan::store {

/// The Error for what Xapian threw while doing `what` ("open the index").
Error xapian_error(std::string_view what, const Xapian::Error& error);

/// Runs `work` and turns what Xapian throws into an Error: the only place where Xapian's failures are caught.
/// `work` gives a value, nothing, or a Result.
template <class Work>
auto guarded(std::string_view what, Work&& work) {
  using Value = std::invoke_result_t<Work>;
  if constexpr (std::is_void_v<Value>) {
    try {
      std::forward<Work>(work)();
      return Result<void>{};
    } catch (const Xapian::Error& error) {
      return Result<void>{xapian_error(what, error)};
    }
  } else if constexpr (requires(Value value) {
                         value.has_value();
                         value.error();
                       }) {
    try {
      return std::forward<Work>(work)();
    } catch (const Xapian::Error& error) {
      return Value{xapian_error(what, error)};
    }
  } else {
    try {
      return Result<Value>{std::forward<Work>(work)()};
    } catch (const Xapian::Error& error) {
      return Result<Value>{xapian_error(what, error)};
    }
  }
}

}  // namespace diwan::store
