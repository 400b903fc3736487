// SPDX-License-Identifier: GPL-2.0-or-later
// A reader whose HTML parser goes wrong: it stands in front of gumbo, which the readers call, and does what a word in
// the page says. Everything else is diwan's own.
#include <diwan/apart_reader.hpp>

#include <dlfcn.h>
#include <gumbo.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <memory>
#include <string_view>
#include <vector>

namespace {

constexpr std::size_t piece = std::size_t{4} << 20;
constexpr std::ptrdiff_t most_open_files = 8;

std::ptrdiff_t open_files() {
  return std::distance(std::filesystem::directory_iterator("/proc/self/fd"), std::filesystem::directory_iterator());
}

void obey(std::string_view page) {
  const auto says = [&](std::string_view word) { return page.find(word) != std::string_view::npos; };
  if (says("CRASH")) {
    std::signal(SIGSEGV, SIG_DFL);  // sanitizers make another end of it
    ::kill(::getpid(), SIGSEGV);
  }
  if (says("ABORT")) std::abort();
  if (says("EXIT")) std::_Exit(3);
  if (says("HANG")) ::pause();
  volatile bool forever = says("SPIN");
  while (forever) continue;
  if (says("ALLOCATE")) {
    for (std::vector<std::unique_ptr<std::vector<char>>> all;;) {
      all.push_back(std::make_unique<std::vector<char>>(piece, 'x'));
    }
  }
  if (says("FILL")) {
    while (auto* const bytes = static_cast<char*>(std::malloc(piece))) {
      for (std::size_t i = 0; i < piece; i += 512) bytes[i] = 'x';
    }
    std::abort();
  }
  if (says("FORGE")) {
    const std::vector<char> forged(piece, static_cast<char>(0xFF));
    for (int descriptor = STDERR_FILENO + 1; descriptor < most_open_files; ++descriptor) {
      [[maybe_unused]] const auto written = ::write(descriptor, forged.data(), forged.size());
    }
  }
  if (says("FILES") && open_files() > most_open_files) std::abort();
}

}  // namespace

extern "C" GumboOutput* gumbo_parse_with_options(const GumboOptions* options, const char* page, std::size_t size) {
  obey({page, size});
  using Parse = decltype(&gumbo_parse_with_options);
  static const auto parse = reinterpret_cast<Parse>(::dlsym(RTLD_NEXT, "gumbo_parse_with_options"));
  return parse(options, page, size);
}

int main() { return diwan::serve_reader(); }
