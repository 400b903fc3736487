// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace diwan::indexer {

/// The only argument of this program where it is to read files for another of its kind (serve_reader). No user's
/// option.
inline constexpr std::string_view read_apart = "--read-apart";

/// The command that starts this very program as a reader, also where another version has been installed since.
inline std::vector<std::string> reader_command(const std::string& called_as) {
  constexpr const char* this_program = "/proc/self/exe";
  std::error_code failure;
  const bool is_known = std::filesystem::exists(this_program, failure);
  return {is_known ? this_program : called_as, std::string(read_apart)};
}

}  // namespace diwan::indexer
