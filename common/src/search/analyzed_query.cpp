// SPDX-License-Identifier: GPL-2.0-or-later
#include "search/analyzed_query.hpp"

#include <diwan/results.hpp>

#include <algorithm>
#include <iterator>
#include <span>
#include <utility>

#include "analysis/day_piece.hpp"
#include "analysis/word_analyzer.hpp"
#include "text/classes.hpp"

namespace diwan::search {
namespace {

using Occur = QueryNode::Occur;

/// The words of a text and the days that they spell.
class AnalyzedText {
 public:
  AnalyzedText(std::string_view text, bool exact, bool quoted) {
    for (const auto& segment : analysis::segments(text)) {
      const auto form = text.substr(segment.begin, segment.end - segment.begin);
      auto found = segment.word ? analysis::analyze_query_word(form) : std::vector<analysis::AnalyzedWord>();
      pieces_.push_back(analysis::day_piece(form, found));
      words_before_.push_back(words_.size());
      for (auto& word : found) {
        words_.push_back({std::move(word.folded), std::move(word.stems), exact, quoted, std::string(form), {}});
        begins_.push_back(segment.begin);
      }
    }
  }

  std::vector<QueryWord>& words() { return words_; }
  /// How many words begin before a byte of the text.
  std::size_t words_before(std::size_t byte) const {
    return static_cast<std::size_t>(std::lower_bound(begins_.begin(), begins_.end(), byte) - begins_.begin());
  }

  std::vector<QueryDay> days() const {
    std::vector<QueryDay> days;
    for (const auto& day : text::find_days(pieces_)) {
      const auto first = words_before_[day.first];
      const auto last = day.last < words_before_.size() ? words_before_[day.last] : words_.size();
      days.push_back({first, last - first, day.date});
    }
    return days;
  }

 private:
  std::vector<QueryWord> words_;
  std::vector<std::size_t> begins_;  // of each word, in the text
  std::vector<text::DayPiece> pieces_;
  std::vector<std::size_t> words_before_;  // each piece
};

/// A day of which `spelt` are all the words.
Clause day_clause(Occur occur, std::vector<Clause> spelt, const QueryDay& day) {
  return {Clause::Kind::day, occur, {}, std::move(spelt), {{0, day.count, day.date}}};
}

/// Words that stand as one: a phrase, or a day if all of them spell it.
Clause phrase(Occur occur, AnalyzedText& text, bool exact) {
  const auto days = exact ? std::vector<QueryDay>() : text.days();
  const bool only_a_day = days.size() == 1 && days.front().count == text.words().size();
  if (!only_a_day) return {Clause::Kind::phrase, occur, std::move(text.words()), {}, days};
  return day_clause(occur, {{Clause::Kind::phrase, Occur::should, std::move(text.words()), {}, {}}}, days.front());
}

/// Reads the children of a group. Words side by side wait in a run, for the days that they may spell.
class GroupReader {
 public:
  explicit GroupReader(std::string_view query) : query_(query) {}

  Clause read(const QueryNode& node) {
    Clause group{Clause::Kind::group, node.occur, {}, {}, {}};
    children_ = &group.children;
    if (node.kind != QueryNode::Kind::group) {
      add_leaf(node);
    } else {
      for (const auto& child : node.children) add(child);
    }
    end_run();
    children_ = nullptr;
    return group;
  }

 private:
  void add(const QueryNode& node) {
    if (node.kind != QueryNode::Kind::group) return add_leaf(node);
    end_run();
    auto inner = GroupReader(query_).read(node);
    if (!is_empty(inner)) children_->push_back(std::move(inner));
  }

  void add_leaf(const QueryNode& node) {
    AnalyzedText text(node.text, node.exact, node.kind == QueryNode::Kind::phrase);
    if (text.words().empty()) return;
    const bool together = node.kind == QueryNode::Kind::phrase || node.exact || node.occur != Occur::should;
    const bool single = text.words().size() == 1;
    if (node.kind == QueryNode::Kind::words && !node.exact && node.occur != Occur::must_not && (single || !together)) {
      return add_to_run(node);
    }
    end_run();
    if (single) {
      children_->push_back({Clause::Kind::word, node.occur, std::move(text.words()), {}, {}});
    } else {
      children_->push_back(phrase(node.occur, text, node.exact));
    }
  }

  void add_to_run(const QueryNode& node) {
    if (run_end_ != nullptr && run_end_->occur != node.occur) end_run();
    if (run_end_ != nullptr) run_ += between(*run_end_, node);
    const auto begin = run_.size();
    run_ += node.text;
    chunks_.push_back({begin, run_.size()});
    run_end_ = &node;
  }

