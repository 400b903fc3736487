// SPDX-License-Identifier: GPL-2.0-or-later
#include <array>
#include <ctime>
#include <diwan/statistics.hpp>
#include <optional>
#include <ostream>
#include <string>

#include "cli/json_line.hpp"
#include "cli/printable.hpp"
#include "cli/program.hpp"
#include "modes.hpp"

namespace diwan::indexer {
namespace {

std::string utc(std::int64_t seconds) {
  const std::time_t time = seconds;
  std::tm parts{};
  ::gmtime_r(&time, &parts);
  std::array<char, 32> text{};
  return {text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

/// A sum, and below it what it consists of.
void write(std::ostream& out, const char* name, const std::map<std::string, std::uint64_t>& counts) {
  std::uint64_t sum = 0;
  for (const auto& [what, count] : counts) sum += count;
  out << name << sum << '\n';
  for (const auto& [what, count] : counts) out << "  " << count << ' ' << cli::printable(what) << '\n';
}

void write_text(const IndexStatistics& statistics, std::ostream& out) {
  write(out, "articles:     ", statistics.sources);
  if (statistics.oldest) out << "oldest:       " << to_string(*statistics.oldest) << '\n';
  if (statistics.newest) out << "newest:       " << to_string(*statistics.newest) << '\n';
  out << "undated:      " << statistics.undated << '\n';
  write(out, "refused:      ", statistics.refused);
  write(out, "skipped:      ", statistics.skipped);
  out << "to forget:    " << statistics.forgotten_ids << " ids, " << statistics.forgotten_sources << " sources\n"
      << "texts:        " << statistics.text << " bytes\n"
      << "on disk:      " << statistics.database + statistics.text_store + statistics.ledger << " bytes\n"
      << "  " << statistics.database << " database\n"
      << "  " << statistics.text_store << " texts\n"
      << "  " << statistics.ledger << " memory of files\n"
      << "written:      " << utc(statistics.written) << '\n'
      << "made by:      index version " << cli::printable(statistics.schema) << ", analyzer "
      << cli::printable(statistics.analyzer) << '\n';
  if (!statistics.searchable) out << "searchable:   no; --reindex builds it anew for this program\n";
}

/// docs/output-json.md describes it.
void write_json(const IndexStatistics& statistics, std::ostream& out) {
  constexpr std::uint64_t version = 1;
  const auto day = [](const std::optional<Date>& date) -> decltype(cli::JsonMember::second) {
    if (date) return to_string(*date);
    return nullptr;
  };
  out << cli::json_line({{"version", version},
                         {"articles", statistics.articles},
                         {"sources", statistics.sources},
                         {"oldest", day(statistics.oldest)},
                         {"newest", day(statistics.newest)},
                         {"undated", statistics.undated},
                         {"refused", statistics.refused},
                         {"skipped", statistics.skipped},
                         {"forgotten_ids", statistics.forgotten_ids},
                         {"forgotten_sources", statistics.forgotten_sources},
                         {"text_bytes", statistics.text},
                         {"database_bytes", statistics.database},
                         {"text_store_bytes", statistics.text_store},
                         {"ledger_bytes", statistics.ledger},
                         {"written", utc(statistics.written)},
                         {"schema", statistics.schema},
                         {"analyzer", statistics.analyzer},
                         {"searchable", statistics.searchable}})
      << '\n';
}

}  // namespace

int stats(const Options& options, std::ostream& out, std::ostream& err) {
  const auto statistics = read_statistics(options.db);
  if (!statistics) return cli::report(statistics.error(), options.program, err);
  (options.as_json ? write_json : write_text)(*statistics, out);
  return 0;
}

}  // namespace diwan::indexer
