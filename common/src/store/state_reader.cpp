// SPDX-License-Identifier: GPL-2.0-or-later
#include "store/state_reader.hpp"

#include <algorithm>

#include "store/damage.hpp"
#include "store/document_data.hpp"
#include "store/index_folder.hpp"
#include "store/opened_state.hpp"
#include "store/schema.hpp"
#include "store/xapian_guard.hpp"

namespace diwan::store {
namespace {

// Terms whose frequencies are remembered: a few hundred kB.
constexpr std::size_t most_frequencies = 4096;

}  // namespace

Result<Shard> open_shard(const std::filesystem::path& index) {
  const IndexFolder folder(index);
  return with_current_state(folder, [&](const std::string& name) -> Result<Shard> {
    auto state = open_state(folder, name);
    if (!state) return std::move(state).error();
    if (!state->can_be_searched()) return other_version(folder, *state);
    auto texts = TextStore::open(folder.path() / state->text_store, state->extent);
    if (!texts) return std::move(texts).error();
    Shard shard;
    shard.state = std::move(state->state);
    shard.database = std::move(state->database);
    shard.text_store = std::move(state->text_store);
    shard.extent = state->extent;
    shard.texts = *std::move(texts);
    return shard;
  });
}

Result<StateReader> StateReader::open(const std::vector<std::filesystem::path>& indexes) {
  StateReader reader;
  for (const auto& index : indexes) {
    auto shard = open_shard(index);
    if (!shard) return std::move(shard).error();
    reader.shards_.push_back(*std::move(shard));
    reader.database_.add_database(reader.shards_.back().database);
  }
  return reader;
}

bool StateReader::is_current(const std::vector<std::filesystem::path>& indexes) const {
  return std::equal(shards_.begin(), shards_.end(), indexes.begin(), indexes.end(),
                    [](const Shard& shard, const std::filesystem::path& index) {
                      const auto state = IndexFolder(index).current_state();
                      return state && *state == shard.state;
                    });
}

Xapian::doccount StateReader::frequency(const std::string& term) const {
  if (const auto known = frequencies_.find(term); known != frequencies_.end()) return known->second;
  if (frequencies_.size() >= most_frequencies) frequencies_.clear();
  return frequencies_.emplace(term, database_.get_termfreq(term)).first->second;
}

std::size_t StateReader::shard_of(const Xapian::Database& part) const {
  const auto uuid = part.get_uuid();
  const auto found = std::find_if(shards_.begin(), shards_.end(),
                                  [&](const Shard& shard) { return shard.database.get_uuid() == uuid; });
  return found == shards_.end() ? 0 : static_cast<std::size_t>(found - shards_.begin());
}

StateReader::Place StateReader::place(Xapian::docid document) const {
  // Xapian deals the documents of several databases out in turn.
  const auto count = static_cast<Xapian::docid>(shards_.size());
  return {(document - 1) % count, (document - 1) / count + 1};
}

Result<ArticleUnits> StateReader::units(Xapian::docid document) const {
  const auto at = place(document);
  return shards_[at.shard].texts.article(at.document);
}

Result<ArticleUnits> StateReader::checked_units(Xapian::docid document) const {
  auto streams = units(document);
  if (!streams) return streams;
  const auto& texts = shards_[place(document).shard].texts;
  for (const auto& stream : {streams->title, streams->text}) {
    if (auto sound = texts.check(stream); !sound) return std::move(sound).error();
  }
  return streams;
}

Result<Article> StateReader::article(Xapian::docid document, bool with_text) const {
  return guarded("read an article", [&]() -> Result<Article> {
    const auto stored = database_.get_document(document, Xapian::DOC_ASSUME_VALID);  // or its data is empty
    auto article = from_document_data(stored.get_data());
    if (!article) {
      return damaged("the data of document " + std::to_string(document) + " is damaged");
    }
    const auto streams = units(document);
    if (!streams) return streams.error();
    const auto& texts = shards_[place(document).shard].texts;
    auto title = texts.text_of(streams->title);
    if (!title) return std::move(title).error();
    article->title = *std::move(title);
    if (!with_text) return *std::move(article);
    auto text = texts.text_of(streams->text);
    if (!text) return std::move(text).error();
    article->text = *std::move(text);
    if (content_hash(*article) != stored.get_value(slot::content_hash)) {
      return damaged("the text of document " + std::to_string(document) + " is damaged");
    }
    return *std::move(article);
  });
}

}  // namespace diwan::store
