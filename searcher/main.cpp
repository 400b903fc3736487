// SPDX-License-Identifier: GPL-2.0-or-later
#include <iosfwd>

#include "cli/program.hpp"
#include "options.hpp"
#include "run.hpp"

int main(int argc, char* argv[]) {
  using namespace diwan;
  return cli::run_program(
      argc, argv, "searcher",
      [](const cli::Invocation& invocation, std::istream& in, std::ostream& out, std::ostream& err) {
        const auto options = searcher::parse_options(invocation);
        if (!options) return cli::report(options.error(), invocation.name, err);
        return searcher::run(*options, in, out, err);
      });
}
