// SPDX-License-Identifier: GPL-2.0-or-later
#include "store/state_builder.hpp"

#include <diwan/analyzer.hpp>

#include <filesystem>
#include <set>
#include <system_error>

#include "core/field_table.hpp"
#include "store/bulk_writer.hpp"
#include "store/document_data.hpp"
#include "store/folder_entries.hpp"
#include "store/room.hpp"
#include "store/schema.hpp"
#include "store/side_work.hpp"
#include "store/state_reader.hpp"
#include "store/writer_thread.hpp"

namespace diwan::store {

Result<StateBuilder> StateBuilder::start(const IndexFolder& folder, const Shard* current, From made_of,
                                         const WorkPlan& plan, Turns* turns) {
  StateBuilder builder(folder, turns);
  TextExtent extent;
  std::filesystem::path from;
  if (current != nullptr) {
    folder.remove_all_but(current->state, current->text_store);
  } else if (folder.never_had_a_state()) {
    folder.remove_all_but("", "");
  }
  const bool goes_on = current != nullptr && made_of == From::current;
  if (goes_on) {
    from = folder.state(current->state);
    builder.text_store_ = current->text_store;
    extent = current->extent;
    auto checksums = read_checksums(folder, current->state);
    if (!checksums) return std::move(checksums).error();
    if (*checksums) builder.checksums_ = **std::move(checksums);
    if (auto room = check_room(folder.path(), bytes_in(from)); !room) return std::move(room).error();
  } else {
    builder.text_store_ = folder.next_name(entries::text);
  }
  builder.state_ = folder.next_name(entries::state);
  const auto state = folder.state(builder.state_);
  auto building = state;
  building += entries::building;
  // The announcement behind the state: without it, the state of a first run would count as published.
  builder.made_ = {building, state, folder.path() / entries::announced, folder.ledger(builder.state_)};
  if (!goes_on) builder.made_.push_back(folder.path() / builder.text_store_);
  auto texts = TextWriter::open(folder.path() / builder.text_store_, extent, plan.vocabulary);
  if (!texts) return std::move(texts).error();
  builder.texts_ = *std::move(texts);
  auto documents =
      make_document_writer({state, building}, from, builder.texts_->terms(), {.memory = plan.postings, .turns = turns});
  if (!documents) return std::move(documents).error();
  builder.documents_ = in_own_thread(*std::move(documents), plan.queue, turns);
  return builder;
}

StateBuilder::~StateBuilder() {
  documents_.reset();
  for (const auto& path : made_) {
    std::error_code failed;
    std::filesystem::remove_all(path, failed);
    if (failed) return;  // the next run removes what stays
  }
}

Result<void> StateBuilder::add(const Article& article, std::string identity, const EncodedText& title,
                               const EncodedText& text, std::vector<NewDocument::Word> words) {
  NewDocument document;
  document.words = std::move(words);
  document.terms.push_back({std::move(identity), 0});
  document.terms.push_back({make_term(prefix::id, article.identity.id), 0});
  document.terms.push_back({make_term(prefix::source, article.identity.source), 0});
  if (const auto publisher = article.field(fields::source); !publisher.empty()) {
    document.terms.push_back({make_term(prefix::publisher, publisher), 0});
  }
  std::set<Date> days(title.days.begin(), title.days.end());
  days.insert(text.days.begin(), text.days.end());
  for (const auto& day : days) document.terms.push_back({day_term(day), 0});
  document.values = {{slot::order, order_value(article.date, article.identity)},
                     {slot::content_hash, content_hash(article)}};
  document.data = to_document_data(article);
  const auto id = documents_->add(std::move(document));
  if (!id) return id.error();
  if (auto appended = texts_->append(*id, title, text); !appended) return appended;
  if (!texts_->is_full()) return {};
  texts_->forget();
  return documents_->renew_words(texts_->terms());
}

Result<void> StateBuilder::remove(std::uint32_t document) { return documents_->remove(document); }

Result<void> StateBuilder::set_facts() {
  const std::pair<std::string_view, std::string> facts[] = {
      {metadata::schema, std::string(schema_version)},
      {metadata::analyzer, Analyzer::fingerprint()},
      {metadata::text_store, text_store_},
      {metadata::text_extent, to_string(texts_->extent())},
  };
  for (const auto& [key, value] : facts) {
    if (auto set = documents_->set_metadata(key, value); !set) return set;
  }
  return {};
}

Result<void> StateBuilder::write_texts(const WriteBytes& ledger) {
  if (auto written = texts_->write(); !written) return written;
  return write_file(folder_.ledger(state_), ledger);
}

Result<void> StateBuilder::sync_texts() {
  if (auto synced = texts_->sync(); !synced) return synced;
  return sync_path(folder_.path() / text_store_);
}

Result<void> StateBuilder::publish(const WriteBytes& ledger) {
  texts_->forget();  // room for what follows; the writer has the terms that it needs
  if (auto set = set_facts(); !set) return set;
  if (auto announced = folder_.announce(state_); !announced) return announced;
  // The tables need nothing of the files beside them but that it is known what room these have left.
  SideWork writing(turns_, [&] { return write_texts(ledger); });
  auto ended = documents_->end_documents();
  if (auto written = writing.finish(); !written) return written;
  if (!ended) return ended;
  SideWork syncing(nullptr, [this] { return sync_texts(); });  // which waits for the disk and takes no turn
  auto finished = documents_->finish();
  if (auto synced = syncing.finish(); !synced) return synced;
  if (!finished) return finished;
  documents_.reset();
  const auto checksums = make_checksums(folder_, state_, text_store_, texts_->extent(), checksums_);
  if (!checksums) return checksums.error();
  auto written = write_file(checksums_file(folder_, state_), to_bytes(*checksums));
  if (!written) return written;
  if (auto done = sync_path(folder_.path()); !done) return done;
  auto published = folder_.publish();
  // The rename may have been done although the folder could not be synced: searchers then have the state.
  if (const auto now = folder_.current_state(); now && *now == state_) made_.clear();
  if (!published) return published;
  folder_.remove_all_but(state_, text_store_);
  return {};
}

}  // namespace diwan::store
