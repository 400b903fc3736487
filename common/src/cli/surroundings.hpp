// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>

namespace diwan::cli {

/// Whether standard error is a terminal, and how many columns it has now; 80 where it does not tell.
bool error_is_terminal();
std::size_t error_width();

/// Sets which rights files and folders of this process are made without, and gives what it was: as umask does.
unsigned set_file_mask(unsigned mask);

}  // namespace diwan::cli
