// SPDX-License-Identifier: GPL-2.0-or-later
#include <diwan/indexer.hpp>

#include <utility>

#include "index/ledger_of.hpp"
#include "index/stored_ledger.hpp"
#include "store/stored_articles.hpp"

namespace diwan {

Result<std::uint64_t> reindex(const std::filesystem::path& index, const IndexerOptions& options) {
  // Before anything is made: a folder that holds no index gets none.
  if (auto there = store::StoredArticles::open(index); !there) return std::move(there).error();
  auto fresh = options;
  fresh.full = true;
  auto indexer = Indexer::open(index, fresh);
  if (!indexer) return std::move(indexer).error();
  LedgerOf::takes_stored(*indexer);
  // Opened again, now that no other run changes it.
  auto articles = store::StoredArticles::open(index);
  if (!articles) return std::move(articles).error();
  auto ledger = index::read_ledger(store::IndexFolder(index), articles->state().state);
  if (!ledger) return std::move(ledger).error();

  index::Ledger nothing_forgotten;  // nothing that is stored is left out
  nothing_forgotten.by_id = ledger->by_id;
  LedgerOf::run(*indexer) = index::RunLedger(std::move(nothing_forgotten));
  for (;;) {
    const auto article = articles->next();
    if (!article) return article.error();
    if (!*article) break;
    if (const auto added = indexer->add(**article); !added) return added.error();
  }
  LedgerOf::run(*indexer) = index::RunLedger(*std::move(ledger), options.reading);
  const auto size = indexer->size();
  if (auto published = indexer->publish(); !published) return std::move(published).error();
  return size;
}

}  // namespace diwan
