// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/apart_replay.hpp"

#include <algorithm>
#include <utility>

namespace diwan::ingest {
namespace {

/// So often a file may kill its reader before the rest of it is left.
constexpr int most_deaths = 16;

std::uint64_t size_of(const std::string& place) { return sizeof(std::string) + place.size(); }

std::uint64_t size_of(const ReadEvent& event) {
  const auto& article = event.article;
  std::uint64_t size = sizeof event + event.place.size() + event.text.size() + event.path.size() +
                       article.identity.id.size() + article.title.size() + article.text.size();
  for (const auto& [name, value, kind] : article.fields) size += sizeof(Field) + name.size() + value.size();
  return size;
}

}  // namespace

ApartReplay::Bounds ApartReplay::bounds_of(std::uint64_t file_size) {
  constexpr std::uint64_t largest_growth = 20'000;
  Bounds bounds;
  bounds.all += file_size * largest_growth;
  return bounds;
}

void ApartReplay::begin() {
  seen_ = 0;
  places_.clear();
  used_ = {0, 0, 0};
}

bool ApartReplay::take(ReadEvent event) {
  ++seen_;
  const auto size = size_of(event);
  const bool is_complaint = event.kind == ReadEvent::Kind::refused || event.kind == ReadEvent::Kind::warned ||
                            event.kind == ReadEvent::Kind::skipped;
  used_.all += size;
  used_.complaints += is_complaint ? size : 0;
  if (used_.all > bounds_.all || used_.complaints > bounds_.complaints) return false;
  if (event.kind == ReadEvent::Kind::entered) {
    if (!enter(std::move(event.place))) return false;
  } else if (places_.empty() || event.kind == ReadEvent::Kind::done) {
    return false;
  } else if (event.kind == ReadEvent::Kind::left) {
    used_.open_places -= size_of(places_.back());
    places_.pop_back();
  } else if (seen_ > passed_on_) {
    pass_on(std::move(event));
  }
  passed_on_ = std::max(passed_on_, seen_);
  return true;
}

bool ApartReplay::enter(std::string place) {
  used_.open_places += size_of(place);
  if (used_.open_places > bounds_.open_places) return false;
  places_.push_back(std::move(place));
  return true;
}

bool ApartReplay::has_died(const std::string& reason, bool by_itself) {
  // A process may also be ended from outside, when the system runs out of memory: once is no proof.
  const bool is_proof = !by_itself || last_death_ == seen_;
  last_death_ = seen_;
  const bool is_member = places_.size() > 1;
  const bool is_there_again = !cuts_.empty() && cuts_.back().event >= seen_;
  if (++deaths_ <= most_deaths && !is_proof) return true;
  if (deaths_ <= most_deaths && is_member && seen_ == passed_on_ && !is_there_again) {
    cuts_.push_back({seen_, reason});
    return true;
  }
  const bool is_whole_file = passed_on_ <= 1;
  sink_.refused({source_, path_, is_member ? places_.back() : std::string(),
                 is_whole_file ? reason : reason + "; what follows in the file was not read"});
  return false;
}

void ApartReplay::pass_on(ReadEvent event) {
  switch (event.kind) {
    case ReadEvent::Kind::article:
      event.article.identity.source = source_;
      event.article.identity.path = path_;
      wants_more_ = sink_.article(std::move(event.article), event.place);
      break;
    case ReadEvent::Kind::refused:
      sink_.refused({source_, path_, std::move(event.place), std::move(event.text)});
      break;
    case ReadEvent::Kind::warned:
      sink_.warned({source_, path_, std::move(event.place), std::move(event.text)});
      break;
    default:
      sink_.skipped(event.path, event.text);
      break;
  }
}

}  // namespace diwan::ingest
