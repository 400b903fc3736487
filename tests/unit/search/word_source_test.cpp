// SPDX-License-Identifier: GPL-2.0-or-later
#include "search/word_source.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <initializer_list>
#include <map>
#include <random>
#include <set>

#include "search/first_stage.hpp"
#include "unit/search/archived.hpp"

namespace diwan::search {
namespace {

using Words = std::vector<WordSource::Word>;
using Scores = std::map<Xapian::docid, double>;

/// Several windows of articles over few words, some of them frequent and some rare.
std::vector<Article> articles() {
  const char* const words[] = {"zab", "zac", "zad", "zaf", "zag", "zah", "zak", "zal", "zam", "zan"};
  std::mt19937 random(3);
  std::geometric_distribution<std::size_t> which(.4);
  std::uniform_int_distribution<int> length(1, 30);
  std::vector<Article> all;
  for (int i = 0; i < 4000; ++i) {
    std::string text;
    for (int left = length(random); left > 0; --left)
      text += std::string(words[std::min<std::size_t>(which(random), 9)]) + ' ';
    all.push_back(test::article(std::to_string(i), "", text));
  }
  return all;
}

/// The same by looking at every article of every term.
Scores expected(const store::StateReader& reader, const Words& words) {
  const auto& database = reader.database();
  const double all = database.get_doccount();
  Scores scores;
  for (const auto& word : words) {
    std::set<Xapian::docid> counted;  // by an earlier spelling
    for (const auto& spelling : word) {
      std::map<Xapian::docid, double> counts;
      double holding = 0;
      for (const auto& term : spelling.terms) {
        const double frequency = database.get_termfreq(term);
        holding += frequency - holding * frequency / all;
        for (auto at = database.postlist_begin(term); at != database.postlist_end(term); ++at) {
          counts[*at] += at.get_wdf();
        }
      }
      const double odds = (all - holding + .5) / (holding + .5);
      const double idf = std::log(odds < 2 ? odds / 2 + 1 : odds);
      for (const auto& [document, count] : counts) {
        if (!counted.insert(document).second) continue;
        const double length = database.get_doclength(document) / database.get_avlength();
        const double norm = bm25::k1 * (1 - bm25::b + bm25::b * length);
        scores[document] += spelling.factor * idf * (bm25::k1 + 1) * count / (count + norm);
      }
    }
  }
  return scores;
}

Xapian::Query query_of(const store::StateReader& reader, const Words& words) {
  return Xapian::Query((new WordSource(reader, words))->release());
}

Scores found(const store::StateReader& reader, const Xapian::Query& query, Xapian::doccount limit) {
  Xapian::Enquire enquire(reader.database());
  enquire.set_query(query);
  const auto hits = enquire.get_mset(0, limit);
  Scores scores;
  for (auto hit = hits.begin(); hit != hits.end(); ++hit) scores[*hit] = hit.get_weight();
  return scores;
}

const Words queries[] = {
    {{{{"Zzab"}, 1}}},
    {{{{"Zzab", "Zzac"}, 1}}},
    {{{{"Zzan"}, 1}}, {{{"Zzab"}, .15}}, {{{"Zzac"}, .1}}},
    {{{{"Zzab"}, 1}}, {{{"Zzad", "Zzak"}, 1}}, {{{"Zzam", "Zzan", "Zzal"}, 1}}, {{{"Zzac"}, 1}}},
    {{{{"Zzam"}, 1}}, {{{"Zzam"}, 1}}, {{{"Zno-such-term"}, 1}}, {{{"Zzaf", "Zno-such-term"}, 1}}},
    {{{{"Zzam"}, 1}, {{"Zzan", "Zzal"}, .3}}, {{{"Zno-such-term"}, 1}, {{"Zzak"}, .3}}, {{{"Zzac"}, 1}}},
};

}  // namespace

TEST_CASE("the best of a word source are those of all scores") {
  const test::Archived archived(articles());
  const auto opened = store::StateReader::open({archived.index()});
  REQUIRE(opened);
  const auto& reader = *opened;
  for (const auto& words : queries) {
    INFO(words.front().front().terms.front() << " and " << words.size() - 1 << " more");
    const auto all = expected(reader, words);
    REQUIRE_FALSE(all.empty());
    for (const auto limit : std::initializer_list<Xapian::doccount>{1, 10, 100, 4000}) {
      const auto best = found(reader, query_of(reader, words), limit);
      REQUIRE(best.size() == std::min<std::size_t>(limit, all.size()));
      double least = 1e9;
      for (const auto& [document, score] : best) {
        CHECK(score == Approx(all.at(document)).margin(1e-6));
        least = std::min(least, score);
      }
      const auto better = std::count_if(all.begin(), all.end(), [&](const auto& each) {
        return each.second > least + 1e-6 && !best.contains(each.first);
      });
      CHECK(better == 0);
    }
  }
}

TEST_CASE("a word source composes with a set that skips through it") {
  const test::Archived archived(articles());
  const auto opened = store::StateReader::open({archived.index()});
  REQUIRE(opened);
  const auto& reader = *opened;
  const Xapian::Query rare("Zzal");
  const auto set = found(reader, Xapian::Query(0.0, rare), 4000);
  for (const auto& words : queries) {
    INFO(words.front().front().terms.front() << " and " << words.size() - 1 << " more");
    Scores wanted;
    for (const auto& [document, score] : expected(reader, words)) {
      if (set.contains(document)) wanted[document] = score;
    }
    const auto filtered = found(reader, Xapian::Query(Xapian::Query::OP_FILTER, query_of(reader, words), rare), 4000);
    REQUIRE(filtered.size() == wanted.size());
    for (const auto& [document, score] : filtered) CHECK(score == Approx(wanted.at(document)).margin(1e-6));
    const auto maybe = Xapian::Query(Xapian::Query::OP_AND_MAYBE, Xapian::Query(0.0, rare), query_of(reader, words));
    CHECK(found(reader, maybe, 4000).size() == set.size());
  }
}

TEST_CASE("scores do not depend on how many are asked for") {
  const test::Archived archived(articles());
  const auto opened = store::StateReader::open({archived.index()});
  REQUIRE(opened);
  const auto& reader = *opened;
  for (const auto& words : queries) {
    const auto all = found(reader, query_of(reader, words), 4000);
    for (const auto limit : std::initializer_list<Xapian::doccount>{3, 50}) {
      for (const auto& [document, score] : found(reader, query_of(reader, words), limit)) {
        CHECK(score == all.at(document));  // to the last bit
      }
    }
  }
}

}  // namespace diwan::search
