// SPDX-License-Identifier: GPL-2.0-or-later
#include <cerrno>
#include <cstring>
#include <diwan/dump.hpp>
#include <fstream>
#include <istream>
#include <optional>
#include <ostream>
#include <string>

#include "cli/printable.hpp"
#include "cli/program.hpp"
#include "modes.hpp"
#include "share.hpp"

namespace diwan::indexer {

int dump(const Options& options, std::ostream& out, std::ostream& err) {
  const auto written = write_dump(options.db, out);
  return written ? 0 : cli::report(written.error(), options.program, err);
}

int from_dump(const Options& options, std::istream& in, std::ostream& out, std::ostream& err) {
  const bool standard_input = options.dump == "-";
  std::ifstream file;
  if (!standard_input) {
    errno = 0;
    file.open(options.dump, std::ios::binary);
    if (!file || file.peek() == std::ifstream::traits_type::eof()) {
      const auto why = errno != 0 ? std::string(": ") + std::strerror(errno) : std::string(": it is empty");
      return cli::report(
          {Code::io, "cannot read the dump " + options.dump.string() + why, "Name the file that --dump has written."},
          options.program, err);
    }
  }
  const auto name = standard_input ? std::string("standard input") : cli::printable(options.dump.string());
  const SharedMaking making(options.db, std::nullopt);
  const auto read =
      read_dump(standard_input ? in : file, options.db,
                {.wait = options.wait, .full = options.full, .jobs = options.jobs, .memory = options.memory},
                [&](std::uint64_t line, const std::string& reason) {
                  err << "refused: " << name << ", line " << line << ": " << cli::printable(reason) << '\n';
                });
  if (!read) return cli::report(read.error(), options.program, err);
  if (!options.quiet) {
    out << "refused:      " << read->refused << '\n' << "in the index: " << read->articles << '\n';
  }
  return read->refused == 0 ? 0 : 1;
}

}  // namespace diwan::indexer
