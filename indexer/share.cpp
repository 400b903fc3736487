// SPDX-License-Identifier: GPL-2.0-or-later
#include "share.hpp"

#include <string>
#include <system_error>

#include "cli/surroundings.hpp"

namespace diwan::indexer {
namespace {

namespace fs = std::filesystem;

constexpr unsigned mask_of(Share share) {
  switch (share) {
    case Share::all:
      return 0022;
    case Share::group:
      return 0027;
    case Share::nobody:
      break;
  }
  return 0077;
}

/// Who may read the index that is there, by the rights of its folder.
Share share_of(const fs::path& db) {
  std::error_code failed;
  if (!fs::exists(db / "XAPIANDB", failed)) return Share::nobody;  // a folder that waits for an index says nothing
  const auto rights = fs::status(db, failed).permissions();
  if (failed) return Share::nobody;
  if ((rights & fs::perms::others_read) != fs::perms::none) return Share::all;
  return (rights & fs::perms::group_read) != fs::perms::none ? Share::group : Share::nobody;
}

Error cannot(const fs::path& path, std::error_code failed) {
  return {Code::io, "cannot change who may read " + path.string() + ": " + failed.message(),
          "Run it as the owner of the index."};
}

}  // namespace

SharedMaking::SharedMaking(const fs::path& db, std::optional<Share> told)
    : before_(cli::set_file_mask(mask_of(told.value_or(share_of(db))))) {}

SharedMaking::~SharedMaking() { cli::set_file_mask(before_); }

Result<void> share_index(const fs::path& db, Share share) {
  const auto set = [&](const fs::path& path, bool is_folder) -> Result<void> {
    const auto rights = static_cast<fs::perms>((is_folder ? 0777U : 0666U) & ~mask_of(share));
    std::error_code failed;
    if ((fs::status(path, failed).permissions() & fs::perms::all) == rights && !failed) return {};
    fs::permissions(path, rights, failed);
    return failed ? Result<void>{cannot(path, failed)} : Result<void>{};
  };
  // The folder comes last where it opens: what it holds is ready then.
  std::error_code failed;
  for (fs::recursive_directory_iterator entry(db, failed), end; !failed && entry != end; entry.increment(failed)) {
    std::error_code unknown;
    if (entry->is_symlink(unknown)) continue;
    if (auto done = set(entry->path(), entry->is_directory(unknown)); !done) return done;
  }
  if (failed) return cannot(db, failed);
  return set(db, true);
}

}  // namespace diwan::indexer
