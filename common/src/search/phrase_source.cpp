// SPDX-License-Identifier: GPL-2.0-or-later
#include "search/phrase_source.hpp"

#include <algorithm>
#include <utility>

#include "search/phrase.hpp"
#include "search/query_builder.hpp"
#include "search/word_matcher.hpp"

namespace diwan::search {
namespace {

bool holds_phrase(WordMatcher& matcher, std::span<const TextWord> text) {
  const auto length = matcher.word_count();
  for (std::size_t position = 0; position + length <= text.size(); ++position) {
    if (phrase_at(matcher, text, position, 0, length)) return true;
  }
  return false;
}

}  // namespace

PhraseSource::PhraseSource(const store::StateReader& reader, std::vector<QueryWord> words)
    : reader_(reader), words_(std::move(words)) {}

void PhraseSource::init(const Xapian::Database& part) {
  documents_.clear();
  next_ = 0;
  started_ = false;
  std::vector<Xapian::Query> all;
  std::vector<const QueryWord*> words;
  for (const auto& word : words_) {
    all.push_back(word_set(word));
    words.push_back(&word);
  }
  Xapian::Enquire enquire(part);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_docid_order(Xapian::Enquire::ASCENDING);
  enquire.set_query(Xapian::Query(Xapian::Query::OP_AND, all.begin(), all.end()));
  const auto candidates = enquire.get_mset(0, part.get_doccount());

  const auto& texts = reader_.shard(reader_.shard_of(part)).texts;
  WordMatcher matcher(texts, std::move(words));
  std::vector<TextWord> text;
  for (auto candidate = candidates.begin(); candidate != candidates.end(); ++candidate) {
    const auto article = texts.article(*candidate);
    if (!article) throw Xapian::DatabaseCorruptError(article.error().message);
    for (const auto units : {article->title, article->text}) {
      read_words(texts, units, text);
      if (!holds_phrase(matcher, text)) continue;
      documents_.push_back(*candidate);
      break;
    }
  }
}

void PhraseSource::next(double) {
  if (started_) ++next_;
  started_ = true;
}

void PhraseSource::skip_to(Xapian::docid document, double) {
  started_ = true;
  const auto from = documents_.begin() + static_cast<std::ptrdiff_t>(next_);
  next_ = static_cast<std::size_t>(std::lower_bound(from, documents_.end(), document) - documents_.begin());
}

}  // namespace diwan::search
