// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/run_ledger.hpp"

#include <algorithm>
#include <utility>

namespace diwan::index {
namespace {

/// Whether a path lies in one of the folders that could not be listed; their paths end with a slash.
bool lies_in_unreadable(const Ledger::Files& files, const std::string& path,
                        const std::function<bool(const FileRecord&)>& is_seen) {
  for (auto slash = path.find('/'); slash != std::string::npos; slash = path.find('/', slash + 1)) {
    const auto folder = path.substr(0, slash + 1);
    const auto found = folder == path ? files.end() : files.find(folder);
    if (found != files.end() && is_seen(found->second)) return true;
  }
  return false;
}

}  // namespace

FileRecord& RunLedger::open(const std::string& source, const std::string& path) {
  auto place = std::make_pair(source, path);
  if (record_ != nullptr && place == open_) return *record_;
  close();
  record_ = &ledger_.sources[source][path];
  const auto [seen, is_new] = seen_.try_emplace(record_);
  record_seen_ = &seen->second;
  open_ = std::move(place);
  again_ = !is_new;
  if (again_) {
    for (const auto& each : record_->given) given_.insert(each.identity);
    return *record_;
  }
  remember_records();
  // Until it has been read as a whole, nothing is known of it but what the index has.
  record_->forget_content();
  record_->reading = reading_;
  for (const auto& each : record_->given) record_->missing.push_back(each.identity);
  record_->given.clear();
  record_seen_->more_before = more_failures(record_->failures);
  record_seen_->known.insert(record_->failures.begin(), record_->failures.end());
  record_->failures.clear();
  record_->skipped.clear();
  return *record_;
}

void RunLedger::remember_records() {
  // Those that were read otherwise may give something else now.
  if (record_->reading != reading_) return;
  for (const auto& each : record_->given) {
    if (each.record != 0) known_.push_back(each);
  }
  std::ranges::sort(known_, {}, &GivenArticle::record);
}

const Ledger& RunLedger::settled() {
  if (record_ != nullptr) {
    std::erase_if(record_->missing, [&](const IdentityHash& hash) { return given_.contains(hash); });
  }
  return ledger_;
}

void RunLedger::close() {
  if (record_ == nullptr) return;
  settled();
  note_news();
  given_.clear();
  known_.clear();
  record_hash_ = 0;
  record_ = nullptr;
  record_seen_ = nullptr;
  begun_ = false;
}

void RunLedger::note_news() {
  auto& seen = *record_seen_;
  if (!seen.more_before) return;
  const auto news = seen.unknown.news_since(*seen.more_before);
  if (news <= seen.news) return;
  const auto count = news - std::exchange(seen.news, news);
  const auto reason = std::to_string(count_all(record_->failures)) + " refusals, at least " + std::to_string(count) +
                      " of them new; which ones is not known, as only the first " + std::to_string(most_failures) +
                      " of a file are remembered one by one";
  news_.push_back({count, {open_.first, open_.second, {}, reason}});
}

std::vector<Indexer::UnknownRefusals> RunLedger::take_news() {
  if (record_ != nullptr) note_news();
  return std::exchange(news_, {});
}

std::vector<Refusal> RunLedger::failures() const {
  std::vector<Refusal> all;
  for (const auto& [source, files] : ledger_.sources) {
    for (const auto& [path, record] : files) {
      for (const auto& failure : record.failures) all.push_back({source, path, failure.place, failure.reason});
      if (more_failures(record.failures)) all.back().place.clear();  // a sum, for nobody's eyes
    }
  }
  return all;
}

RunLedger::Begun RunLedger::begin(const std::string& source, const std::string& path, const FileStamp& stamp,
                                  const std::function<std::string()>& content_hash) {
  close();
  const auto files = ledger_.sources.find(source);
  const auto found = files == ledger_.sources.end() ? Ledger::Files::iterator() : files->second.find(path);
  if (files != ledger_.sources.end() && found != files->second.end() && !seen_.contains(&found->second)) {
    auto& record = found->second;
    const bool tried_again = retry_ && !record.failures.empty();
    const auto is_equal = [&] {
      const bool are_known = stamp != FileStamp{} && record.stamp != FileStamp{};
      if (are_known && record.stamp == stamp) return true;
      if (are_known && record.stamp.size != stamp.size) return false;
      // A stamp that is not known may be that of a file whose content is.
      if (record.content_hash.empty() || content_hash() != record.content_hash) return false;
      record.stamp = stamp;
      return true;
    };
    if (!tried_again && record.reading == reading_ && is_equal()) {
      seen_[&record].whole = true;
      return {false, record.given.size(), count_all(record.failures), record.skipped};
    }
  }
  open(source, path);
  begun_ = true;
  return {};
}

bool RunLedger::begin_record(std::uint64_t hash) {
  // By id, another file may have given a later version.
  record_hash_ = begun_ && !is_by_id(open_.first) ? hash : 0;
  const auto known = std::ranges::lower_bound(known_, record_hash_, {}, &GivenArticle::record);
  if (record_hash_ == 0 || known == known_.end() || known->record != hash) return true;
  if (!given_.insert(known->identity)) return true;
  record_->given.push_back(*known);
  return false;
}

bool RunLedger::give(const Identity& identity) {
  auto& record = open(identity.source, identity.path);
  const auto record_hash = std::exchange(record_hash_, 0);
  const auto hash = hash_of(key_of(identity));
  if (!given_.insert(hash)) return false;
  record.given.push_back({hash, record_hash});
  return true;
}

bool RunLedger::refuse(const Refusal& refusal) {
  auto& record = open(refusal.source, refusal.path);
  auto& seen = *record_seen_;
  Failure failure{refusal.place, refusal.reason};
  const bool is_known = seen.known.contains(failure);
  // Where there were more than are known, one of them may now stand in front, and a new one anywhere.
  if (!is_known && seen.more_before) seen.unknown.add(failure);
  if (record.failures.size() < most_failures) {
    record.failures.push_back(std::move(failure));
  } else {
    if (seen.more.count == 0) record.failures.emplace_back();
    seen.more.add(failure);
    record.failures.back() = to_entry(seen.more);
  }
  return !is_known && !seen.more_before;
}

void RunLedger::end(const FileStamp& stamp, const std::string& content_hash) {
  if (record_ == nullptr) return;
  record_seen_->whole = true;
  // Two files that bear one name are never the one that the record speaks of.
  if (!again_) {
    record_->stamp = stamp;
    record_->content_hash = content_hash;
  }
  close();
}

bool RunLedger::is_forgotten(const Identity& identity) const {
  return ledger_.forgotten_ids.contains(identity.id) || ledger_.forgotten_sources.contains(identity.source);
}

Result<void> RunLedger::keep_by_id(const std::string& source, bool by_id) {
  if (is_by_id(source) == by_id) return {};
  if (!by_id || ledger_.sources.contains(source)) {
    const auto name = "the articles of “" + source + "” ";
    return Error{Code::invalid_argument,
                 name + (by_id ? "are told apart by file and id in this index, not by id alone"
                               : "are told apart by their id alone in this index"),
                 by_id ? "Leave --by-id out, or say --full to build the index anew with it."
                       : "Say --by-id, or --full to build the index anew without it."};
  }
  ledger_.by_id.insert(source);
  return {};
}

void RunLedger::look_again(const IdentitySet& articles) {
  for (const auto& source : ledger_.by_id) {
    const auto files = ledger_.sources.find(source);
    if (files == ledger_.sources.end()) continue;
    for (auto& [path, record] : files->second) {
      const auto has = [&](const GivenArticle& given) { return articles.contains(given.identity); };
      if (std::any_of(record.given.begin(), record.given.end(), has)) record.forget_content();
    }
  }
}

std::vector<IdentityHash> RunLedger::gone_from(const std::string& source, const std::string& path,
                                               const FileRecord& record) const {
  const auto seen = seen_.find(&record);
  if (seen != seen_.end()) return seen->second.whole ? record.missing : std::vector<IdentityHash>();
  const auto is_seen = [&](const FileRecord& folder) { return seen_.contains(&folder); };
  if (lies_in_unreadable(ledger_.sources.at(source), path, is_seen)) return {};
  auto gone = record.missing;
  for (const auto& each : record.given) gone.push_back(each.identity);
  return gone;
}

std::vector<RunLedger::Vanished> RunLedger::vanished() const {
  std::vector<Vanished> all;
  for (const auto& source : covered_) {
    const auto files = ledger_.sources.find(source);
    if (files == ledger_.sources.end() || is_by_id(source)) continue;
    Vanished vanished{source, {}, 0};
    for (const auto& [path, record] : files->second) {
      vanished.of += record.articles();
      const auto gone = gone_from(source, path, record);
      vanished.articles.insert(vanished.articles.end(), gone.begin(), gone.end());
    }
    if (!vanished.articles.empty()) all.push_back(std::move(vanished));
  }
  return all;
}

void RunLedger::drop_vanished(const std::string& source) {
  close();
  auto& files = ledger_.sources.at(source);
  std::vector<std::string> gone_files;
  for (auto& [path, record] : files) {
    if (gone_from(source, path, record).empty()) continue;
    record.missing.clear();
    if (!seen_.contains(&record)) gone_files.push_back(path);
  }
  for (const auto& path : gone_files) files.erase(path);
}

void RunLedger::drop(const Identity& identity) {
  close();
  const auto files = ledger_.sources.find(identity.source);
  if (files == ledger_.sources.end()) return;
  const auto hash = hash_of(key_of(identity));
  for (auto& [path, record] : files->second) {
    if (path != identity.path && !is_by_id(identity.source)) continue;
    std::erase_if(record.given, [&](const GivenArticle& given) { return given.identity == hash; });
    std::erase(record.missing, hash);
  }
}

void RunLedger::take_over(const std::string& source, const std::string& path, FileRecord record) {
  close();
  auto& ours = ledger_.sources[source][path];
  record.given = std::move(ours.given);
  record.missing = std::move(ours.missing);
  ours = std::move(record);
}

void RunLedger::forget_source(const std::string& source) {
  close();
  for (const auto& [path, record] : ledger_.sources[source]) seen_.erase(&record);
  ledger_.sources.erase(source);
  ledger_.by_id.erase(source);
  ledger_.forgotten_sources.insert(source);
}

bool RunLedger::restore_id(const std::string& id) {
  close();
  if (ledger_.forgotten_ids.erase(id) == 0) return false;
  for (auto& [source, files] : ledger_.sources) {
    for (auto& [path, record] : files) record.forget_content();
  }
  return true;
}

}  // namespace diwan::index
