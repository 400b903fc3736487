// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/result.hpp>

#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>

#include "store/files.hpp"

namespace diwan::store {

/// What a user can do who has named a folder with something else in it.
inline constexpr const char* free_folder_remedy = "Name an empty or new folder with --db.";

/// The folder of one index:
///
///   XAPIANDB          a Xapian stub file that names the current state: any Xapian tool opens the folder
///   XAPIANDB.new      the next stub, while a run publishes
///   lock              held by the run that writes; empty
///   state-N/          a glass database; the one that the stub names never changes
///   state-N.building/ a state that is being written
///   ledger-N          where the articles of state-N come from, and what is remembered of them
///   text-N/           the text store that states name; grows only
///
/// A name without ending means that the state is whole, or, in a first run only, that XAPIANDB.new has announced it:
/// so a state without announcement and without stub was published once, and its stub has been lost.
/// A plain value: it only knows names.
class IndexFolder {
 public:
  explicit IndexFolder(std::filesystem::path path) : path_(std::move(path)) {}

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path state(std::string_view name) const { return path_ / name; }

  /// The ledger of a state.
  std::filesystem::path ledger(std::string_view state) const;

  /// The name of the current state. Fails with not_found where there is no folder, with not_an_index where there is
  /// no stub of ours, with corrupt where it has been lost or damaged.
  Result<std::string> current_state() const;

  /// The Error for a stub that names a state which is not there.
  Error names_no_state(const std::string& named) const;

  /// Whether there is no stub, nor a state whose stub has been lost: a new folder, or what a killed first run left.
  bool never_had_a_state() const;

  /// Fails with not_an_index when the folder holds anything that is not ours; a folder that does not exist is free.
  Result<void> check_ours_or_free() const;

  /// The name `kindN` behind all that are there, so that no name comes again while its bearer may be in use; N has at
  /// least six digits. `kind`: entries::state or entries::text.
  std::string next_name(std::string_view kind) const;

  /// Says which state will be published next. Before it, nothing of a first run may stand under the state's own name.
  Result<void> announce(std::string_view state) const;
  /// Makes the announced state the current one: one rename.
  Result<void> publish() const;

  /// Writes the ledger of the current state anew, in one step.
  Result<void> renew_ledger(std::string_view state, const WriteBytes& ledger) const;

  /// Removes states (with their ledgers) and text stores other than these two, and an announcement: what earlier runs
  /// left behind. What is not ours stays.
  void remove_all_but(std::string_view state, std::string_view text_store) const;

  /// Removes the lock file; only its holder may, and only from a folder that never had a state.
  void remove_lock() const;

 private:
  /// The last state that was published, in a folder that has lost its stub; else empty.
  std::string lost_state() const;
  /// What a user can do about a stub that is damaged.
  Error damaged_stub(const std::string& what, const std::string& state, const char* otherwise) const;

  std::filesystem::path path_;
};

/// The right to write to an index; given back at the end, also when the process dies. Move-only.
class WriteLock {
 public:
  /// Waits for at most `wait` while another run holds it; then fails with busy. Fails with not_found when the folder is
  /// gone: a first run that failed takes it away.
  static Result<WriteLock> take(const IndexFolder& folder, std::chrono::seconds wait = {});

 private:
  static Result<WriteLock> try_to_take(const IndexFolder& folder);

  explicit WriteLock(FileDescriptor file) : file_(std::move(file)) {}
  FileDescriptor file_;
};

}  // namespace diwan::store
