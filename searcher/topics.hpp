// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/result.hpp>
#include <iosfwd>
#include <string>
#include <vector>

namespace diwan::searcher {

/// One query of a batch. A plain value.
struct Topic {
  std::string id;
  std::string query;

  bool operator==(const Topic&) const = default;
};

/// Reads lines `qid<TAB>query`, all of them before the first is answered. Empty lines, a byte order mark and a `\r` at
/// the end of a line do not count. Fails with malformed, naming the line, for an id that is empty, has white space or
/// comes twice, an empty query, and text that is not UTF-8. `name` is what messages call the input.
Result<std::vector<Topic>> read_topics(std::istream& input, const std::string& name);

}  // namespace diwan::searcher
