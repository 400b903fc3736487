// SPDX-License-Identifier: GPL-2.0-or-later
#include "search/phrase_source.hpp"

#include <algorithm>
#include <utility>

#include "search/phrase.hpp"
#include "search/query_builder.hpp"
#include "search/text_days.hpp"
#include "search/word_matcher.hpp"
#include "store/schema.hpp"

namespace diwan::search {
namespace {

bool holds_phrase(WordMatcher& matcher, std::span<const TextWord> text, std::span<const TextDay> days,
                  const Clause& phrase) {
  for (std::size_t position = 0; position < text.size(); ++position) {
    if (phrase_at(matcher, text, days, position, {&phrase, 0}) > 0) return true;
  }
  return false;
}

/// What has all words of a phrase, or its days in their place.
Xapian::Query candidates_of(const Clause& phrase) {
  std::vector<Xapian::Query> all;
  auto day = phrase.days.begin();
  for (std::size_t next = 0; next < phrase.words.size();) {
    const bool in_day = day != phrase.days.end() && day->first == next;
    const std::size_t last = in_day ? next + day->count : next + 1;
    std::vector<Xapian::Query> words;
    for (; next < last; ++next) words.push_back(word_set(phrase.words[next]));
    auto spelt = Xapian::Query(Xapian::Query::OP_AND, words.begin(), words.end());
    all.push_back(in_day ? spelt | Xapian::Query(store::day_term((day++)->date)) : spelt);
  }
  return {Xapian::Query::OP_AND, all.begin(), all.end()};
}

}  // namespace

PhraseSource::PhraseSource(const store::StateReader& reader, Clause phrase)
    : reader_(reader), phrase_(std::move(phrase)), found_(std::make_shared<std::map<std::size_t, Documents>>()) {}

PhraseSource* PhraseSource::clone() const {
  auto* source = new PhraseSource(reader_, phrase_);
  source->found_ = found_;
  return source;
}

void PhraseSource::init(const Xapian::Database& part) {
  next_ = 0;
  started_ = false;
  const auto shard = reader_.shard_of(part);
  auto known = found_->find(shard);
  if (known == found_->end()) known = found_->emplace(shard, find(part, shard)).first;
  documents_ = known->second;
}

PhraseSource::Documents PhraseSource::find(const Xapian::Database& part, std::size_t shard) const {
  Xapian::Enquire enquire(part);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_docid_order(Xapian::Enquire::ASCENDING);
  enquire.set_query(candidates_of(phrase_));
  const auto candidates = enquire.get_mset(0, part.get_doccount());

  const auto& texts = reader_.shard(shard).texts;
  WordMatcher matcher(texts, words_of(phrase_));
  TextDays days(texts, days_of({&phrase_}));
  std::vector<TextWord> text;
  Documents documents;
  for (auto candidate = candidates.begin(); candidate != candidates.end(); ++candidate) {
    const auto article = texts.article(*candidate);
    if (!article) throw Xapian::DatabaseCorruptError(article.error().message);
    for (const auto units : {article->title, article->text}) {
      read_words(texts, units, text);
      if (!holds_phrase(matcher, text, days.find(units), phrase_)) continue;
      documents.push_back(*candidate);
      break;
    }
  }
  return documents;
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
