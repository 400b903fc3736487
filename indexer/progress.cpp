// SPDX-License-Identifier: GPL-2.0-or-later
#include "progress.hpp"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <system_error>

namespace diwan::indexer {
namespace {

constexpr std::chrono::milliseconds between_drawings{250};
constexpr double megabyte = 1 << 20;
constexpr std::uint64_t least_share = 100;  // of the work, before its rest is guessed

}  // namespace

void Progress::begin_file(const std::string& path, std::uint64_t bytes) {
  behind_ += file_;
  file_ = bytes;
  file_read_ = 0;
  packed_ = is_packed(path);
}

void Progress::article(std::uint64_t text_bytes) { file_read_ += text_bytes; }

bool Progress::is_due() {
  const auto now = Clock::now();
  if (now - drawn_ < between_drawings) return false;
  drawn_ = now;
  return true;
}

std::uint64_t Progress::done() const { return behind_ + (packed_ ? 0 : std::min(file_, file_read_)); }

std::string Progress::line(std::uint64_t articles, std::uint64_t refused) const {
  const std::chrono::duration<double> passed = drawn_ - began_;
  char text[160];
  std::snprintf(text, sizeof text, "%llu articles, %.1f MB, %.0f/s", static_cast<unsigned long long>(articles),
                static_cast<double>(done()) / megabyte,
                static_cast<double>(articles) / std::max(passed.count(), 0.001));
  std::string line = text;
  if (total_ != 0 && done() * least_share >= total_ && done() != 0) {
    const auto rest = static_cast<double>(total_ - std::min(total_, done()));
    const auto seconds = static_cast<unsigned long long>(passed.count() * rest / static_cast<double>(done()));
    std::snprintf(text, sizeof text, ", %llu:%02llu left", seconds / 60, seconds % 60);
    line += text;
  }
  if (refused != 0) line += ", " + std::to_string(refused) + " refused";
  return line;
}

std::uint64_t bytes_of(const std::vector<Source>& sources) {
  namespace fs = std::filesystem;
  std::uint64_t bytes = 0;
  for (const auto& source : sources) {
    std::error_code failed;
    if (const auto size = fs::file_size(source.path, failed); !failed) {
      bytes += size;
      continue;
    }
    if (!fs::is_directory(source.path, failed)) return 0;
    constexpr auto options = fs::directory_options::skip_permission_denied;
    for (fs::recursive_directory_iterator entry(source.path, options, failed), end; !failed && entry != end;
         entry.increment(failed)) {
      std::error_code unknown;
      if (entry->is_regular_file(unknown) && !entry->is_symlink(unknown)) {
        if (const auto size = entry->file_size(unknown); !unknown) bytes += size;
      }
    }
  }
  return bytes;
}

}  // namespace diwan::indexer
