// SPDX-License-Identifier: GPL-2.0-or-later
#include "store/index_folder.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <functional>
#include <optional>
#include <system_error>
#include <thread>

#include "store/damage.hpp"
#include "store/folder_entries.hpp"

namespace diwan::store {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view stub_type = "auto ";
constexpr std::chrono::milliseconds between_attempts{100};
/// Where not even the name of a state is left, --full has nothing to stand on.
constexpr const char* make_anew =
    "Restore a copy of the folder, or remove it and index again; what was forgotten has to be forgotten again.";
constexpr std::string_view make_one = "Make an index with: indexer --db DB PATH...";

std::string stub_line(std::string_view state) { return std::string(stub_type) + std::string(state); }

/// The state that the content of a stub names: one line, one name of ours, no path.
std::optional<std::string> named_state(std::string_view stub) {
  if (stub.ends_with('\n')) stub.remove_suffix(1);
  if (!stub.starts_with(stub_type)) return std::nullopt;
  const auto name = stub.substr(stub_type.size());
  return is_state_name(name) ? std::optional(std::string(name)) : std::nullopt;
}

unsigned long number_of(std::string_view name, std::string_view kind) {
  unsigned long number = 0;
  std::from_chars(name.data() + kind.size(), name.data() + name.size(), number);
  return number;
}

/// Names of a folder's entries. One that cannot be listed cannot be written to either: that is told then.
void for_each_name(const fs::path& folder, const std::function<void(const std::string&)>& visit) {
  std::error_code ignored;
  for (fs::directory_iterator entry(folder, ignored), end; !ignored && entry != end; entry.increment(ignored)) {
    visit(entry->path().filename().string());
  }
}

bool is_there(const fs::path& path) {
  std::error_code failed;
  return fs::symlink_status(path, failed).type() != fs::file_type::not_found;
}

}  // namespace

Result<std::string> IndexFolder::current_state() const {
  std::error_code failed;
  const auto refuse = [&](const std::string& why) {
    return Error{Code::not_an_index, path_.string() + " is not an index: " + why, std::string(make_one)};
  };
  if (!fs::exists(path_, failed)) {
    if (failed) return system_error("cannot look at", path_, failed);
    return Error{Code::not_found, "there is no index at " + path_.string(), std::string(make_one)};
  }
  if (!fs::is_directory(path_, failed)) return refuse("it is a file");
  if (is_there(path_ / entries::stub) && !fs::is_regular_file(path_ / entries::stub, failed)) {
    return refuse("its " + std::string(entries::stub) + " is not a file");
  }
  const auto stub = read_file(path_ / entries::stub);
  if (stub) {
    if (auto state = named_state(*stub)) return *std::move(state);
    if (const auto lost = lost_state(); !lost.empty()) return damaged_stub("does not name a state", lost, make_anew);
    return refuse("its file " + std::string(entries::stub) + " does not name a state that diwan wrote");
  }
  if (stub.error().code != Code::not_found) return stub.error();
  if (const auto lost = lost_state(); !lost.empty()) return damaged_stub("is missing", lost, make_anew);
  return refuse("it has no file " + std::string(entries::stub));
}

Error IndexFolder::damaged_stub(const std::string& what, const std::string& state, const char* otherwise) const {
  auto error = damaged("the index " + path_.string() +
                       " has lost its current state: " + (path_ / entries::stub).string() + " " + what);
  error.hint = is_there(path_ / state / "iamglass")
                   ? "Restore the file " + std::string(entries::stub) + " with the line: " + stub_line(state)
                   : otherwise;
  return error;
}

Error IndexFolder::names_no_state(const std::string& named) const {
  return damaged_stub("names " + named + ", which is not there", lost_state(), rebuild_from_sources);
}

std::string IndexFolder::lost_state() const {
  const auto stub = read_file(path_ / entries::announced);
  const auto announced = stub ? named_state(*stub) : std::nullopt;
  std::string last;
  for_each_name(path_, [&](const std::string& name) {
    if (!is_state_name(name) || name == announced) return;
    if (last.empty() || number_of(name, entries::state) > number_of(last, entries::state)) last = name;
  });
  return last;
}

bool IndexFolder::never_had_a_state() const { return !is_there(path_ / entries::stub) && lost_state().empty(); }

