// SPDX-License-Identifier: GPL-2.0-or-later
#include <diwan/statistics.hpp>

#include <algorithm>
#include <chrono>
#include <system_error>
#include <utility>

#include "index/more_failures.hpp"
#include "index/stored_ledger.hpp"
#include "store/folder_entries.hpp"
#include "store/stored_articles.hpp"

namespace diwan {
namespace {

namespace fs = std::filesystem;

/// Bytes of a folder's files; of one that another run has removed meanwhile, what could be seen.
std::uint64_t bytes_in(const fs::path& folder) {
  std::uint64_t bytes = 0;
  std::error_code failed;
  for (fs::directory_iterator entry(folder, failed), end; !failed && entry != end; entry.increment(failed)) {
    std::error_code gone;
    if (const auto size = entry->file_size(gone); !gone) bytes += size;
  }
  return bytes;
}

std::int64_t written_at(const fs::path& path) {
  std::error_code gone;
  const auto time = fs::last_write_time(path, gone);
  if (gone) return 0;
  const auto since = std::chrono::file_clock::to_sys(time).time_since_epoch();
  return std::chrono::duration_cast<std::chrono::seconds>(since).count();
}

void count_article(const Article& article, IndexStatistics& statistics) {
  ++statistics.articles;
  ++statistics.sources[article.identity.source];
  statistics.text += article.title.size() + article.text.size();
  if (!article.date) {
    ++statistics.undated;
    return;
  }
  if (!statistics.oldest || *article.date < *statistics.oldest) statistics.oldest = article.date;
  if (!statistics.newest || *article.date > *statistics.newest) statistics.newest = article.date;
}

void count_failures(const std::vector<index::Failure>& failures, IndexStatistics& statistics) {
  const auto more = index::more_failures(failures);
  const auto named = failures.begin() + static_cast<std::ptrdiff_t>(failures.size() - (more ? 1 : 0));
  std::for_each(failures.begin(), named, [&](const index::Failure& each) { ++statistics.refused[each.reason]; });
  if (more) statistics.refused["not remembered one by one"] += more->count;
}

void count_ledger(const index::Ledger& ledger, IndexStatistics& statistics) {
  statistics.forgotten_ids = ledger.forgotten_ids.size();
  statistics.forgotten_sources = ledger.forgotten_sources.size();
  for (const auto& [source, files] : ledger.sources) {
    for (const auto& [path, record] : files) {
      count_failures(record.failures, statistics);
      for (const auto& type : record.skipped) ++statistics.skipped[type];
    }
  }
}

}  // namespace

Result<IndexStatistics> read_statistics(const fs::path& index) {
  const store::IndexFolder folder(index);
  IndexStatistics statistics;
  auto articles = store::with_current_state(folder, [&](const std::string& state) -> Result<store::StoredArticles> {
    auto opened = store::StoredArticles::open(folder, state);
    if (!opened) return opened;
    const auto ledger = index::read_ledger(folder, state);
    if (!ledger) return ledger.error();
    statistics = {};
    count_ledger(*ledger, statistics);
    std::error_code gone;
    const auto ledger_bytes = fs::file_size(folder.ledger(state), gone);
    statistics.ledger = gone ? 0 : ledger_bytes;
    statistics.database = bytes_in(folder.state(state));
    statistics.text_store = bytes_in(index / opened->state().text_store);
    statistics.written = std::max(written_at(index / store::entries::stub), written_at(folder.ledger(state)));
    return opened;
  });
  if (!articles) return std::move(articles).error();
  statistics.schema = articles->state().schema;
  statistics.analyzer = articles->state().analyzer;
  statistics.searchable = articles->state().can_be_searched();
  for (;;) {
    const auto article = articles->next();
    if (!article) return article.error();
    if (!*article) return statistics;
    count_article(**article, statistics);
  }
}

}  // namespace diwan
