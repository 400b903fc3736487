// SPDX-License-Identifier: GPL-2.0-or-later
#include <diwan/check.hpp>
#include <ostream>
#include <set>
#include <string>

#include "cli/printable.hpp"
#include "cli/program.hpp"
#include "modes.hpp"

namespace diwan::indexer {
namespace {

constexpr int damaged = 2;
constexpr std::uint64_t megabyte = 1'000'000;

}  // namespace

int check(const Options& options, std::ostream& out, std::ostream& err) {
  const auto checked = check_index(options.db);
  if (!checked) return cli::report(checked.error(), options.program, err);
  if (checked->damages.empty()) {
    out << "sound: " << checked->files << " files, " << (checked->bytes + megabyte / 2) / megabyte << " MB\n";
    return 0;
  }
  std::set<std::string> remedies;
  for (const auto& damage : checked->damages) {
    out << "damaged: " << cli::printable(damage.file) << ": " << cli::printable(damage.what) << '\n';
    remedies.insert(damage.remedy);
  }
  for (const auto& remedy : remedies) out << "remedy: " << cli::printable(remedy) << '\n';
  return damaged;
}

}  // namespace diwan::indexer
