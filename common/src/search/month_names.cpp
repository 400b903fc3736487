// SPDX-License-Identifier: GPL-2.0-or-later
#include "search/month_names.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "analysis/word_analyzer.hpp"
#include "store/schema.hpp"
#include "text/calendar_months.hpp"

namespace diwan::search {
namespace {

using text::Month;
using text::MonthName;
using Words = std::vector<QueryWord>;

bool may_have_names(const Clause& clause) {
  return clause.kind == Clause::Kind::word && clause.occur != QueryNode::Occur::must_not &&
         !clause.words.front().exact && !clause.words.front().quoted;
}

std::uint16_t month_word(const Clause& clause) {
  return may_have_names(clause) ? text::month_word(clause.words.front().folded) : std::uint16_t{0};
}

bool is_arabic(const MonthName& name) { return static_cast<unsigned char>(name.first.front()) >= 0x80; }

Words words_of(const MonthName& name) {
  Words words;
  for (const auto part : {name.first, name.second}) {
    for (auto& word : analysis::analyze_query_word(part)) {
      words.push_back({std::move(word.folded), std::move(word.stems), false, false, {}});
    }
  }
  return words;
}

bool same_stems(const Words& one, const Words& other) {
  return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                    [](const auto& word, const auto& next) { return word.stems.front() == next.stems.front(); });
}

bool occurs(const Words& words, const Xapian::Database& database) {
  return std::all_of(words.begin(), words.end(), [&](const QueryWord& word) {
    return std::any_of(word.stems.begin(), word.stems.end(), [&](const auto& stem) {
      return database.term_exists(store::make_term(store::prefix::stem, stem));
    });
  });
}

/// `asked`: how the query calls the month; its first word gets the other names.
void add_names(QueryWord& first, Month month, const Words& asked, const Xapian::Database& database) {
  std::vector<Words> known{asked};
  for (const auto& name : text::month_names()) {
    if (name.month != month || !is_arabic(name)) continue;
    auto words = words_of(name);
    const bool is_known =
        std::any_of(known.begin(), known.end(), [&](const auto& each) { return same_stems(each, words); });
    if (is_known || !occurs(words, database)) continue;
    known.push_back(words);
    first.alternatives.push_back(std::move(words));
  }
}

}  // namespace

void add_month_names(Clause& root, const Xapian::Database& database) {
  auto& children = root.children;
  for (std::size_t at = 0; at < children.size(); ++at) {
    auto& clause = children[at];
    if (clause.kind == Clause::Kind::group) add_month_names(clause, database);
    const auto number = month_word(clause);
    if (number == 0) continue;
    auto& word = clause.words.front();
    Words asked{word};
    auto month = text::month_of(number, 0);
    if (at + 1 < children.size()) {
      const auto& next = children[at + 1];
      const bool both_count = clause.occur == QueryNode::Occur::should && next.occur == QueryNode::Occur::should;
      const auto of_both = both_count ? text::month_of(number, month_word(next)) : std::nullopt;
      if (month_word(next) != 0 && of_both) {
        month = of_both;
        asked.push_back(next.words.front());
      }
    }
    // The names of a Hijri month share a word as a rule, and meet by it.
    if (month && month->calendar == Month::Calendar::gregorian) add_names(word, *month, asked, database);
  }
}

}  // namespace diwan::search
