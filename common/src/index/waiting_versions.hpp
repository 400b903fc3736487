// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/article.hpp>
#include <diwan/result.hpp>

#include <compare>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "index/identity_set.hpp"
#include "index/ledger.hpp"
#include "store/spool_file.hpp"

namespace diwan::index {

/// Which version of an article is the later one: that of the later day, none being before all days; of one day, that
/// of the file whose path is greater in byte order. What is equal stands in one file, where the later place counts: the
/// order of all versions depends on the files alone, not on when they came. A plain value.
struct VersionRank {
  std::optional<Date> day;
  std::string path;

  auto operator<=>(const VersionRank&) const = default;
};

/// The versions of articles that a run has taken and that a later one may still replace; of each the one that stands.
/// Texts wait in a file without a name. Some 70 bytes of memory an article. Move-only; one thread at a time.
class WaitingVersions {
 public:
  /// The rank of the version that stands, where the run has taken one.
  std::optional<VersionRank> rank(const IdentityHash& hash) const;

  /// A version that stands from now on.
  struct Version {
    VersionRank rank;
    std::uint32_t replaced = 0;  ///< the document of the published state that it replaces; 0: none
    bool is_demotion = false;    ///< that document has a later version
  };
  /// `article` is null where there is nothing to write: the document stays as it is, or the run is a dry one.
  /// `folder`: where its text waits.
  Result<void> put(const IdentityHash& hash, const Version& version, const Article* article,
                   const std::function<Result<std::filesystem::path>()>& folder);

  /// Gives what is to be written, in the order in which it came, and forgets it. What stands stays known for articles
  /// of the file that came last, which may not have come to its end.
  using Take = std::function<Result<void>(std::uint32_t replaced, const Article& article)>;
  Result<void> take_all(const Take& take);

  /// Articles whose documents had a later version than the one that stands. Call it before take_all.
  IdentitySet demoted() const;

 private:
  struct Waiting {
    std::uint64_t offset = 0;
    std::uint32_t bytes = 0;  // 0: nothing waits
    std::uint32_t replaced = 0;
    std::uint32_t day = 0;   // as YYYYMMDD; 0: none
    std::uint32_t path = 0;  // its number
    bool is_demotion = false;
  };
  struct HashOf {
    std::size_t operator()(const IdentityHash& hash) const { return static_cast<std::size_t>(hash.half[1]); }
  };

  std::uint32_t number_of(const std::string& path);

  std::unordered_map<IdentityHash, Waiting, HashOf> versions_;
  std::vector<std::string> paths_;
  std::optional<store::SpoolFile> texts_;
};

}  // namespace diwan::index
