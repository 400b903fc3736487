// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <csignal>

namespace diwan::cli {

/// While it lives, SIGTERM and SIGINT ask the program to come to an end rather than ending it at once; a second one
/// ends it. Standard input is at its end from then on, so that nobody waits for it. One at a time.
class StopSignal {
 public:
  StopSignal();
  ~StopSignal();
  StopSignal(const StopSignal&) = delete;
  StopSignal& operator=(const StopSignal&) = delete;

  static bool came();
  /// Ends the program as the signal that came would have done, so that its parent knows.
  [[noreturn]] void pass_on();

 private:
  static constexpr std::array signals{SIGTERM, SIGINT};
  std::array<struct sigaction, signals.size()> before_{};
};

}  // namespace diwan::cli
