// SPDX-License-Identifier: GPL-2.0-or-later
#include "search/word_source.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "search/first_stage.hpp"

namespace diwan::search {
namespace {

constexpr double unit = 1U << 30;  // scores are counted in its parts

/// As Xapian has it, so that words of this source weigh as much as those that stand elsewhere in the query.
double inverse_frequency(double all, double holding) {
  const double odds = (all - holding + .5) / (holding + .5);
  return std::log(odds < 2 ? odds / 2 + 1 : odds);
}

/// How many documents hold one of two words that know nothing of each other.
double united(double all, double one, double other) { return all > 0 ? one + other - one * other / all : 0; }

}  // namespace

WordSource::WordSource(const store::StateReader& reader, std::vector<Word> words) : reader_(reader) {
  const auto& database = reader.database();
  const double all = database.get_doccount();
  average_ = std::max(database.get_avlength(), 1.0);
  for (auto& word : words) {
    WordState state;
    for (auto& spelling : word) {
      double holding = 0;
      for (const auto& term : spelling.terms) holding = united(all, holding, reader.frequency(term));
      const double weight = spelling.factor * inverse_frequency(all, holding) * (bm25::k1 + 1) * unit;
      state.most = std::max(state.most, static_cast<Score>(std::ceil(weight)));
      state.spellings.push_back({std::move(spelling.terms), weight, {}});
    }
    words_.push_back(std::move(state));
  }
  std::stable_sort(words_.begin(), words_.end(),
                   [](const WordState& one, const WordState& other) { return one.most < other.most; });
}

WordSource::WordSource(const WordSource& other)
    : Xapian::PostingSource(), reader_(other.reader_), average_(other.average_), words_(other.words_) {
  for (auto& word : words_) {
    for (auto& spelling : word.spellings) spelling.cursors.clear();
  }
}

void WordSource::init(const Xapian::Database& part) {
  texts_ = &reader_.shard(reader_.shard_of(part)).texts;
  found_.clear();
  end_ = 1;
  next_ = 0;
  started_ = false;
  ended_ = false;
  const double all = part.get_doccount();
  double sum = 0, estimate = 0, most_of_one = 0;
  Score most = 0;
  for (auto& word : words_) {
    most += word.most;
    for (auto& spelling : word.spellings) {
      spelling.cursors.clear();
      for (const auto& term : spelling.terms) {
        const double holding = reader_.shard_count() == 1 ? reader_.frequency(term) : part.get_termfreq(term);
        if (holding == 0) continue;
        sum += holding;
        estimate = united(all, estimate, holding);
        most_of_one = std::max(most_of_one, holding);
        auto posting = part.postlist_begin(term);
        const auto document = *posting;
        spelling.cursors.push_back({std::move(posting), document});
      }
    }
  }
  fewest_ = static_cast<Xapian::doccount>(most_of_one);
  estimate_ = static_cast<Xapian::doccount>(std::max(estimate, most_of_one));
  most_ = static_cast<Xapian::doccount>(std::min(sum, all));
  set_maxweight(static_cast<double>(most) / unit);
}

double WordSource::get_weight() const { return static_cast<double>(found_[next_].score) / unit; }

void WordSource::advance(Cursor& cursor) {
  ++cursor.posting;
  cursor.document = cursor.posting == Xapian::PostingIterator() ? 0 : *cursor.posting;
}

void WordSource::skip(Cursor& cursor, Xapian::docid document) {
  if (cursor.document == 0 || cursor.document >= document) return;
  cursor.posting.skip_to(document);
  cursor.document = cursor.posting == Xapian::PostingIterator() ? 0 : *cursor.posting;
}

/// The first document at which a word from `first_word` on stands; 0 where none does any more.
Xapian::docid WordSource::first_document(std::size_t first_word) const {
  Xapian::docid first = 0;
  for (auto word = first_word; word < words_.size(); ++word) {
    for (const auto& spelling : words_[word].spellings) {
      for (const auto& cursor : spelling.cursors) {
        if (cursor.document != 0 && (first == 0 || cursor.document < first)) first = cursor.document;
      }
    }
  }
  return first;
}

WordSource::Score WordSource::part(double weight, double count, Xapian::docid document) const {
  const double length = texts_->length(document);
  const double norm = bm25::k1 * (1 - bm25::b + bm25::b * length / average_);
  return static_cast<Score>(weight * count / (count + norm));
}

/// What a word adds to a document that all its cursors have been moved to or past.
WordSource::Score WordSource::part_at(const WordState& word, Xapian::docid document) const {
  for (const auto& spelling : word.spellings) {
    double count = 0;
    for (const auto& cursor : spelling.cursors) {
      if (cursor.document == document) count += cursor.posting.get_wdf();
    }
    if (count > 0) return part(spelling.weight, count, document);
  }
  return 0;
}

/// Adds a word to the scores of the window from `begin` on.
void WordSource::add_all(WordState& word, Xapian::docid begin) {
  const auto end = begin + window;
  std::vector<Cursor*> cursors;
  for (auto& spelling : word.spellings) {
    for (auto& cursor : spelling.cursors) {
      skip(cursor, begin);
      cursors.push_back(&cursor);
    }
  }
  if (word.spellings.size() == 1 && cursors.size() == 1) {
    auto& cursor = *cursors.front();
    const auto weight = word.spellings.front().weight;
    for (; cursor.document != 0 && cursor.document < end; advance(cursor)) {
      scores_[cursor.document - begin] += part(weight, cursor.posting.get_wdf(), cursor.document);
    }
    return;
  }
  while (true) {
    auto document = end;
    for (const auto* cursor : cursors) {
      if (cursor->document != 0) document = std::min(document, cursor->document);
    }
    if (document == end) return;
    scores_[document - begin] += part_at(word, document);
    for (auto* cursor : cursors) {
      if (cursor->document == document) advance(*cursor);
    }
  }
}

/// Adds a word to the documents found, and forgets those that have less than `enough`.
void WordSource::add_to_found(WordState& word, Score enough) {
  std::size_t kept = 0;
  for (auto found : found_) {
    for (auto& spelling : word.spellings) {
      for (auto& cursor : spelling.cursors) skip(cursor, found.document);
    }
    found.score += part_at(word, found.document);
    if (found.score >= enough) found_[kept++] = found;
  }
  found_.resize(kept);
}

/// Finds the next documents from `from` on that have the least weight: those of one window.
void WordSource::fill(Xapian::docid from, double min_weight) {
  // A part less than asked for: what was cut off a score must not cost it its place.
  const auto least = static_cast<Score>(std::max(min_weight * unit - 1, 0.0));
  std::size_t helpers = 0;  // words that together are not enough
  Score most_of_helpers = 0;
  while (helpers < words_.size() && most_of_helpers + words_[helpers].most < least) {
    most_of_helpers += words_[helpers++].most;
  }
  found_.clear();
  next_ = 0;
  while (found_.empty()) {
    for (auto word = helpers; word < words_.size(); ++word) {
      for (auto& spelling : words_[word].spellings) {
        for (auto& cursor : spelling.cursors) skip(cursor, from);
      }
    }
    const auto begin = first_document(helpers);
    if (begin == 0) {
      ended_ = true;
      return;
    }
    for (auto word = helpers; word < words_.size(); ++word) add_all(words_[word], begin);
    const auto enough = std::max<Score>(least - most_of_helpers, 1);
    for (std::size_t offset = 0; offset < window; ++offset) {
      if (scores_[offset] >= enough) found_.push_back({begin + static_cast<Xapian::docid>(offset), scores_[offset]});
    }
    scores_.fill(0);
    auto missing = most_of_helpers;
    for (auto word = helpers; word-- > 0;) {
      missing -= words_[word].most;
      add_to_found(words_[word], least - missing);
    }
    from = end_ = begin + window;
  }
}

/// Goes to the first document found from `next_` on that has the least weight.
void WordSource::settle(double min_weight) {
  while (!ended_) {
    while (next_ < found_.size() && static_cast<double>(found_[next_].score) / unit < min_weight) ++next_;
    if (next_ < found_.size()) return;
    fill(end_, min_weight);
  }
}

void WordSource::next(double min_weight) {
  if (started_) ++next_;
  started_ = true;
  settle(min_weight);
}

void WordSource::skip_to(Xapian::docid document, double min_weight) {
  started_ = true;
  while (next_ < found_.size() && found_[next_].document < document) ++next_;
  if (next_ == found_.size()) end_ = std::max(end_, document);
  settle(min_weight);
}

}  // namespace diwan::search
