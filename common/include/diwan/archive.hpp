// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/article.hpp>
#include <diwan/query.hpp>
#include <diwan/result.hpp>
#include <diwan/results.hpp>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace diwan {

/// What to search for and which page of the answer to give. A plain value.
struct Request {
  enum class Sort { relevance, date };  ///< date: newest first, undated last

  Query query;
  Sort sort = Sort::relevance;
  std::optional<Date> since;         ///< first day, inclusive; leaves undated articles out
  std::optional<Date> until;         ///< last day, inclusive; leaves undated articles out
  std::vector<std::string> sources;  ///< names of sources, or values of the field `source`; empty: all
  std::size_t limit = 10;
  std::size_t offset = 0;
  bool snippets = true;     ///< fill Hit::snippet and the highlights
  bool exact_total = true;  ///< false: Results::total may be an estimate, and the search is faster

  bool operator==(const Request&) const = default;
};

/// One state of one or several indexes, ready to be searched. Move-only.
/// Belongs to one thread at a time: borrow one for each thread from Archive::searcher.
class Searcher {
 public:
  Searcher(Searcher&&) noexcept;
  Searcher& operator=(Searcher&&) noexcept;
  ~Searcher();

  /// The page asked for. A request without any word to search for fails with invalid_argument.
  Result<Results> search(const Request& request);
  /// How many articles match by the query's words themselves, exactly: Results::total less Results::related.
  Result<std::uint64_t> count(const Request& request);
  /// Every article with this id, in order of identity; `path/to/file#3` and plain ids alike. Empty when there is none.
  Result<std::vector<Article>> find(const std::string& id);
  /// How many articles there are.
  std::uint64_t size() const;

 private:
  friend class Archive;
  struct Impl;
  explicit Searcher(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

/// An index folder, opened for reading. Move-only; threads may share it.
class Archive {
 public:
  /// Fails with not_found, not_an_index, wrong_version or corrupt; the hint says the remedy.
  static Result<Archive> open(const std::filesystem::path& index);

  Archive(Archive&&) noexcept;
  Archive& operator=(Archive&&) noexcept;
  ~Archive();

  /// A Searcher over the state that is current now.
  Result<Searcher> searcher() const;

 private:
  struct Impl;
  explicit Archive(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace diwan