  /// What stands between two nodes; a space where the tree was not read from the query's text.
  std::string_view between(const QueryNode& one, const QueryNode& next) const {
    if (one.end >= next.begin || next.begin > query_.size()) return " ";
    const auto gap = query_.substr(one.end, next.begin - one.end);
    return text::has_word(gap) ? " " : gap;
  }

  void end_run() {
    if (run_end_ == nullptr) return;
    const auto occur = run_end_->occur;
    AnalyzedText text(run_, false, false);
    const auto days = text.days();
    auto day = days.begin();
    auto& words = text.words();
    auto compounds = occur == Occur::should ? compounds_of(text, days) : std::vector<Clause>();
    for (std::size_t next = 0; next < words.size();) {
      const bool in_day = day != days.end() && day->first == next;
      const std::size_t last = in_day ? next + day->count : next + 1;
      std::vector<Clause> read;
      for (; next < last; ++next) read.push_back({Clause::Kind::word, occur, {std::move(words[next])}, {}, {}});
      children_->push_back(in_day ? day_clause(occur, std::move(read), *day++) : std::move(read.front()));
    }
    std::move(compounds.begin(), compounds.end(), std::back_inserter(*children_));
    run_.clear();
    chunks_.clear();
    run_end_ = nullptr;
  }

  /// The chunks of the run that are several words, but for those that spell a day.
  std::vector<Clause> compounds_of(AnalyzedText& text, const std::vector<QueryDay>& days) const {
    std::vector<Clause> compounds;
    for (const auto& chunk : chunks_) {
      const auto first = text.words_before(chunk.begin), last = text.words_before(chunk.end);
      const bool in_day = std::any_of(days.begin(), days.end(), [&](const QueryDay& day) {
        return first < day.first + day.count && day.first < last;
      });
      if (last < first + 2 || in_day) continue;
      const auto words = std::span(text.words()).subspan(first, last - first);
      compounds.push_back({.kind = Clause::Kind::phrase, .words = {words.begin(), words.end()}, .compound = true});
    }
    return compounds;
  }

  std::string_view query_;
  std::vector<Clause>* children_ = nullptr;
  std::string run_;                     // text of the words that wait
  std::vector<Range> chunks_;           // of the run, the nodes that it was made of
  const QueryNode* run_end_ = nullptr;  // the last node of the run; none where nothing waits
};

void collect_shown(const Clause& clause, std::vector<const Clause*>& shown) {
  if (clause.occur == Occur::must_not) return;
  if (clause.kind != Clause::Kind::group) shown.push_back(&clause);
  for (const auto& child : clause.children) collect_shown(child, shown);
}

void collect_expandable(Clause& clause, std::vector<Clause*>& words) {
  if (clause.occur == Occur::must_not) return;
  if (clause.kind == Clause::Kind::word) {
    const auto& word = clause.words.front();
    if (!word.exact && !word.quoted) words.push_back(&clause);
  }
  for (auto& child : clause.children) collect_expandable(child, words);
}

void collect_words(const Clause& clause, std::vector<const QueryWord*>& words) {
  for (const auto& word : clause.words) words.push_back(&word);
  for (const auto& child : clause.children) collect_words(child, words);
}

}  // namespace

Clause analyze(const Query& query) { return GroupReader(query.text).read(query.root); }

std::vector<const Clause*> shown_clauses(const Clause& root) {
  std::vector<const Clause*> shown;
  collect_shown(root, shown);
  return shown;
}

std::vector<Clause*> expandable_words(Clause& root) {
  std::vector<Clause*> words;
  collect_expandable(root, words);
  return words;
}

std::vector<Clause> alternative_phrases(const Clause& root) {
  std::vector<Clause> phrases;
  for (const auto* clause : shown_clauses(root)) {
    for (const auto& word : clause->words) {
      for (const auto& alternative : word.alternatives) {
        if (alternative.size() > 1) phrases.push_back({Clause::Kind::phrase, Occur::should, alternative, {}, {}});
      }
    }
  }
  return phrases;
}

std::vector<const QueryWord*> words_of(const Clause& clause) {
  std::vector<const QueryWord*> words;
  collect_words(clause, words);
  return words;
}

std::vector<Date> days_of(const std::vector<const Clause*>& clauses) {
  std::vector<Date> days;
  for (const auto* clause : clauses) {
    for (const auto& day : clause->days) days.push_back(day.date);
  }
  return days;
}

}  // namespace diwan::search
