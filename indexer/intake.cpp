// SPDX-License-Identifier: GPL-2.0-or-later
#include "intake.hpp"

#include <functional>
#include <ostream>
#include <string>
#include <utility>

#include "cli/printable.hpp"
#include "cli/stop_signal.hpp"

namespace diwan::indexer {
namespace {

using cli::printable;

std::size_t hash_of(const Refusal& refusal) {
  return std::hash<std::string>()(refusal.source + '\0' + refusal.path + '\0' + refusal.place + '\0' + refusal.reason);
}

}  // namespace

Intake::Intake(Indexer& indexer, std::chrono::seconds publish_every, Progress progress, EventLog& log)
    : indexer_(indexer), publish_every_(publish_every), progress_(progress), log_(log) {}

bool Intake::goes_on() const { return !failure_ && !cli::StopSignal::came(); }

bool Intake::begin_file(const std::string& source, const std::string& path, const FileStamp& stamp,
                        const std::function<std::string()>& content_hash) {
  publish_if_due();
  if (!goes_on()) return false;
  progress_.begin_file(path, stamp.size);
  show_progress();
  const auto file = indexer_.begin_file(source, path, stamp, content_hash);
  if (file.read) return true;
  counts_[static_cast<std::size_t>(Indexer::Outcome::unchanged)] += file.articles;
  refused_before_ += file.failures;
  for (const auto& type : file.skipped) ++skipped_[type];
  return false;
}

bool Intake::begin_record(std::uint64_t hash) {
  if (!goes_on() || indexer_.begin_record(hash)) return true;
  ++counts_[static_cast<std::size_t>(Indexer::Outcome::unchanged)];
  show_progress();
  return false;
}

void Intake::end_file(const FileStamp& stamp, const std::string& content_hash) {
  // Where the run was asked to stop, refusals of this file may have been passed over: the next run reads it again.
  if (!goes_on()) return;
  indexer_.end_file(stamp, content_hash);
  tell_unknown_refusals();
}

void Intake::tell_unknown_refusals() {
  for (auto& [count, refusal] : indexer_.take_unknown_refusals()) {
    refused_ += count;
    refused_before_ -= count;  // each was taken for an old one when it came
    log_.about("refused", in_front_, refusal);
    unknown_refusals_.push_back(std::move(refusal));
  }
}

bool Intake::article(Article article, std::string_view place) {
  if (!goes_on()) return false;
  progress_.article(article.title.size() + article.text.size());
  show_progress();
  const auto outcome = indexer_.add(article);
  if (!outcome) {
    failure_ = outcome.error();
    return false;
  }
  if (*outcome == Indexer::Outcome::duplicate) {
    const Identity& identity = article.identity;
    refused(
        {identity.source, identity.path, std::string(place),
         "this run has already read an article with the id “" + identity.id + "” from there; the first one stands"});
  } else {
    ++counts_[static_cast<std::size_t>(*outcome)];
  }
  publish_if_due();
  return goes_on();
}

void Intake::publish_if_due() {
  if (failure_ || publish_every_.count() == 0 || std::chrono::steady_clock::now() - published_ < publish_every_) return;
  tell_unknown_refusals();  // a run that is killed after this would never tell them
  if (auto published = indexer_.publish(); !published) {
    failure_ = std::move(published).error();
  } else {
    log_.published(indexer_.size());
  }
  published_ = std::chrono::steady_clock::now();
}

void Intake::refused(Refusal refusal) {
  if (!goes_on()) return;  // the end of an input that was cut off is nobody's fault
  if (!indexer_.refuse(refusal)) {
    ++refused_before_;
    return;
  }
  ++refused_;
  log_.about("refused", in_front_, refusal);
  new_refusals_.insert(hash_of(refusal));
}

void Intake::warned(const Refusal& warning) { log_.about("warning", in_front_, warning); }

void Intake::show_progress() {
  if (!log_.shows_progress() || !progress_.is_due()) return;
  std::uint64_t articles = 0;
  for (const auto number : counts_) articles += number;
  log_.progress(progress_.line(articles, refused_));
}

void Intake::skipped(const std::string&, const std::string& type) {
  ++skipped_[type];
  indexer_.skip(type);
}

bool Intake::is_new(const Refusal& refusal) const { return new_refusals_.contains(hash_of(refusal)); }

void Intake::summarize(std::ostream& out) const {
  std::uint64_t skipped = 0;
  for (const auto& [type, count] : skipped_) skipped += count;
  out << "indexed:      " << count(Indexer::Outcome::added) << '\n'
      << "replaced:     " << count(Indexer::Outcome::replaced) << '\n'
      << "unchanged:    " << count(Indexer::Outcome::unchanged) << '\n'
      << "refused:      " << refused_ << '\n';
  if (refused_before_ != 0) out << "as before:    " << refused_before_ << " refused in an earlier run\n";
  if (const auto superseded = count(Indexer::Outcome::superseded); superseded != 0) {
    out << "superseded:   " << superseded << '\n';
  }
  if (removed_ != 0) out << "removed:      " << removed_ << '\n';
  if (const auto forgotten = count(Indexer::Outcome::forgotten); forgotten != 0) {
    out << "forgotten:    " << forgotten << '\n';
  }
  out << "skipped:      " << skipped;
  const char* separator = " (";
  for (const auto& [type, number] : skipped_) {
    out << separator << printable(type) << ' ' << number;
    separator = ", ";
  }
  out << (skipped_.empty() ? "\n" : ")\n") << "in the index: " << indexer_.size() << '\n';
}

EventLog::Counts Intake::counts() const {
  std::uint64_t skipped = 0;
  for (const auto& [type, number] : skipped_) skipped += number;
  return {{"indexed", count(Indexer::Outcome::added)},
          {"replaced", count(Indexer::Outcome::replaced)},
          {"unchanged", count(Indexer::Outcome::unchanged)},
          {"refused", refused_},
          {"refused_before", refused_before_},
          {"superseded", count(Indexer::Outcome::superseded)},
          {"removed", removed_},
          {"forgotten", count(Indexer::Outcome::forgotten)},
          {"skipped", skipped},
          {"in_the_index", indexer_.size()}};
}

}  // namespace diwan::indexer
