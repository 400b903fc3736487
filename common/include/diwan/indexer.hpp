// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/article.hpp>
#include <diwan/result.hpp>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>

namespace diwan {

/// How a run goes about its index. A plain value.
struct IndexerOptions {
  std::chrono::seconds wait{0};  ///< how long to wait while another run holds the index

  bool operator==(const IndexerOptions&) const = default;
};

/// One run over an index folder: articles in, one new state out. Move-only; one thread at a time.
/// Nothing that it does shows to a searcher before `publish`; a run that ends without it leaves the index as it was.
class Indexer {
 public:
  enum class Outcome { added, replaced, unchanged, duplicate };

  /// Creates the folder where there is none. Fails with busy when another run still holds the index after the time to
  /// wait, with not_an_index when the folder holds something else, with wrong_version when it was written by another
  /// schema or analyzer.
  static Result<Indexer> open(const std::filesystem::path& index, const IndexerOptions& options = {});

  Indexer(Indexer&&) noexcept;
  Indexer& operator=(Indexer&&) noexcept;
  ~Indexer();

  /// Takes one article; it is analysed and written by threads of the indexer's own, in the order of the calls.
  /// `duplicate`: its identity was seen before in this run, and the first one stands. A failure may be that of an
  /// earlier article; it concerns the index, not the article: the run is over.
  Result<Outcome> add(const Article& article);

  /// Makes everything added so far the current state, in one step. Does nothing when nothing changed.
  Result<void> publish();

  /// Articles in the state that publish would make current.
  std::uint64_t size() const;

 private:
  struct Impl;
  explicit Indexer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace diwan
