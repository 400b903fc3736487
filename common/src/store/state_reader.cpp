// SPDX-License-Identifier: GPL-2.0-or-later
#include "store/state_reader.hpp"

#include <diwan/analyzer.hpp>

#include <algorithm>

#include "store/damage.hpp"
#include "store/document_data.hpp"
#include "store/folder_entries.hpp"
#include "store/index_folder.hpp"
#include "store/schema.hpp"
#include "store/xapian_guard.hpp"

namespace diwan::store {
namespace {

// A state may be replaced and removed between reading its name and opening it; the next name is then a newer one.
constexpr int open_attempts = 5;

// Terms whose frequencies are remembered: a few hundred kB.
constexpr std::size_t most_frequencies = 4096;

Result<Shard> open_state(const IndexFolder& folder, const std::string& state) {
  return guarded("open the index " + folder.path().string(), [&]() -> Result<Shard> {
    // Looked for here, because Xapian does not tell a database that is gone from one that cannot be read.
    if (const auto version = read_file(folder.state(state) / "iamglass"); !version) {
      if (version.error().code != Code::not_found) return version.error();
      return damaged(folder.path().string() + " names the state " + state + ", which is not there");
    }
    Shard shard;
    shard.state = state;
    shard.database = Xapian::Database(folder.state(state).string(), Xapian::DB_BACKEND_GLASS);
    const auto meta = [&](std::string_view key) { return shard.database.get_metadata(std::string(key)); };
    const auto refuse = [&](const std::string& what, const std::string& theirs, const std::string& ours) {
      return Error{Code::wrong_version,
                   folder.path().string() + " was written with " + what + " " + theirs + ", this program has " + ours,
                   "Build the index again: remove the folder and run indexer."};
    };
    if (const auto schema = meta(metadata::schema); schema != schema_version) {
      return refuse("index version", schema.empty() ? "(none)" : schema, std::string(schema_version));
    }
    if (const auto made = meta(metadata::analyzer); made != Analyzer::fingerprint()) {
      return refuse("analyzer", made, Analyzer::fingerprint());
    }
    shard.text_store = meta(metadata::text_store);
    const auto extent = parse_text_extent(meta(metadata::text_extent));
    if (!extent || !is_text_store_name(shard.text_store)) {
      return damaged(folder.path().string() + " does not name its text store");
    }
    shard.extent = *extent;
    auto texts = TextStore::open(folder.path() / shard.text_store, *extent);
    if (!texts) return std::move(texts).error();
    shard.texts = *std::move(texts);
    return shard;
  });
}

}  // namespace

Result<Shard> open_shard(const std::filesystem::path& index) {
  const IndexFolder folder(index);
  auto state = folder.current_state();
  for (int attempt = 1; state; ++attempt) {
    auto shard = open_state(folder, *state);
    if (shard || attempt == open_attempts) return shard;
    auto now = folder.current_state();
    if (now && *now == *state) return shard;
    state = std::move(now);
  }
  return std::move(state).error();
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
