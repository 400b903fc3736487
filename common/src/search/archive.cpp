// SPDX-License-Identifier: GPL-2.0-or-later
#include <diwan/archive.hpp>

#include <mutex>
#include <optional>
#include <utility>

#include "search/searcher_impl.hpp"

namespace diwan {

struct Archive::Impl {
  std::vector<std::filesystem::path> indexes;
  std::mutex mutex;
  std::optional<store::StateReader> opened;  // by open(), for the first searcher
};

Archive::Archive(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Archive::Archive(Archive&&) noexcept = default;
Archive& Archive::operator=(Archive&&) noexcept = default;
Archive::~Archive() = default;

Result<Archive> Archive::open(const std::filesystem::path& index) {
  // Opening it at once tells whether it can be searched.
  auto reader = store::StateReader::open({index});
  if (!reader) return std::move(reader).error();
  auto impl = std::make_unique<Impl>();
  impl->indexes = {index};
  impl->opened = *std::move(reader);
  return Archive(std::move(impl));
}

Result<Searcher> Archive::searcher() const {
  {
    const std::lock_guard lock(impl_->mutex);
    if (auto opened = std::exchange(impl_->opened, std::nullopt); opened && opened->is_current(impl_->indexes)) {
      return Searcher(std::make_unique<Searcher::Impl>(Searcher::Impl{*std::move(opened)}));
    }
  }
  auto reader = store::StateReader::open(impl_->indexes);
  if (!reader) return std::move(reader).error();
  return Searcher(std::make_unique<Searcher::Impl>(Searcher::Impl{*std::move(reader)}));
}

}  // namespace diwan
