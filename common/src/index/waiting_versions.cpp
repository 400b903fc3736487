// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/waiting_versions.hpp"

#include <algorithm>
#include <limits>

#include "store/damage.hpp"
#include "store/document_data.hpp"

namespace diwan::index {
namespace {

std::uint32_t number_of(const std::optional<Date>& day) {
  if (!day) return 0;
  return static_cast<std::uint32_t>(day->year * 10000 + day->month * 100 + day->day);
}

std::optional<Date> day_of(std::uint32_t number) {
  if (number == 0) return std::nullopt;
  const auto digits = static_cast<int>(number);
  return Date{digits / 10000, digits / 100 % 100, digits % 100};
}

}  // namespace

std::optional<VersionRank> WaitingVersions::rank(const IdentityHash& hash) const {
  const auto found = versions_.find(hash);
  if (found == versions_.end()) return std::nullopt;
  return VersionRank{day_of(found->second.day), paths_[found->second.path]};
}

std::uint32_t WaitingVersions::number_of(const std::string& path) {
  if (paths_.empty() || paths_.back() != path) paths_.push_back(path);
  return static_cast<std::uint32_t>(paths_.size() - 1);
}

Result<void> WaitingVersions::put(const IdentityHash& hash, const Version& version, const Article* article,
                                  const std::function<Result<std::filesystem::path>()>& folder) {
  Waiting waiting;
  waiting.replaced = version.replaced;
  waiting.day = index::number_of(version.rank.day);
  waiting.path = number_of(version.rank.path);
  waiting.is_demotion = version.is_demotion;
  if (article != nullptr) {
    if (!texts_) {
      const auto where = folder();
      if (!where) return where.error();
      auto made = store::SpoolFile::create(*where);
      if (!made) return std::move(made).error();
      texts_ = *std::move(made);
    }
    const auto line = store::to_dump_line(*article);
    if (line.size() > std::numeric_limits<std::uint32_t>::max()) {
      return Error{Code::invalid_argument, "an article has more than 4 GB", "Divide it."};
    }
    waiting.offset = texts_->size();
    waiting.bytes = static_cast<std::uint32_t>(line.size());
    if (auto written = texts_->append(line); !written) return written;
  }
  versions_.insert_or_assign(hash, waiting);
  return {};
}

Result<void> WaitingVersions::take_all(const Take& take) {
  std::vector<Waiting> all;
  for (const auto& [hash, waiting] : versions_) {
    if (waiting.bytes != 0) all.push_back(waiting);
  }
  std::sort(all.begin(), all.end(), [](const Waiting& a, const Waiting& b) { return a.offset < b.offset; });
  for (const auto& waiting : all) {
    std::string line(waiting.bytes, '\0');
    if (auto read = texts_->read(waiting.offset, line); !read) return read;
    const auto article = store::from_dump_line(line);
    if (!article) return store::damaged("a temporary file of the run is damaged");
    if (auto taken = take(waiting.replaced, *article); !taken) return taken;
  }
  texts_.reset();
  if (paths_.empty()) return {};
  const auto last = static_cast<std::uint32_t>(paths_.size() - 1);
  std::erase_if(versions_, [&](const auto& each) { return each.second.path != last; });
  paths_ = {std::move(paths_.back())};
  for (auto& [hash, waiting] : versions_) waiting = {.day = waiting.day};
  return {};
}

IdentitySet WaitingVersions::demoted() const {
  IdentitySet all;
  for (const auto& [hash, waiting] : versions_) {
    if (waiting.is_demotion) all.insert(hash);
  }
  return all;
}

}  // namespace diwan::index
