// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>

namespace diwan::test {

/// An empty folder of its own, removed with all that is in it at the end. Its path is canonical.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string pattern = std::filesystem::canonical(std::filesystem::temp_directory_path()) / "diwan-test-XXXXXX";
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("cannot make the folder " + pattern);
    path_ = pattern;
  }
  ~TemporaryFolder() {
    std::error_code ignored;  // what is left over in /tmp is no test failure
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

  /// Writes a file, and the folders that lead to it. The name is relative; gives its whole path.
  std::filesystem::path write(const std::filesystem::path& name, std::string_view bytes) const {
    auto file = path_ / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream out(file, std::ios::binary);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.close();
    if (!out) throw std::runtime_error("cannot write " + file.native());
    return file;
  }

 private:
  std::filesystem::path path_;
};

}  // namespace diwan::test
