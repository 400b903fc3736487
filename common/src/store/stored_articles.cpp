// SPDX-License-Identifier: GPL-2.0-or-later
#include "store/stored_articles.hpp"

#include <utility>

#include "store/damage.hpp"
#include "store/document_data.hpp"
#include "store/schema.hpp"
#include "store/xapian_guard.hpp"

namespace diwan::store {

Result<StoredArticles> StoredArticles::open(const std::filesystem::path& index) {
  const IndexFolder folder(index);
  return with_current_state(folder, [&](const std::string& state) { return open(folder, state); });
}

Result<StoredArticles> StoredArticles::open(const IndexFolder& folder, const std::string& name) {
  auto state = open_state(folder, name);
  if (!state) return std::move(state).error();
  if (!state->can_be_read()) return other_version(folder, *state);
  StoredArticles articles;
  articles.state_ = *std::move(state);
  // Without the lookup, which only searching needs and which may be lost.
  auto texts = TextStore::open_without_lookup(folder.path() / articles.state_.text_store, articles.state_.extent);
  if (!texts) return std::move(texts).error();
  articles.texts_ = *std::move(texts);
  return guarded("read the index " + folder.path().string(), [&] {
    articles.document_ = articles.state_.database.postlist_begin("");
    return std::move(articles);
  });
}

Result<std::optional<Article>> StoredArticles::next() {
  return guarded("read an article", [&]() -> Result<std::optional<Article>> {
    if (document_ == Xapian::PostingIterator()) {
      // A list of documents that has lost some must not pass for a shorter index.
      if (read_ != size()) return damaged("the list of documents is damaged");
      return std::optional<Article>();
    }
    const auto id = *document_;
    const auto stored = state_.database.get_document(id, Xapian::DOC_ASSUME_VALID);
    auto article = from_document_data(stored.get_data());
    if (!article) return damaged("the data of document " + std::to_string(id) + " is damaged");
    const auto streams = texts_.article(id);
    if (!streams) return streams.error();
    auto title = texts_.text_of(streams->title);
    if (!title) return std::move(title).error();
    auto text = texts_.text_of(streams->text);
    if (!text) return std::move(text).error();
    article->title = *std::move(title);
    article->text = *std::move(text);
    if (content_hash(*article) != stored.get_value(slot::content_hash)) {
      return damaged("the text of document " + std::to_string(id) + " is damaged");
    }
    ++document_;
    ++read_;
    return article;
  });
}

}  // namespace diwan::store