Result<void> IndexFolder::check_ours_or_free() const {
  std::error_code failed;
  if (!fs::exists(path_, failed)) return {};
  const auto state = current_state();
  const bool had_a_state = state || state.error().code == Code::corrupt;
  const auto refuse = [&](const std::string& why) {
    return Error{Code::not_an_index,
                 path_.string() + (had_a_state ? " is not wholly an index: " : " is not an index: ") + why,
                 had_a_state ? "Move what is not of the index out of the folder." : free_folder_remedy};
  };
  if (!fs::is_directory(path_, failed)) return refuse("it is a file");
  std::string first;
  for (fs::directory_iterator entry(path_, failed), end; !failed && entry != end; entry.increment(failed)) {
    const auto foreign = foreign_part(entry->path());
    if (!foreign) return foreign.error();
    if (!foreign->empty()) return refuse("it holds " + *foreign);
    first = entry->path().filename().string();
  }
  if (failed) return system_error("cannot list", path_, failed);
  // A run that was killed has left its lock: names alone do not make these ours.
  if (never_had_a_state() && !first.empty() && !is_there(path_ / entries::lock)) return refuse("it holds " + first);
  return {};
}

std::string IndexFolder::next_name(std::string_view kind) const {
  unsigned long last = 0;
  for_each_name(path_, [&](const std::string& name) {
    if (name.starts_with(kind)) last = std::max(last, number_of(name, kind));
  });
  char digits[24];
  std::snprintf(digits, sizeof digits, "%06lu", last + 1);
  return std::string(kind) + digits;
}

fs::path IndexFolder::ledger(std::string_view state) const {
  return path_ / (std::string(entries::ledger) + std::string(state.substr(entries::state.size())));
}

Result<void> IndexFolder::renew_ledger(std::string_view state, const WriteBytes& write) const {
  auto renewed = ledger(state);
  renewed += entries::renewed;
  if (auto written = write_file(renewed, write); !written) return written;
  return rename_entry(renewed, ledger(state));
}

Result<void> IndexFolder::announce(std::string_view state) const {
  return write_file(path_ / entries::announced, stub_line(state) + "\n");
}

Result<void> IndexFolder::publish() const { return rename_entry(path_ / entries::announced, path_ / entries::stub); }

void IndexFolder::remove_all_but(std::string_view state, std::string_view text_store) const {
  // What cannot be removed now is found again by the next run; nothing refers to it.
  std::error_code failed;
  bool all_states = true;
  for_each_name(path_, [&](const std::string& name) {
    if (name == state || name == text_store || (!state.empty() && path_ / name == ledger(state))) return;
    if (!is_state_name(name) && !is_building_name(name) && !is_text_store_name(name) && !is_ledger_name(name)) return;
    const auto foreign = foreign_part(path_ / name);
    if (foreign && foreign->empty()) fs::remove_all(path_ / name, failed);
    all_states = all_states && !(is_state_name(name) && is_there(path_ / name));
  });
  // The announcement goes last: without it, a state of a first run would count as published.
  if (all_states) fs::remove(path_ / entries::announced, failed);
}

void IndexFolder::remove_lock() const {
  std::error_code ignored;  // an empty file that stays does no harm
  fs::remove(path_ / entries::lock, ignored);
}

Result<WriteLock> WriteLock::take(const IndexFolder& folder, std::chrono::seconds wait) {
  // flock knows no limit of time but a signal, which belongs to the program: so it is asked again and again.
  const auto until = std::chrono::steady_clock::now() + wait;
  for (;;) {
    auto lock = try_to_take(folder);
    if (lock || lock.error().code != Code::busy || std::chrono::steady_clock::now() >= until) return lock;
    std::this_thread::sleep_for(between_attempts);
  }
}

Result<WriteLock> WriteLock::try_to_take(const IndexFolder& folder) {
  const auto path = folder.path() / entries::lock;
  const auto busy = [&] {
    return Error{Code::busy, "another run is writing to " + folder.path().string(),
                 "Wait until it has ended, then run the same command again."};
  };
  FileDescriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666));
  if (file.get() < 0) return system_error("cannot open", path);
  if (::flock(file.get(), LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) return system_error("cannot lock", path);
    return busy();
  }
  // A first run that failed takes its lock file away: a lock on a file that is gone is none.
  struct stat held {
  }, there{};
  if (::fstat(file.get(), &held) != 0 || ::stat(path.c_str(), &there) != 0 || held.st_ino != there.st_ino ||
      held.st_dev != there.st_dev) {
    return busy();
  }
  return WriteLock(std::move(file));
}

}  // namespace diwan::store
