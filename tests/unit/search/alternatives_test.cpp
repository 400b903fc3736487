// SPDX-License-Identifier: GPL-2.0-or-later
// What alternatives of a query word do in each part of a search, whatever gives them.
#include <diwan/indexer.hpp>

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>

#include "search/analyzed_query.hpp"
#include "search/first_stage.hpp"
#include "search/highlighter.hpp"
#include "search/query_builder.hpp"
#include "search/second_stage.hpp"
#include "store/state_reader.hpp"
#include "support/temporary_folder.hpp"

namespace diwan::search {
namespace {

QueryWord word(const std::string& stem) { return {.folded = stem, .stems = {stem}}; }

/// ديسمبر with two alternatives, one of them of two words.
QueryWord december() {
  auto december = word("ديسمبر");
  december.alternatives = {{word("كانون"), word("اول")}, {word("دجنبر")}};
  return december;
}

Clause one_word(QueryWord word, QueryNode::Occur occur = QueryNode::Occur::should) {
  return {Clause::Kind::group, {}, {}, {{Clause::Kind::word, occur, {std::move(word)}, {}}}};
}

class Archived {
 public:
  explicit Archived(const std::vector<std::pair<std::string, std::string>>& titles_and_texts) {
    auto indexer = Indexer::open(folder_.path() / "db");
    REQUIRE(indexer);
    for (const auto& [title, text] : titles_and_texts) {
      Article article;
      article.identity = {"/archive", text, text};
      article.title = title;
      article.text = text;
      REQUIRE(indexer->add(article));
    }
    REQUIRE(indexer->publish());
    reader_ = std::make_unique<store::StateReader>(*store::StateReader::open({folder_.path() / "db"}));
  }

  const store::StateReader& reader() const { return *reader_; }

  /// Texts and scores of both stages.
  std::map<std::string, std::pair<double, double>> scores(const Clause& root) const {
    std::uint64_t total = 0;
    const auto query = clause_query(root, *reader_);
    auto documents = first_stage(reader_->database(), query, Request::Sort::relevance, 100, total);
    CHECK(exact_count(reader_->database(), query) == documents.size());
    std::map<std::string, std::pair<double, double>> scores;
    const auto text = [&](const ScoredDocument& each) { return reader_->article(each.document, true)->text; };
    for (const auto& each : documents) scores[text(each)].first = each.score;
    SecondStage(*reader_, root).rank(documents);
    for (const auto& each : documents) scores[text(each)].second = each.score;
    return scores;
  }

  std::vector<std::string> lit(const std::string& text, const Clause& root) const {
    const auto phrases = alternative_phrases(root);
    auto clauses = shown_clauses(root);
    for (const auto& phrase : phrases) clauses.push_back(&phrase);
    const auto& texts = reader_->shard(0).texts;
    Highlighter highlighter(texts, clauses, std::vector<double>(clauses.size(), 1.0));
    std::vector<std::string> words;
    for (Xapian::docid document = 1; document <= reader_->database().get_lastdocid(); ++document) {
      const auto snippet = highlighter.whole(reader_->units(document)->text);
      if (snippet.text != text) continue;
      for (const auto& range : snippet.highlights) words.push_back(text.substr(range.begin, range.end - range.begin));
    }
    return words;
  }

 private:
  test::TemporaryFolder folder_;
  std::unique_ptr<store::StateReader> reader_;
};

const Archived& months() {
  static const Archived archived({{"", "ديسمبر خبر"},
                                  {"", "دجنبر خبر"},
                                  {"", "ديسمبر دجنبر"},
                                  {"", "كانون الأول"},
                                  {"", "كانون ثم الأول"},
                                  {"", "الأول كانون"},
                                  {"كلام كانون", "الأول خبر"},
                                  {"", "كانون كانون والأول"},
                                  {"", "خبر آخر"}});
  return archived;
}

}  // namespace

TEST_CASE("an alternative finds what its word finds, for less") {
  const auto scores = months().scores(one_word(december()));
  REQUIRE(scores.size() == 5);
  const auto [first, second] = scores.at("ديسمبر خبر");
  SECTION("of one word") {
    CHECK(scores.at("دجنبر خبر").first > 0);
    CHECK(scores.at("دجنبر خبر").first < first);
    CHECK(scores.at("دجنبر خبر").second > 0);
    CHECK(scores.at("دجنبر خبر").second < second);
  }
  SECTION("of two words, side by side") {
    for (const auto* text : {"كانون الأول", "كانون كانون والأول"}) {
      INFO(text);
      CHECK(scores.at(text).first > 0);
      CHECK(scores.at(text).first < first);
      CHECK(scores.at(text).second > 0);
      CHECK(scores.at(text).second < second);
    }
  }
  SECTION("the first stage counts word and alternative once") {
    CHECK(scores.at("ديسمبر دجنبر").first == Approx(first));
  }
}

TEST_CASE("alternatives compose") {
  const auto found = [](const Clause& root) { return months().scores(root).size(); };
  CHECK(found(one_word(december(), QueryNode::Occur::must)) == 5);
  auto both = one_word(december(), QueryNode::Occur::must);
  both.children.push_back({Clause::Kind::word, QueryNode::Occur::must, {word("خبر")}, {}});
  CHECK(found(both) == 2);
  auto excluded = one_word(december(), QueryNode::Occur::must);
  excluded.children.push_back({Clause::Kind::word, QueryNode::Occur::must_not, {word("خبر")}, {}});
  CHECK(found(excluded) == 3);
}

TEST_CASE("alternatives are lit where they count") {
  struct Row {
    const char* text;
    std::vector<std::string> lit;
  };
  const Row rows[] = {
      {"ديسمبر دجنبر", {"ديسمبر", "دجنبر"}},
      {"كانون الأول", {"كانون", "الأول"}},
      {"كانون ثم الأول", {}},
      {"الأول كانون", {}},
      {"خبر آخر", {}},
  };
  const auto root = one_word(december());
  for (const auto& row : rows) {
    INFO(row.text);
    CHECK(months().lit(row.text, root) == row.lit);
  }
}

TEST_CASE("which words may have alternatives") {
  struct Row {
    const char* query;
    std::vector<std::string> words;
    const char* reason;
  };
  const Row rows[] = {
      {"هدنة قوات", {"هدنه", "قوات"}, "words that count"},
      {"+هدنة قوات", {"هدنه", "قوات"}, "and that must match"},
      {"هدنة -قوات", {"هدنه"}, "not the excluded"},
      {"هدنة =قوات", {"هدنه"}, "nor exact forms"},
      {"هدنة \"قوات قتالية\"", {"هدنه"}, "nor words of a phrase"},
      {"هدنة +F-16", {"هدنه"}, "nor of a compound that is searched as one"},
      {"+\"قوات\"", {}, "nor a single word in quotes"},
  };
  for (const auto& row : rows) {
    INFO(row.query << ": " << row.reason);
    auto root = analyze(parse_query(row.query));
    std::vector<std::string> words;
    for (const auto* each : expandable_words(root)) words.push_back(each->words.front().folded);
    CHECK(words == row.words);
  }
}

}  // namespace diwan::search
