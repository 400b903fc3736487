// SPDX-License-Identifier: GPL-2.0-or-later
#include <diwan/archive.hpp>

#include <utility>

#include "search/searcher_impl.hpp"

namespace diwan {

struct Archive::Impl {
  std::vector<std::filesystem::path> indexes;
};

Archive::Archive(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Archive::Archive(Archive&&) noexcept = default;
Archive& Archive::operator=(Archive&&) noexcept = default;
Archive::~Archive() = default;

Result<Archive> Archive::open(const std::filesystem::path& index) {
  Archive archive(std::make_unique<Impl>(Impl{{index}}));
  // Opening it once tells at once whether it can be searched.
  if (auto searcher = archive.searcher(); !searcher) return std::move(searcher).error();
  return archive;
}

Result<Searcher> Archive::searcher() const {
  auto reader = store::StateReader::open(impl_->indexes);
  if (!reader) return std::move(reader).error();
  return Searcher(std::make_unique<Searcher::Impl>(Searcher::Impl{*std::move(reader)}));
}

}  // namespace diwan
