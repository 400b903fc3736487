// SPDX-License-Identifier: GPL-2.0-or-later
#include <cstdint>
#include <diwan/indexer.hpp>
#include <filesystem>
#include <optional>
#include <ostream>
#include <string>
#include <system_error>

#include "cli/program.hpp"
#include "modes.hpp"

namespace diwan::indexer {
namespace {

/// The name of a source as the index has it: as it stands, or the path that it leads to.
std::string source_name(const std::string& given) {
  std::error_code failure;
  const auto path = std::filesystem::canonical(given, failure);
  return failure ? given : path.native();
}

}  // namespace

int forget(const Options& options, std::ostream& out, std::ostream& err) {
  const SharedMaking making(options.db, std::nullopt);
  auto indexer = Indexer::open(options.db, {.wait = options.wait});
  if (!indexer) return cli::report(indexer.error(), options.program, err);
  std::uint64_t removed = 0;
  for (const auto& id : options.forget) {
    const auto count = indexer->forget(id);
    if (!count) return cli::report(count.error(), options.program, err);
    removed += *count;
  }
  for (const auto& name : options.forget_sources) {
    auto count = indexer->forget_source(name);
    if (count && *count == 0 && source_name(name) != name) {
      indexer->restore_source(name);
      count = indexer->forget_source(source_name(name));
    }
    if (!count) return cli::report(count.error(), options.program, err);
    removed += *count;
  }
  std::uint64_t restored = 0;
  for (const auto& id : options.restore) restored += indexer->restore(id) ? 1 : 0;
  for (const auto& name : options.restore_sources) {
    restored += indexer->restore_source(name) || indexer->restore_source(source_name(name)) ? 1 : 0;
  }
  if (const auto published = indexer->publish(); !published) {
    return cli::report(published.error(), options.program, err);
  }
  if (!options.quiet) {
    if (!options.forget.empty() || !options.forget_sources.empty()) out << "removed:      " << removed << '\n';
    if (!options.restore.empty() || !options.restore_sources.empty()) out << "restored:     " << restored << '\n';
    out << "in the index: " << indexer->size() << '\n';
  }
  return 0;
}

}  // namespace diwan::indexer
