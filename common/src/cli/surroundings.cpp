// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/surroundings.hpp"

#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace diwan::cli {

bool error_is_terminal() { return ::isatty(STDERR_FILENO) == 1; }

std::size_t error_width() {
  constexpr std::size_t usual = 80;
  winsize size{};
  return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : usual;
}

unsigned set_file_mask(unsigned mask) { return ::umask(mask); }

}  // namespace diwan::cli
