// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <diwan/result.hpp>
#include <functional>
#include <iosfwd>
#include <string>
#include <vector>

namespace diwan::cli {

/// What standard output is connected to. A plain value.
struct Terminal {
  bool interactive = false;  ///< a terminal rather than a file or a pipe
  bool wants_color = false;  ///< interactive, and neither NO_COLOR nor TERM=dumb forbids it
  std::size_t width = 80;    ///< columns

  bool operator==(const Terminal&) const = default;
};

/// How a program was called. A plain value.
struct Invocation {
  std::string name;  ///< the last part of the path that it was called by
  std::vector<std::string> arguments;
  Terminal terminal;

  bool operator==(const Invocation&) const = default;
};

using Body = std::function<int(const Invocation&, std::istream& in, std::ostream& out, std::ostream& err)>;

/// What main does around a program: gives exit code 2 for output that cannot be written and for exceptions that
/// nobody expected, and lets a closed pipe be a quiet end. `name` stands in where the caller gave none.
int run_program(int argc, char** argv, const std::string& name, const Body& body);

/// The exit code of both programs for an Error.
int exit_code(const Error& error);

/// Writes an Error as one line: what happened, and what can be done about it. Gives its exit code.
int report(const Error& error, const std::string& program, std::ostream& err);

}  // namespace diwan::cli
