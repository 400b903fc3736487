// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/limits.hpp"

#include <sys/resource.h>

namespace diwan::ingest {
namespace {

constexpr const char* reason = "needs more memory than its reader may take";

}  // namespace

std::string too_much_memory(std::uint64_t limit) {
  return std::string(reason) + " (" + std::to_string(limit >> 20) + " MiB)";
}

std::string too_much_memory() {
  rlimit limit{};
  const bool is_limited = ::getrlimit(RLIMIT_DATA, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY;
  return is_limited ? too_much_memory(limit.rlim_cur) : std::string(reason);
}

}  // namespace diwan::ingest
