// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/result.hpp>

#include <filesystem>
#include <vector>

namespace diwan::store {

/// The folders that a run made to have a place for its index; those that are still empty go again at the end, unless
/// they are kept. Move-only.
class MadeFolders {
 public:
  /// Of none.
  MadeFolders() = default;
  /// Makes a folder and those that lead to it, where they are missing.
  static Result<MadeFolders> make(const std::filesystem::path& path);

  MadeFolders(MadeFolders&&) noexcept = default;
  MadeFolders& operator=(MadeFolders&&) noexcept = default;
  ~MadeFolders();

  bool any() const { return !made_.empty(); }
  void keep() { made_.clear(); }

 private:
  std::vector<std::filesystem::path> made_;  // outermost first
};

}  // namespace diwan::store
