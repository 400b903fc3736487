// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/article.hpp>
#include <diwan/ingest.hpp>
#include <diwan/result.hpp>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace diwan {

/// How a run goes about its index. A plain value.
struct IndexerOptions {
  std::chrono::seconds wait{0};  ///< how long to wait while another run holds the index

  bool full = false;     ///< build the index anew; the one that is there is neither used nor needed
  bool dry_run = false;  ///< nothing is written, locked or waited for; `publish` does nothing
  bool by_id = false;    ///< an id is one article of its source: see Indexer::add
  bool retry = false;    ///< read files with failures again although they have not changed
  unsigned jobs = 0;     ///< threads that work at the same time; 0: a good number
  std::uint64_t memory = std::uint64_t{512} << 20;  ///< bytes that the whole run may take; at least smallest_memory
  std::string reading;  ///< how files are read: those that were read in another way are read again

  static constexpr std::uint64_t smallest_memory = std::uint64_t{192} << 20;
  static constexpr unsigned most_jobs = 64;

  bool operator==(const IndexerOptions&) const = default;
};

/// Articles of a source that were there before and are there no more. A plain value.
struct Vanished {
  std::string source;
  std::uint64_t articles = 0;
  std::uint64_t of = 0;  ///< all of the source, these included
  bool removed = false;  ///< else they stay

  bool operator==(const Vanished&) const = default;
};

/// One run over an index folder: articles in, one new state out. Move-only; one thread at a time.
/// Nothing that it does shows to a searcher before `publish`; a run that ends without it leaves the index as it was.
/// The index remembers which files were read, what each gave and what could not be read.
class Indexer {
 public:
  enum class Outcome { added, replaced, unchanged, duplicate, forgotten, superseded };

  /// Creates the folder where there is none. Fails with busy when another run still holds the index after the time to
  /// wait, with not_an_index when the folder holds something else, with wrong_version when it was written by another
  /// schema or analyzer.
  static Result<Indexer> open(const std::filesystem::path& index, const IndexerOptions& options = {});

  Indexer(Indexer&&) noexcept;
  Indexer& operator=(Indexer&&) noexcept;
  ~Indexer();

  /// A source comes next. Fails with invalid_argument where the index tells its articles apart otherwise than `by_id`
  /// says; so does `add`. To be called before its first file, which may be one that need not be read.
  Result<void> begin_source(const std::string& name);

  /// Takes one article; it is analysed and written by threads of the indexer's own, in the order of the calls.
  /// `duplicate`: its identity was seen before in this run, and the first one stands. `forgotten`: somebody has asked
  /// to forget it. With `by_id`, articles of one source and id are versions of one article, whatever files they come
  /// from; the latest by day, path of its file in byte order and place in it is the one that the index has, and it
  /// never vanishes: `replaced` is an older version, of this run too; `superseded`: there is a later one. They are
  /// analysed when they are published, and wait in a file of the index folder until then. A failure may be that of an
  /// earlier article; it concerns the index, not the article: the run is over.
  Result<Outcome> add(const Article& article);

  /// A file comes next. Gives whether it has to be read; where it has not changed, what it stands for.
  struct File {
    bool read = true;
    std::uint64_t articles = 0;
    std::uint64_t failures = 0;
    std::vector<std::string> skipped;  ///< types of what no reader took
  };
  File begin_file(const std::string& source, const std::string& path, const FileStamp& stamp,
                  const std::function<std::string()>& content_hash);
  /// A record of the file that was begun comes next, bytes that alone make its article, with that hash of them. Gives
  /// whether it has to be read; where not, its article is in the index, given and unchanged. 0: no such record.
  bool begin_record(std::uint64_t hash);
  /// The file that was begun has been read as a whole.
  void end_file(const FileStamp& stamp, const std::string& content_hash);
  /// Notes the type of what no reader takes, the file that was begun or something in it.
  void skip(const std::string& type);
  /// Notes what is no article. Gives whether that is new: false where the last reading of its file met it too, or may
  /// have, as it met more than are remembered one by one.
  bool refuse(const Refusal& refusal);
  /// Refusals of a file of which `refuse` could not say that they are new, and which must be, by their number.
  struct UnknownRefusals {
    std::uint64_t count = 0;  ///< of new ones, at the least
    Refusal refusal;          ///< of the file, to tell of them
  };
  /// Gives those since the last call. To be called at the end of a file or source, and before publish: what that
  /// remembers is old to later runs.
  std::vector<UnknownRefusals> take_unknown_refusals();
  /// A source has been read to its end, as a folder or file.
  void end_source(const std::string& name);

  /// Removes the articles of sources that were read to their end that were there before and are there no more: where
  /// they are less than a tenth of their source, or else where `all`. An index that is built anew lacks them without
  /// that: `removed` says then whether it may be published.
  Result<std::vector<Vanished>> remove_vanished(bool all);

  /// Removes all articles that have an id, and remembers it: no later run brings them back. Gives how many there were.
  Result<std::uint64_t> forget(const std::string& id);
  Result<std::uint64_t> forget_source(const std::string& name);
  /// Lets later runs bring back what was forgotten. Gives whether it was.
  bool restore(const std::string& id);
  bool restore_source(const std::string& name);

  bool is_forgotten_source(const std::string& name) const;
  /// All that could not be read, by source and path.
  std::vector<Refusal> failures() const;

  /// Makes everything done so far the current state, in one step. Does nothing when nothing changed. More may follow.
  Result<void> publish();

  /// Articles in the state that publish would make current.
  std::uint64_t size() const;

 private:
  friend struct LedgerOf;
  struct Impl;
  explicit Indexer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

/// Builds an index anew from the texts that it stores, without its sources: after a change of the analyzer, or where
/// what can be made from the texts is damaged. It is shown at the end; what it remembers of files stays. Of `options`,
/// `full` and `retry` do not matter. Fails as Indexer::open does, with corrupt where the texts themselves are damaged,
/// and with wrong_version where an older schema stores them in another way. Gives the number of articles.
Result<std::uint64_t> reindex(const std::filesystem::path& index, const IndexerOptions& options = {});

}  // namespace diwan
