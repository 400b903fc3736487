// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/program.hpp"

#include <catch2/catch.hpp>
#include <sstream>
#include <string>
#include <vector>

using diwan::Code;
using diwan::Error;

TEST_CASE("An error is one line and an exit code") {
  struct Row {
    Error error;
    std::string expected;
    int code;
    const char* reason;
  };
  const std::vector<Row> rows{
      {{Code::not_found, "no index at x", ""}, "searcher: no index at x\n", 2, "no remedy"},
      {{Code::not_found, "no index at x", "Make one."},
       "searcher: no index at x. Make one.\n",
       2,
       "the remedy follows"},
      {{Code::io, "Broken.", "Mend it."}, "searcher: Broken. Mend it.\n", 2, "one full stop is enough"},
      {{Code::busy, "busy", ""}, "searcher: busy\n", 75, "try again later"},
      {{Code::not_found, "no x\ny\x1B[1m", ""},
       "searcher: no x\\x0Ay\\x1B[1m\n",
       2,
       "a path cannot forge a second line"},
  };
  for (const auto& row : rows) {
    INFO(row.reason);
    std::ostringstream err;
    CHECK(diwan::cli::report(row.error, "searcher", err) == row.code);
    CHECK(err.str() == row.expected);
  }
}
