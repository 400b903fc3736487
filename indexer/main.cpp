// SPDX-License-Identifier: GPL-2.0-or-later
#include <diwan/apart_reader.hpp>
#include <iosfwd>

#include "cli/program.hpp"
#include "options.hpp"
#include "reader_command.hpp"
#include "run.hpp"

int main(int argc, char* argv[]) {
  using namespace diwan;
  if (argc == 2 && argv[1] == indexer::read_apart) return serve_reader();
  return cli::run_program(
      argc, argv, "indexer",
      [](const cli::Invocation& invocation, std::istream& in, std::ostream& out, std::ostream& err) {
        const auto options = indexer::parse_options(invocation);
        if (!options) return cli::report(options.error(), invocation.name, err);
        return indexer::run(*options, in, out, err);
      });
}
