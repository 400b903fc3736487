// SPDX-License-Identifier: GPL-2.0-or-later
#include "store/room.hpp"

#include <string>
#include <system_error>

namespace diwan::store {

Result<void> check_room(const std::filesystem::path& index, std::uint64_t bytes) {
  std::error_code failed;
  const auto room = std::filesystem::space(index, failed);
  if (failed || room.available >= bytes) return {};
  const auto megabytes = [](std::uint64_t number) { return std::to_string((number >> 20) + 1) + " MB"; };
  return Error{Code::io,
               "no room for the next state of " + index.string() + ": it takes " + megabytes(bytes) +
                   " more, and less than " + megabytes(room.available) + " are free",
               "Free " + megabytes(bytes - room.available) +
                   " or more and run the same command again; what was there before stands, and nothing is lost."};
}

std::uint64_t bytes_in(const std::filesystem::path& folder) {
  std::uint64_t bytes = 0;
  std::error_code failed;
  for (std::filesystem::directory_iterator entry(folder, failed), end; !failed && entry != end;
       entry.increment(failed)) {
    std::error_code gone;
    if (const auto size = entry->file_size(gone); !gone) bytes += size;
  }
  return bytes;
}

}  // namespace diwan::store
