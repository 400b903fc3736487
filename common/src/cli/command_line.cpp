// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/command_line.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <optional>
#include <string_view>

namespace po = boost::program_options;

namespace diwan::cli {
namespace {

/// How many letters have to be changed, put in or taken out to make one word the other.
std::size_t edit_distance(std::string_view left, std::string_view right) {
  std::vector<std::size_t> row(right.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < left.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < right.size(); ++j) {
      const std::size_t changed = diagonal + (left[i] == right[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({changed, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

/// The option that was probably meant by `name`: one that it abbreviates, else one at most two letters away.
std::optional<std::string> nearest_option(std::string_view name, const po::options_description& options) {
  constexpr std::size_t farthest = 2;
  std::optional<std::string> nearest;
  std::size_t distance = farthest + 1;
  for (const auto& option : options.options()) {
    const std::string& candidate = option->long_name();
    if (name.size() > 1 && candidate.starts_with(name)) return candidate;
    if (const std::size_t d = edit_distance(name, candidate); d < distance && d < candidate.size()) {
      nearest = candidate;
      distance = d;
    }
  }
  return nearest;
}

Error unknown_option(const std::string& option, const po::options_description& options, SingleDash dash,
                     const std::string& program) {
  Error error{Code::invalid_argument, "unknown option " + option, program + " --help lists the options."};
  if (const auto nearest = nearest_option(std::string_view(option).substr(option.starts_with("--") ? 2 : 1), options)) {
    error.hint = "Did you mean --" + *nearest + "?";
  } else if (dash == SingleDash::unknown && !option.starts_with("--")) {
    error.hint = "A path that begins with a dash is written ./" + option + " or put behind a bare --.";
  }
  return error;
}

/// Puts one option into the list that Boost stores.
void append_option(std::vector<po::option>& parsed, const std::string& name, const std::vector<std::string>& values) {
  po::option option(name, values);
  option.original_tokens = {"--" + name};
  parsed.push_back(std::move(option));
}

}  // namespace

Result<CommandLine> parse_command_line(const std::vector<std::string>& arguments,
                                       const po::options_description& options, SingleDash dash,
                                       const std::string& program) {
  CommandLine line;
  po::parsed_options parsed(&options);
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& argument = arguments[i];
    if (argument == "--") {
      line.operands.insert(line.operands.end(), arguments.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                           arguments.end());
      break;
    }
    if (argument.size() < 2 || argument[0] != '-') {
      line.operands.push_back(argument);
      continue;
    }
    if (argument[1] != '-') {
      const po::option_description* option = options.find_nothrow(argument, false);
      if (option != nullptr) {
        append_option(parsed.options, option->long_name(), {});
      } else if (dash == SingleDash::operand) {
        line.operands.push_back(argument);
      } else {
        return unknown_option(argument, options, dash, program);
      }
      continue;
    }
    const std::size_t equals = argument.find('=');
    const std::string name = argument.substr(2, equals == std::string::npos ? equals : equals - 2);
    const po::option_description* option = name.empty() ? nullptr : options.find_nothrow(name, false);
    if (option == nullptr) return unknown_option("--" + name, options, dash, program);
    const bool takes_value = option->semantic()->max_tokens() > 0;
    if (!takes_value) {
      if (equals != std::string::npos)
        return Error{Code::invalid_argument, "--" + name + " takes no value", "Write --" + name + " alone."};
      append_option(parsed.options, name, {});
    } else if (equals != std::string::npos) {
      append_option(parsed.options, name, {argument.substr(equals + 1)});
    } else if (++i < arguments.size()) {
      append_option(parsed.options, name, {arguments[i]});
    } else {
      return Error{Code::invalid_argument, "--" + name + " needs a value", program + " --help lists the options."};
    }
  }
  try {
    po::store(parsed, line.options);
  } catch (const po::multiple_occurrences& failure) {
    return Error{Code::invalid_argument, "--" + failure.get_option_name() + " is given twice", "Give it once."};
  } catch (const po::error& failure) {
    return Error{Code::invalid_argument, failure.what(), program + " --help lists the options."};
  }
  return line;
}

}  // namespace diwan::cli
