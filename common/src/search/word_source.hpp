// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "store/state_reader.hpp"

namespace diwan::search {

/// The articles that hold any of several words, weighted by BM25, as a set that composes with every operator. It takes
/// the place of Xapian's own OR of words with two readings each, which has to look at every article of every word:
/// here a word counts all its readings together, and words that cannot bring an article among the best by themselves
/// are only looked up in articles that hold one of the others (MaxScore). The archive is walked in windows of document
/// ids, word by word. Scores are sums of integers, so that they do not depend on the order in which words are added.
/// Belongs to one query of one Searcher; the reader outlives it.
class WordSource : public Xapian::PostingSource {
 public:
  /// Terms that count together; `factor` multiplies their weight.
  struct Spelling {
    std::vector<std::string> terms;
    double factor = 1;
  };
  /// A word by its spellings: an article counts by the first that it has.
  using Word = std::vector<Spelling>;

  /// Throws what Xapian throws.
  WordSource(const store::StateReader& reader, std::vector<Word> words);

  void init(const Xapian::Database& part) override;
  Xapian::doccount get_termfreq_min() const override { return fewest_; }
  Xapian::doccount get_termfreq_est() const override { return estimate_; }
  Xapian::doccount get_termfreq_max() const override { return most_; }
  double get_weight() const override;
  void next(double min_weight) override;
  void skip_to(Xapian::docid document, double min_weight) override;
  bool at_end() const override { return ended_; }
  Xapian::docid get_docid() const override { return found_[next_].document; }
  WordSource* clone() const override { return new WordSource(*this); }
  std::string get_description() const override { return "WordSource"; }

 private:
  using Score = std::int64_t;
  static constexpr Xapian::docid window = 1024;

  /// Where the postings of one term stand.
  struct Cursor {
    Xapian::PostingIterator posting;
    Xapian::docid document = 0;  // 0 at the end
  };
  struct SpellingState {
    std::vector<std::string> terms;
    double weight = 0;
    std::vector<Cursor> cursors;
  };
  struct WordState {
    std::vector<SpellingState> spellings;
    Score most = 0;  // that it can add to a score
  };
  struct Found {
    Xapian::docid document = 0;
    Score score = 0;
  };

  WordSource(const WordSource& other);

  static void advance(Cursor& cursor);
  static void skip(Cursor& cursor, Xapian::docid document);
  Xapian::docid first_document(std::size_t first_word) const;
  Score part(double weight, double count, Xapian::docid document) const;
  Score part_at(const WordState& word, Xapian::docid document) const;
  void add_all(WordState& word, Xapian::docid begin);
  void add_to_found(WordState& word, Score enough);
  void fill(Xapian::docid from, double min_weight);
  void settle(double min_weight);

  const store::StateReader& reader_;
  double average_ = 1;
  std::vector<WordState> words_;  // those that weigh least first
  const store::TextStore* texts_ = nullptr;
  Xapian::doccount fewest_ = 0, estimate_ = 0, most_ = 0;
  std::array<Score, window> scores_{};  // of the window being filled; zero otherwise
  Xapian::docid end_ = 0;               // of the window that `found_` has
  std::vector<Found> found_;
  std::size_t next_ = 0;
  bool started_ = false;
  bool ended_ = false;
};

}  // namespace diwan::search
