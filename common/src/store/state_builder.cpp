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
#include "store/schema.hpp"
#include "store/state_reader.hpp"
#include "store/writer_thread.hpp"

namespace diwan::store {

Result<StateBuilder> StateBuilder::start(const IndexFolder& folder, const Shard* current) {
  StateBuilder builder(folder);
  TextExtent extent;
  std::filesystem::path from;
  if (current != nullptr) {
    auto state = folder.current_state();
    if (!state) return std::move(state).error();
    from = folder.state(*state);
    builder.text_store_ = current->text_store;
    extent = current->extent;
    folder.remove_all_but(*state, current->text_store);
  } else {
    folder.remove_all_but("", "");
    builder.text_store_ = folder.next_name(entries::text);
  }
  builder.state_ = folder.next_name(entries::state);
  const auto state = folder.state(builder.state_);
  auto building = state;
  building += entries::building;
  // The announcement behind the state: without it, the state of a first run would count as published.
  builder.made_ = {building, state, folder.path() / entries::announced};
  if (current == nullptr) builder.made_.push_back(folder.path() / builder.text_store_);
  auto texts = TextWriter::open(folder.path() / builder.text_store_, extent);
  if (!texts) return std::move(texts).error();
  builder.texts_ = *std::move(texts);
  auto documents = make_document_writer({state, building}, from, builder.texts_->terms());
  if (!documents) return std::move(documents).error();
  builder.documents_ = in_own_thread(*std::move(documents));
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

Result<void> StateBuilder::add(const Article& article, const EncodedText& title, const EncodedText& text,
                               std::vector<NewDocument::Word> words) {
  NewDocument document;
  document.words = std::move(words);
  const auto& identity = article.identity;
  document.terms.push_back({identity_term(identity), 0});
  document.terms.push_back({make_term(prefix::id, identity.id), 0});
  document.terms.push_back({make_term(prefix::source, identity.source), 0});
  if (const auto publisher = article.field(fields::source); !publisher.empty()) {
    document.terms.push_back({make_term(prefix::publisher, publisher), 0});
  }
  std::set<Date> days(title.days.begin(), title.days.end());
  days.insert(text.days.begin(), text.days.end());
  for (const auto& day : days) document.terms.push_back({day_term(day), 0});
  document.values = {{slot::order, order_value(article.date, identity)}, {slot::content_hash, content_hash(article)}};
  document.data = to_document_data(article);
  const auto id = documents_->add(std::move(document));
  return id ? texts_->append(*id, title, text) : Result<void>{id.error()};
}

Result<void> StateBuilder::remove(std::uint32_t document) { return documents_->remove(document); }

Result<void> StateBuilder::publish() {
  if (auto synced = texts_->sync(); !synced) return synced;
  const std::pair<std::string_view, std::string> facts[] = {
      {metadata::schema, std::string(schema_version)},
      {metadata::analyzer, Analyzer::fingerprint()},
      {metadata::text_store, text_store_},
      {metadata::text_extent, to_string(texts_->extent())},
  };
  for (const auto& [key, value] : facts) {
    if (auto set = documents_->set_metadata(key, value); !set) return set;
  }
  if (auto announced = folder_.announce(state_); !announced) return announced;
  if (auto finished = documents_->finish(); !finished) return finished;
  documents_.reset();
  for (const auto& path : {folder_.path() / text_store_, folder_.path()}) {
    if (auto synced = sync_path(path); !synced) return synced;
  }
  auto published = folder_.publish();
  // The rename may have been done although the folder could not be synced: searchers then have the state.
  if (const auto now = folder_.current_state(); now && *now == state_) made_.clear();
  if (!published) return published;
  folder_.remove_all_but(state_, text_store_);
  return {};
}

}  // namespace diwan::store
