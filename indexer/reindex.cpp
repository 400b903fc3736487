// SPDX-License-Identifier: GPL-2.0-or-later
#include <diwan/indexer.hpp>
#include <optional>
#include <ostream>

#include "cli/program.hpp"
#include "modes.hpp"
#include "share.hpp"

namespace diwan::indexer {

int reindex(const Options& options, std::ostream& out, std::ostream& err) {
  const SharedMaking making(options.db, std::nullopt);
  const auto articles =
      diwan::reindex(options.db, {.wait = options.wait, .jobs = options.jobs, .memory = options.memory});
  if (!articles) return cli::report(articles.error(), options.program, err);
  if (!options.quiet) out << "in the index: " << *articles << '\n';
  return 0;
}

}  // namespace diwan::indexer
