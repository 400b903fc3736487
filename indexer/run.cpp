// SPDX-License-Identifier: GPL-2.0-or-later
#include "run.hpp"

#include <diwan/version.hpp>
#include <ostream>

#include "modes.hpp"

namespace diwan::indexer {

int run(const Options& options, std::istream& in, std::ostream& out, std::ostream& err) {
  switch (options.mode) {
    case Mode::help:
      out << options.help;
      return 0;
    case Mode::version:
      out << options.program << ' ' << version << '\n';
      return 0;
    case Mode::forget:
      return forget(options, out, err);
    case Mode::dump:
      return dump(options, out, err);
    case Mode::from_dump:
      return from_dump(options, in, out, err);
    case Mode::reindex:
      return reindex(options, out, err);
    case Mode::stats:
      return stats(options, out, err);
    case Mode::check:
      return check(options, out, err);
    case Mode::index:
      break;
  }
  return index(options, in, out, err);
}

}  // namespace diwan::indexer
