// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "search/analyzed_query.hpp"
#include "search/first_stage.hpp"
#include "search/form_map.hpp"
#include "store/schema.hpp"
#include "store/state_reader.hpp"

namespace diwan::search {

/// What the second stage weighs by. docs/analysis.md shows what each is worth; all are flat over a wide range.
struct RankingWeights {
  double secondary = .25;   ///< a stem that is not the first reading on both sides, against one that is
  double alternative = .3;  ///< an alternative of a query word, against the word; in the first stage too
  double k1 = 1.5;          ///< BM25's
  double b = .7;            ///< BM25's
  double near = 1;          ///< neighbours in the query that are near in the text
  double near_k1 = 1.2;
  std::size_t near_words = 5;  ///< what near is
  double first = 1;            ///< a word's first place in the text
  double first_words = 20;     ///< where that is worth half as much, and so on
  bool related_places = true;  ///< a word of the same root-like class counts for these two, though not as a word
  std::uint32_t title = store::title_weight;  ///< a word of the title counts so often
};

/// What a word weighs, by its exact form, before anything is known of the archive: those that carry meaning 1.
double word_weight(std::string_view folded);

/// Orders the best hits of the first stage anew by what their word streams say: how the query's words occur, in which
/// form, how near to each other and how early. For one query and one thread.
class SecondStage {
 public:
  /// How many hits it looks at.
  static constexpr std::size_t depth = 20;

  /// Throws what Xapian throws.
  SecondStage(const store::StateReader& reader, const Clause& root, const RankingWeights& weights = {});

  /// Gives each document its score and sorts by it, equal scores as settle_ties does. Throws what Xapian throws.
  void rank(std::span<ScoredDocument> documents);

 private:
  /// A word of the query, all its repetitions together.
  struct Word {
    std::uint32_t exact = 0;
    bool only_exact = false;  // by = : no other form is the word
    bool compound = false;
    std::vector<std::uint32_t> stems;
    std::vector<std::uint32_t> alternatives;  // stems of those that are one word
    std::uint32_t root = 0;
    double weight = 0;  // by grammar and repetition
    double idf = 0;
  };
  /// How a form of the lexicon is a word of the query.
  struct Match {
    std::uint32_t word = 0;
    float stem = 0;  // 0, RankingWeights::secondary or alternative, or 1
    bool root = false;
    bool alternative = false;  // not the word itself
  };
  /// A compound or an alternative of several words. Bit n of a mask: its words up to n stand one after the other and
  /// end there.
  struct Sequence {
    std::uint32_t word = 0;
    double grade = 1;                               // of having it, against having the word
    std::vector<std::vector<std::uint32_t>> stems;  // of each of its words
    std::size_t position = 0;                       // where `ends` holds, + 1
    std::uint32_t ends = 0;
    std::uint32_t ended_before = 0;  // the same at the position before
  };
  /// How a form is a word of a sequence.
  struct Part {
    std::uint32_t sequence = 0;
    std::uint32_t index = 0;
  };
  /// What one text has of a word.
  struct Tally {
    double stem = 0;
    std::size_t first = 0;  // position + 1
    std::size_t last = 0;   // position + 1
    double near_next = 0;   // times near the next word of the query
  };
  /// What a form of the lexicon is to the query; mostly nothing.
  struct Form {
    std::vector<Match> matches;
    std::vector<Part> parts;
  };
  using Forms = FormMap<Form>;

  /// A calendar day of the query, and the words that spell it there.
  struct Day {
    std::string term;
    double idf = 0;
    std::vector<std::uint32_t> words;
    std::vector<Xapian::docid> documents;  // of those to rank, the ones that name it; ascending
  };

  void add_word(const QueryWord& word);
  void add_day(const Date& date, std::span<const QueryWord* const> words);
  void find_days(std::span<const ScoredDocument> documents);
  double credit(const Day& day);
  void add_compound(const std::vector<QueryWord>& words);
  void add_alternatives(const QueryWord& word, std::uint32_t number);
  std::optional<Match> match(const store::TokenHashes& token, std::uint32_t number) const;
  Forms forms_of(const store::TextStore& texts) const;
  Form look_at(std::span<const store::TokenHashes> tokens) const;
  /// From `position` on; gives the position behind.
  std::size_t tally(const store::TextStore& texts, Forms& forms, std::span<const std::uint16_t> units,
                    std::uint32_t weight, std::size_t position);
  void find_parts(const store::TokenHashes& token, std::vector<Part>& parts) const;
  void take(const Part& part, std::size_t position, std::uint32_t weight);
  void take(const Match& match, std::size_t position, std::uint32_t weight);
  double score(double norm) const;

  const store::StateReader& reader_;
  RankingWeights weights_;
  std::vector<Word> words_;
  std::vector<Sequence> sequences_;
  std::vector<std::uint32_t> next_;  // of each word, the next content word of the query; itself where there is none
  std::vector<std::vector<std::uint32_t>> before_;                 // of each word, those that have it as their next
  std::unordered_map<std::uint32_t, std::uint32_t> by_form_;       // exact form's hash to word
  std::unordered_multimap<std::uint32_t, std::uint32_t> by_hash_;  // any hash of a word to it
  std::vector<Tally> tallies_;
  std::vector<Day> days_;
};

}  // namespace diwan::search
