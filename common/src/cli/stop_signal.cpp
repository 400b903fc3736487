// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/stop_signal.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>

namespace diwan::cli {
namespace {

// What the handler may touch.
volatile std::sig_atomic_t which = 0;
int nothing = -1;

extern "C" void note_signal(int number) {
  which = number;
  // A read that waits is begun anew by the stream, and finds the end.
  if (nothing >= 0) ::dup2(nothing, STDIN_FILENO);
}

}  // namespace

StopSignal::StopSignal() {
  which = 0;
  nothing = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
  struct sigaction action {};
  action.sa_handler = note_signal;
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  for (std::size_t i = 0; i < signals.size(); ++i) ::sigaction(signals[i], &action, &before_[i]);
}

StopSignal::~StopSignal() {
  for (std::size_t i = 0; i < signals.size(); ++i) ::sigaction(signals[i], &before_[i], nullptr);
  if (nothing >= 0) ::close(nothing);
  nothing = -1;
}

bool StopSignal::came() { return which != 0; }

void StopSignal::pass_on() {
  const int number = which;
  std::signal(number, SIG_DFL);
  std::raise(number);
  std::_Exit(128 + number);
}

}  // namespace diwan::cli
