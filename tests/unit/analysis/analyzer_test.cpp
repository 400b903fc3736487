// SPDX-License-Identifier: GPL-2.0-or-later
#include <diwan/analyzer.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <thread>

#include "analysis/word_analyzer.hpp"
#include "support/table.hpp"
#include "support/token_invariants.hpp"
#include "text/fold.hpp"

namespace diwan {
namespace {

std::set<std::string> stems(const std::string& text) {
  std::set<std::string> all;
  for (const auto& token : Analyzer().analyze(text)) all.insert(token.stems.begin(), token.stems.end());
  return all;
}

bool meet(const std::string& first, const std::string& second) {
  const auto ours = stems(first);
  const auto theirs = stems(second);
  return std::any_of(ours.begin(), ours.end(), [&](const auto& stem) { return theirs.contains(stem); });
}

}  // namespace

TEST_CASE("words meet that a reader would call one, and others do not") {
  for (const auto& row : test::read_table("meets.tsv", 4)) {
    INFO(row[3] << ": " << row[0] << ' ' << row[1]);
    CHECK(meet(row[0], row[1]) == (row[2] == "yes"));
  }
}

TEST_CASE("names and headwords keep their first letters and their ends") {
  for (const auto& row : test::read_table("whole_words.tsv", 2)) {
    INFO(row[1] << ": " << row[0]);
    const auto tokens = Analyzer().analyze(row[0]);
    REQUIRE(tokens.size() == 1);
    CHECK(tokens[0].stems.front() == text::fold_seats(tokens[0].folded));
  }
}

TEST_CASE("tokens point into the text as written") {
  const std::string text = "قالَ مُحَمَّدٌ ﷺ: «العــراق» F-16، ٢٠٢١م، کتاب\u200Cها الـUN\r\n";
  const auto tokens = Analyzer().analyze(text);
  test::check_invariants(text, tokens);
  struct Row {
    const char* source;
    const char* folded;
  };
  const Row rows[] = {
      {"قالَ", "قال"}, {"مُحَمَّدٌ", "محمد"},           {"ﷺ", "صلي"},  {"ﷺ", "الله"}, {"ﷺ", "عليه"},
      {"ﷺ", "وسلم"},  {"العــراق", "العراق"},     {"F", "f"},    {"16", "16"},  {"٢٠٢١", "2021"},
      {"م", "م"},     {"کتاب\u200Cها", "كتابها"}, {"الـ", "ال"}, {"UN", "un"},
  };
  REQUIRE(tokens.size() == std::size(rows));
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    CHECK(text.substr(tokens[i].begin, tokens[i].end - tokens[i].begin) == rows[i].source);
    CHECK(tokens[i].folded == rows[i].folded);
  }
}

TEST_CASE("what folds to nothing is no word") {
  struct Row {
    std::string text;
    const char* reason;
  };
  const Row rows[] = {{"", "empty"},
                      {"ـــ", "tatweel"},
                      {"\u064B", "a mark"},
                      {"...", "signs"},
                      {std::string(3, '\0'), "NUL"},
                      {"\xFF\xD8", "broken bytes"}};
  for (const auto& row : rows) {
    INFO(row.reason);
    CHECK(Analyzer().analyze(row.text).empty());
    CHECK(Analyzer().analyze_query(row.text).empty());
    CHECK(Analyzer().explain(row.text).empty());
  }
}

TEST_CASE("the declared language chooses the stemmer of Latin words only") {
  struct Row {
    const char* language;
    analysis::LanguageClass number;
  };
  const Row rows[] = {
      {"", analysis::LanguageClass::english},       {"en-GB", analysis::LanguageClass::english},
      {"fr", analysis::LanguageClass::french},      {"FR_fr", analysis::LanguageClass::french},
      {"es-419", analysis::LanguageClass::spanish}, {"de", analysis::LanguageClass::german},
      {"ar", analysis::LanguageClass::english},     {"french", analysis::LanguageClass::english},
  };
  for (const auto& row : rows) {
    INFO(row.language);
    CHECK(analysis::language_class(row.language) == row.number);
  }
  const Analyzer analyzer;
  CHECK(analyzer.analyze("élections", "fr")[0].stems[0] == "elect");
  CHECK(analyzer.analyze("negociaciones", "es")[0].stems[0] == "negoci");
  CHECK(analysis::analyze_word("elections", static_cast<analysis::LanguageClass>(9)) ==
        analysis::analyze_word("elections", analysis::LanguageClass::english));  // as a damaged index may ask
  CHECK(analyzer.analyze("الانتخابات выборы 7", "fr") == analyzer.analyze("الانتخابات выборы 7", "en"));
}

TEST_CASE("only Latin words depend on the language") {
  struct Row {
    const char* form;
    bool depends;
    const char* reason;
  };
  const Row rows[] = {
      {"قوات", false, "Arabic"},  {"\uFEFB", false, "a presentation form"}, {"2021", false, "a number"},
      {"UN", true, "capitals"},   {"élection", true, "an accent"},          {"Москва", false, "Cyrillic"},
      {"ﬁn", true, "a ligature"}, {"™", true, "a sign of Latin letters"},   {"½", false, "a sign of digits"},
      {"", false, "empty"},       {"ʻAbd", true, "a modifier letter first"}};
  for (const auto& row : rows) {
    INFO(row.reason);
    CHECK(analysis::depends_on_language(row.form) == row.depends);
  }
}

TEST_CASE("an explanation shows the token and what was taken off") {
  const auto explained = Analyzer().explain("والقوّات");
  REQUIRE(explained.size() == 1);
  CHECK(explained[0].source == "والقوّات");
  CHECK(explained[0].token == Analyzer().analyze("والقوّات")[0]);
  REQUIRE_FALSE(explained[0].readings.empty());
  CHECK(explained[0].readings[0] == WordExplanation::Reading{"قوات", "وال", "", "dictionary noun"});
}

TEST_CASE("threads share the analyzer") {
  const std::string text = "القوات القتالية elections ﷺ выборы";
  const auto expected = Analyzer().analyze(text);
  std::vector<std::vector<Token>> found(4);
  std::vector<std::thread> threads;
  for (auto& tokens : found) {
    threads.emplace_back([&tokens, &text] {
      for (int i = 0; i < 200; ++i) tokens = Analyzer().analyze(text);
    });
  }
  for (auto& thread : threads) thread.join();
  for (const auto& tokens : found) CHECK(tokens == expected);
}

}  // namespace diwan
