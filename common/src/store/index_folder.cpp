// SPDX-License-Identifier: GPL-2.0-or-later
#include "store/index_folder.hpp"

#include <fcntl.h>
#include <sys/file.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <system_error>

namespace diwan::store {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view stub_name = "XAPIANDB";
constexpr std::string_view stub_type = "auto ";
constexpr std::string_view lock_name = "lock";
constexpr std::string_view kinds[] = {"state-", "text-"};
constexpr std::string_view make_one = "Make an index with: indexer --db DB PATH...";

bool is_numbered(const std::string& name) {
  return std::any_of(std::begin(kinds), std::end(kinds), [&](std::string_view kind) { return name.starts_with(kind); });
}

bool is_ours(const std::string& name) { return name == lock_name || name.starts_with(stub_name) || is_numbered(name); }

}  // namespace

Result<std::string> IndexFolder::current_state() const {
  std::error_code failed;
  if (!fs::exists(path_, failed)) {
    return Error{Code::not_found, "there is no index at " + path_.string(), std::string(make_one)};
  }
  if (!fs::is_directory(path_, failed)) {
    return Error{Code::not_an_index, path_.string() + " is not an index: it is a file", std::string(make_one)};
  }
  auto stub = read_file(path_ / stub_name);
  if (!stub) {
    if (stub.error().code != Code::not_found) return std::move(stub).error();
    return Error{Code::not_an_index, path_.string() + " is not an index: it has no file " + std::string(stub_name),
                 std::string(make_one)};
  }
  std::string_view line = *stub;
  if (const auto end = line.find('\n'); end != std::string_view::npos) line = line.substr(0, end);
  if (!line.starts_with(stub_type) || !line.substr(stub_type.size()).starts_with(kinds[0])) {
    return Error{Code::not_an_index, path_.string() + " is not an index that diwan wrote", std::string(make_one)};
  }
  return std::string(line.substr(stub_type.size()));
}

Result<void> IndexFolder::check_ours_or_free() const {
  std::error_code failed;
  if (!fs::exists(path_, failed)) return {};
  const auto refuse = [&](const std::string& why) {
    return Error{Code::not_an_index, path_.string() + " is not an index: " + why,
                 "Name an empty or new folder with --db."};
  };
  if (!fs::is_directory(path_, failed)) return refuse("it is a file");
  for (fs::directory_iterator entry(path_, failed), end; !failed && entry != end; entry.increment(failed)) {
    const auto name = entry->path().filename().string();
    if (!is_ours(name)) return refuse("it holds " + name);
  }
  if (failed) return Error{Code::io, "cannot list " + path_.string() + ": " + failed.message(), ""};
  return {};
}

std::string IndexFolder::next_name(std::string_view kind) const {
  const auto start = std::string(kind) + "-";
  unsigned long last = 0;
  std::error_code ignored;  // a folder that cannot be listed cannot be written to either: that is told then
  for (fs::directory_iterator entry(path_, ignored), end; !ignored && entry != end; entry.increment(ignored)) {
    const auto name = entry->path().filename().string();
    if (!name.starts_with(start)) continue;
    unsigned long number = 0;
    std::from_chars(name.data() + start.size(), name.data() + name.size(), number);
    last = std::max(last, number);
  }
  char digits[24];
  std::snprintf(digits, sizeof digits, "%06lu", last + 1);
  return start + digits;
}

Result<void> IndexFolder::publish(std::string_view state) const {
  return replace_file(path_ / stub_name, std::string(stub_type) + std::string(state) + "\n");
}

void IndexFolder::remove_all_but(std::string_view state, std::string_view text_store) const {
  // What cannot be removed now is found again by the next run; nothing refers to it.
  std::error_code ignored;
  for (fs::directory_iterator entry(path_, ignored), end; !ignored && entry != end; entry.increment(ignored)) {
    const auto name = entry->path().filename().string();
    std::error_code failed;
    if (is_numbered(name) && name != state && name != text_store) fs::remove_all(entry->path(), failed);
  }
}

Result<WriteLock> WriteLock::take(const IndexFolder& folder) {
  const auto path = folder.path() / lock_name;
  FileDescriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666));
  if (file.get() < 0) return system_error("cannot open", path);
  if (::flock(file.get(), LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) return system_error("cannot lock", path);
    return Error{Code::busy, "another run is writing to " + folder.path().string(),
                 "Wait until it has ended, then run the same command again."};
  }
  return WriteLock(std::move(file));
}

}  // namespace diwan::store
