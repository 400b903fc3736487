// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <boost/program_options.hpp>
#include <diwan/result.hpp>
#include <string>
#include <vector>

namespace diwan::cli {

/// What `-x` means where x is no documented one-letter option.
enum class SingleDash {
  operand,  ///< it belongs to the query
  unknown,  ///< an unknown option
};

/// A command line, taken apart. A plain value.
struct CommandLine {
  boost::program_options::variables_map options;
  std::vector<std::string> operands;  ///< everything else, in order
};

/// Takes a command line apart. Boost would read `-السودان` as a handful of letters, so that only the store behind its
/// parser is used here; which argument is what, is decided by these rules, in this order:
/// 1. `--` ends the options; what follows are operands.
/// 2. `--name`, `--name=value`, `--name value`: an option, by its whole name. A value may begin with a dash.
/// 3. `-x`, x being a documented letter: that option.
/// 4. `-` and more than that: as `dash` says.
/// 5. Anything else, `-` too, is an operand.
/// Fails with invalid_argument; `program` is the name that hints speak of.
Result<CommandLine> parse_command_line(const std::vector<std::string>& arguments,
                                       const boost::program_options::options_description& options, SingleDash dash,
                                       const std::string& program);

}  // namespace diwan::cli
