// SPDX-License-Identifier: GPL-2.0-or-later
#include "search/analyzed_query.hpp"

#include <diwan/analyzer.hpp>

#include <utility>

namespace diwan::search {
namespace {

std::vector<QueryWord> words_of(const QueryNode& node) {
  const bool quoted = node.kind == QueryNode::Kind::phrase;
  std::vector<QueryWord> words;
  for (auto& token : Analyzer().analyze_query(node.text)) {
    words.push_back({std::move(token.folded), std::move(token.stems), node.exact, quoted, {}});
  }
  return words;
}

/// Appends what a leaf stands for.
void add_leaf(const QueryNode& node, std::vector<Clause>& children) {
  auto words = words_of(node);
  if (words.empty()) return;
  const bool together = node.kind == QueryNode::Kind::phrase || node.exact || node.occur != QueryNode::Occur::should;
  if (together && words.size() > 1) {
    children.push_back({Clause::Kind::phrase, node.occur, std::move(words), {}});
    return;
  }
  for (auto& word : words) children.push_back({Clause::Kind::word, node.occur, {std::move(word)}, {}});
}

void collect_shown(const Clause& clause, std::vector<const Clause*>& shown) {
  if (clause.occur == QueryNode::Occur::must_not) return;
  if (clause.kind != Clause::Kind::group) shown.push_back(&clause);
  for (const auto& child : clause.children) collect_shown(child, shown);
}

void collect_expandable(Clause& clause, std::vector<QueryWord*>& words) {
  if (clause.occur == QueryNode::Occur::must_not) return;
  if (clause.kind == Clause::Kind::word) {
    auto& word = clause.words.front();
    if (!word.exact && !word.quoted) words.push_back(&word);
  }
  for (auto& child : clause.children) collect_expandable(child, words);
}

}  // namespace

Clause analyze(const QueryNode& root) {
  Clause group{Clause::Kind::group, root.occur, {}, {}};
  if (root.kind != QueryNode::Kind::group) {
    add_leaf(root, group.children);
    return group;
  }
  for (const auto& child : root.children) {
    if (child.kind == QueryNode::Kind::group) {
      auto inner = analyze(child);
      if (!is_empty(inner)) group.children.push_back(std::move(inner));
    } else {
      add_leaf(child, group.children);
    }
  }
  return group;
}

std::vector<const Clause*> shown_clauses(const Clause& root) {
  std::vector<const Clause*> shown;
  collect_shown(root, shown);
  return shown;
}

std::vector<QueryWord*> expandable_words(Clause& root) {
  std::vector<QueryWord*> words;
  collect_expandable(root, words);
  return words;
}

std::vector<Clause> alternative_phrases(const Clause& root) {
  std::vector<Clause> phrases;
  for (const auto* clause : shown_clauses(root)) {
    for (const auto& word : clause->words) {
      for (const auto& alternative : word.alternatives) {
        if (alternative.size() > 1)
          phrases.push_back({Clause::Kind::phrase, QueryNode::Occur::should, alternative, {}});
      }
    }
  }
  return phrases;
}

}  // namespace diwan::search
