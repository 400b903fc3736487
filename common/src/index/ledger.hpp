// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/ingest.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace diwan::index {

/// The hash of an identity, as the identity term of schema.hpp has it. A plain value.
struct IdentityHash {
  std::array<std::uint64_t, 2> half{};

  auto operator<=>(const IdentityHash&) const = default;
};

IdentityHash hash_of(const Identity& identity);
/// The term that the article of this identity has.
std::string term_of(const IdentityHash& hash);

/// An article that a file gave. A plain value.
struct GivenArticle {
  IdentityHash identity;
  std::uint64_t record = 0;  ///< the hash of the bytes that it was read from, as Indexer::begin_record has it; or 0

  bool operator==(const GivenArticle&) const = default;
};

/// So many failures of one file are remembered; one more stands for the rest.
constexpr std::size_t most_failures = 10'000;

/// Why something in a file is no article. A plain value.
struct Failure {
  std::string place;
  std::string reason;

  auto operator<=>(const Failure&) const = default;
};

/// What is known of a file that was read. A plain value.
struct FileRecord {
  FileStamp stamp;                    ///< zeros: it has to be looked at again
  std::string content_hash;           ///< 16 bytes, or empty: not known
  std::string reading;                ///< how it was read, as IndexerOptions::reading says
  std::vector<GivenArticle> given;    ///< articles that its last reading gave, each once
  std::vector<IdentityHash> missing;  ///< in the index, from earlier readings; none of `given`
  std::vector<Failure> failures;      ///< of its last reading
  std::vector<std::string> skipped;   ///< types of what no reader took: the file itself, or files in it

  bool operator==(const FileRecord&) const = default;
  std::size_t articles() const { return given.size() + missing.size(); }
  /// The next run looks at the file again.
  void forget_content() {
    stamp = {};
    content_hash.clear();
  }
};

/// What an index remembers of where its articles come from. A plain value.
struct Ledger {
  using Files = std::map<std::string, FileRecord>;  ///< by path, relative to the source

  std::map<std::string, Files> sources;
  std::set<std::string> forgotten_ids;
  std::set<std::string> forgotten_sources;
  std::set<std::string> by_id;  ///< sources in which an id is one article, whatever file it comes from

  bool operator==(const Ledger&) const = default;
};

/// How many articles the files of a source have in the index.
std::uint64_t articles_of(const Ledger::Files& files);
/// The same, where several files may tell of one article.
std::uint64_t distinct_articles_of(const Ledger::Files& files);

/// The ledger as a file: docs/schema.md describes it. `take` gets it in pieces, in order.
void write(const Ledger& ledger, const std::function<void(std::string_view)>& take);
std::string to_bytes(const Ledger& ledger);
/// What tells one ledger from another: the checksum that it ends with as a file.
std::string checksum(const Ledger& ledger);
/// Nothing where the bytes are damaged.
std::optional<Ledger> parse_ledger(std::string_view bytes);

}  // namespace diwan::index
