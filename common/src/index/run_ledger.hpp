// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <diwan/indexer.hpp>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "index/identity_set.hpp"
#include "index/ledger.hpp"
#include "index/more_failures.hpp"

namespace diwan::index {

/// The ledger while a run goes on: which files need not be read, what each gave, what is there no more. One thread.
class RunLedger {
 public:
  /// `reading`: how files are read; those read otherwise are read again. `retry`: those with failures, too.
  explicit RunLedger(Ledger before = {}, std::string reading = {}, bool retry = false)
      : ledger_(std::move(before)), reading_(std::move(reading)), retry_(retry) {}

  const Ledger& ledger() const { return ledger_; }
  /// The ledger as it is to be stored now: the file that is open has given what it has given so far.
  const Ledger& settled();

  /// Whether a file has to be read. Where not, `articles` and `failures` say what it stands for.
  struct Begun {
    bool read = true;
    std::size_t articles = 0;
    std::uint64_t failures = 0;
    std::vector<std::string> skipped;
  };
  Begun begin(const std::string& source, const std::string& path, const FileStamp& stamp,
              const std::function<std::string()>& content_hash);
  /// As Indexer::begin_record.
  bool begin_record(std::uint64_t hash);
  /// Notes an article; false: its file has given it before in this run.
  bool give(const Identity& identity);
  /// Notes a failure; whether it is known for a new one.
  bool refuse(const Refusal& refusal);
  /// As Indexer::take_unknown_refusals.
  std::vector<Indexer::UnknownRefusals> take_news();
  /// As Indexer::failures.
  std::vector<Refusal> failures() const;
  /// Notes the type of something in the file that was begun that no reader takes.
  void skip(const std::string& type) {
    if (record_ != nullptr) record_->skipped.push_back(type);
  }
  /// The file that was begun has been read as a whole.
  void end(const FileStamp& stamp, const std::string& content_hash);
  /// All of a source has been looked at: what no file gave is there no more.
  void cover(const std::string& source) {
    close();
    covered_.insert(source);
  }

  bool is_forgotten(const Identity& identity) const;

  /// Says by what the articles of a source are told apart. Fails with invalid_argument where it is the other one for
  /// those that the index has.
  Result<void> keep_by_id(const std::string& source, bool by_id);
  bool is_by_id(const std::string& source) const { return ledger_.by_id.contains(source); }
  /// What tells an article from others: its identity, of a source by id without the path.
  Identity key_of(const Identity& identity) const {
    return is_by_id(identity.source) ? Identity{identity.source, {}, identity.id} : identity;
  }
  /// Whether the file of an article is one of the archive's whose content of now is being read, all of it.
  bool reads_anew(const Identity& identity) const {
    return begun_ && !again_ && open_.first == identity.source && open_.second == identity.path;
  }
  /// Files of sources by id that gave one of these articles are read again.
  void look_again(const IdentitySet& articles);

  /// Articles of a covered source that are there no more.
  struct Vanished {
    std::string source;
    std::vector<IdentityHash> articles;
    std::size_t of = 0;  ///< articles of the source, these included
  };
  std::vector<Vanished> vanished() const;
  /// What vanished from a source has been removed from the index.
  void drop_vanished(const std::string& source);

  /// What another index remembers of a file, but for its articles, which are those that were given.
  void take_over(const std::string& source, const std::string& path, FileRecord record);

  /// Removes what is known of an article of the index.
  void drop(const Identity& identity);
  void forget_id(const std::string& id) { ledger_.forgotten_ids.insert(id); }
  void forget_source(const std::string& source);
  /// Takes a word back; every file is looked at again. Whether there was such a word.
  bool restore_id(const std::string& id);
  bool restore_source(const std::string& source) { return ledger_.forgotten_sources.erase(source) != 0; }

 private:
  /// What a run knows of a file beside its record.
  struct Seen {
    bool whole = false;                       // read as a whole, or unchanged
    std::set<Failure> known;                  // of the reading before
    std::optional<MoreFailures> more_before;  // that are not remembered of it one by one
    MoreFailures more;                        // of this reading
    MoreFailures unknown;                     // of this reading, none of `known`; only where there were more
    std::uint64_t news = 0;                   // among these, as far as they were noted
  };

  FileRecord& open(const std::string& source, const std::string& path);
  /// Keeps what the records of the file gave that is opened.
  void remember_records();
  /// Whether there must be new ones among failures that nobody could tell for new or old.
  void note_news();
  /// What the file that is open did not give again is missing.
  void close();
  std::vector<IdentityHash> gone_from(const std::string& source, const std::string& path,
                                      const FileRecord& record) const;

  Ledger ledger_;
  std::string reading_;
  bool retry_;
  std::unordered_map<const FileRecord*, Seen> seen_;  // files of this run; records of the ledger do not move
  std::set<std::string> covered_;
  std::vector<Indexer::UnknownRefusals> news_;
  FileRecord* record_ = nullptr;  // of the file that is open
  Seen* record_seen_ = nullptr;
  std::pair<std::string, std::string> open_;
  bool again_ = false;               // the file that is open has been there before in this run
  bool begun_ = false;               // there is a file that is open, and its end will be told
  IdentitySet given_;                // by the file that is open
  std::vector<GivenArticle> known_;  // that its records gave before, by their hashes
  std::uint64_t record_hash_ = 0;    // of the record whose article comes next
};

}  // namespace diwan::index
