// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/program.hpp"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <string_view>
#include <system_error>

#include "cli/output_stream.hpp"
#include "cli/printable.hpp"

namespace diwan::cli {
namespace {

constexpr int failure = 2;
constexpr int try_again = 75;  // EX_TEMPFAIL of sysexits.h

std::string_view environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view() : std::string_view(value);
}

Terminal inspect_output() {
  Terminal terminal;
  terminal.interactive = ::isatty(STDOUT_FILENO) == 1;
  terminal.wants_color = terminal.interactive && environment("NO_COLOR").empty() && environment("TERM") != "dumb";
  winsize size{};
  if (terminal.interactive && ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    terminal.width = size.ws_col;
  }
  return terminal;
}

/// Without this the first file of an index could be opened as descriptor 1 and then be written over.
void occupy_standard_descriptors() {
  for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; ++descriptor) {
    // Opened for reading, so that writing to a closed output still fails.
    if (::fcntl(descriptor, F_GETFD) == -1 && errno == EBADF && ::open("/dev/null", O_RDONLY) == -1) return;
  }
}

}  // namespace

int exit_code(const Error& error) { return error.code == Code::busy ? try_again : failure; }

int report(const Error& error, const std::string& program, std::ostream& err) {
  err << printable(program) << ": " << printable(error.message);
  if (!error.hint.empty()) err << (error.message.ends_with('.') ? " " : ". ") << printable(error.hint);
  err << '\n';
  return exit_code(error);
}

int run_program(int argc, char** argv, const std::string& name, const Body& body) {
  occupy_standard_descriptors();
  std::signal(SIGPIPE, SIG_IGN);
  std::ios::sync_with_stdio(false);

  Invocation invocation{name, {}, inspect_output()};
  if (argc > 0) {
    const std::string_view path = argv[0];
    if (const auto last = path.substr(path.rfind('/') + 1); !last.empty()) invocation.name = last;
    invocation.arguments.assign(argv + 1, argv + argc);
  }

  OutputStream out(STDOUT_FILENO);
  int code = failure;
  try {
    code = body(invocation, std::cin, out, std::cerr);
  } catch (const std::exception& exception) {
    code = report({Code::internal, exception.what(), "This is a fault of the program; please report it."},
                  invocation.name, std::cerr);
  }
  const int error = out.finish();
  if (error == 0 || error == EPIPE) return code;
  return report({Code::io, "cannot write the output: " + std::generic_category().message(error),
                 "Make room, or write to another place."},
                invocation.name, std::cerr);
}

}  // namespace diwan::cli
