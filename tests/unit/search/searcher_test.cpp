// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "unit/search/archived.hpp"

namespace diwan {
namespace {

using test::Archived;
using test::article;
using Set = std::set<std::string>;

std::vector<std::string> lit(const std::string& text, const std::vector<Range>& ranges) {
  std::vector<std::string> words;
  for (const auto& range : ranges) words.push_back(text.substr(range.begin, range.end - range.begin));
  return words;
}

const Archived& sample() {
  static const Archived archived({
      article("1", "بيان مشترك", "لن يكون هناك أي وجود لقوات قتالية أمريكية في العراق", Date{2021, 7, 26}),
      article("2", "دعم القوات", "أكدت الحكومة دعم القوات العراقية", Date{2021, 12, 31}, "second"),
      article("3", "المهمة القتالية", "انتهاء المهمة القتالية في بغداد"),
      article("4", "وزير الخارجية", "قال الوزير إن المفاوضات مستمرة مع G7 وF-16", Date{2020, 1, 1}),
      article("5", "زيارة", "زير من الفخار وجزء من البناء", Date{2021, 7, 26}, "second"),
  });
  return archived;
}

}  // namespace

TEST_CASE("each construct is a set of articles, and they compose") {
  struct Row {
    const char* query;
    Set ids;
    const char* reason;
  };
  const Row rows[] = {
      {"قوات قتالية", {"1", "2", "3"}, "words are alternatives"},
      {"القوات القتالية", {"1", "2", "3"}, "with the article"},
      {"قُوّاتٌ قِتاليّة", {"1", "2", "3"}, "with marks"},
      {"\"قوات قتالية\"", {"1"}, "a phrase by stems"},
      {"\"القوات القتالية\"", {"1"}, "a phrase by stems, other forms"},
      {"=قوات", {}, "لقوات and القوات are other forms"},
      {"=لقوات", {"1"}, "an exact form"},
      {"=\"لقوات قتالية\"", {"1"}, "an exact phrase"},
      {"=\"قوات قتالية\"", {}, "an exact phrase does not bend"},
      {"=قتالي", {}, "the form does not occur"},
      {"زير", {"5"}, "وزير is no و and زير"},
      {"+قوات +العراقية", {"1", "2"}, "both must match"},
      {"+قوات -قتالية", {"2"}, "one is excluded"},
      {"قوات -\"قوات قتالية\"", {"2"}, "an excluded phrase"},
      {"-قوات", {"3", "4", "5"}, "exclusions alone: all others"},
      {"-قوات -زير", {"3", "4"}, "two exclusions"},
      {"-=لقوات", {"2", "3", "4", "5"}, "an excluded form"},
      {"+\"المهمة القتالية\" قوات", {"3"}, "a phrase that must match"},
      {"قوات مجهولة", {"1", "2"}, "an unknown word does not empty the answer"},
      {"ءءء", {}, "nothing known at all"},
      {"\"F-16\"", {"4"}, "a compound as a phrase"},
      {"+F-16", {"4"}, "and as one word that must match"},
      {"\"G7\"", {"4"}, "letters and digits"},
      {"\"العراق أكدت\"", {}, "a phrase does not run into the next article"},
      {"\"القتالية انتهاء\"", {}, "nor from the title into the text"},
      {"\"بيان مشترك\"", {"1"}, "a phrase in the title"},
  };
  for (const auto& row : rows) {
    INFO(row.query << ": " << row.reason);
    CHECK(sample().set(row.query) == row.ids);
  }
}

TEST_CASE("days, sources and pages compose with every query") {
  Request second{.sources = {"second"}};
  CHECK(sample().set("قوات قتالية", second) == Set{"2"});
  CHECK(sample().set("-قوات", second) == Set{"5"});
  Request since;
  since.since = Date{2021, 7, 26};
  CHECK(sample().set("-زير", since) == Set{"1", "2"});
  CHECK(sample().set("-ءءء", since) == Set{"1", "2", "5"});
  Request until;
  until.until = Date{2021, 7, 26};
  CHECK(sample().set("-ءءء", until) == Set{"1", "4", "5"});
  Request both{.sources = {"second", "/archive"}};
  both.since = both.until = Date{2021, 7, 26};
  CHECK(sample().set("-ءءء", both) == Set{"1", "5"});

  SECTION("by date: newest first, undated last") {
    Request by_date{.sort = Request::Sort::date};
    const auto ids = sample().ids("-ءءء", by_date);
    REQUIRE(ids.size() == 5);
    CHECK(ids[0] == "2");
    CHECK(ids[3] == "4");
    CHECK(ids[4] == "3");
  }
  SECTION("pages are cut from one order") {
    std::vector<std::string> paged;
    for (std::size_t offset = 0; offset < 6; offset += 2) {
      Request page{.limit = 2, .offset = offset};
      const auto results = sample().search("قوات قتالية زير", page);
      CHECK(results.total == 4);
      for (const auto& hit : results.hits) {
        CHECK(hit.rank == paged.size() + 1);
        paged.push_back(hit.identity.id);
      }
    }
    CHECK(paged == sample().ids("قوات قتالية زير"));
  }
  SECTION("no limit is too large") {
    Request large;
    large.limit = static_cast<std::size_t>(-1);
    large.offset = 1;
    CHECK(sample().search("قوات قتالية", large).hits.size() == 2);
    large.offset = static_cast<std::size_t>(-1);
    CHECK(sample().search("قوات قتالية", large).hits.empty());
  }
}

TEST_CASE("a query without words is an error that says so") {
  for (const auto* query : {"", "  ", "،", "\"\"", "- +"}) {
    INFO(query);
    Request request;
    request.query = parse_query(query);
    auto searcher = sample().searcher();
    CHECK(searcher.search(request).error().code == Code::invalid_argument);
    CHECK(searcher.count(request).error().code == Code::invalid_argument);
  }
}

TEST_CASE("words are lit exactly as they stand in the source") {
  struct Row {
    const char* text;
    const char* query;
    std::vector<std::string> lit;
    const char* reason;
  };
  const Row rows[] = {
      {"دعمٌ لِلقُوَّاتِ المسلّحة", "قوات", {"لِلقُوَّاتِ"}, "marks stay"},
      {"الـقــوات ، والقواتُ", "قوات", {"الـقــوات", "والقواتُ"}, "tatweel stays"},
      {"القوات\xE2\x80\x8F المسلحة", "قوات", {"القوات"}, "a direction mark behind the word is no part of it"},
      {"ﺍﻟﻘﻮﺍﺕ", "القوات", {"ﺍﻟﻘﻮﺍﺕ"}, "presentation forms"},
      {"عام ٢٠٢١م وعام 2021", "2021", {"٢٠٢١", "2021"}, "digits of two scripts"},
      {"قوات، قوات", "=قوات", {"قوات", "قوات"}, "exact forms"},
      {"القوات قوات", "=قوات", {"قوات"}, "an exact form lights no other form"},
      {"قوات قتالية، قتالية قوات", "\"قوات قتالية\"", {"قوات", "قتالية"}, "a phrase lights only where it stands whole"},
      {"قوات قتالية", "قوات -سلام", {"قوات"}, "an excluded word lights nothing"},
      {"NATO troops", "Troop", {"troops"}, "Latin words by their stems"},
  };
  for (const auto& row : rows) {
    INFO(row.query << ": " << row.reason);
    const Archived archived({article("a", row.text, row.text)});
    const auto results = archived.search(row.query);
    REQUIRE(results.hits.size() == 1);
    const auto& hit = results.hits[0];
    CHECK(hit.title == row.text);
    CHECK(lit(hit.title, hit.title_highlights) == row.lit);
    CHECK(hit.snippet.text == row.text);
    CHECK(lit(hit.snippet.text, hit.snippet.highlights) == row.lit);
    CHECK_FALSE(hit.snippet.cut_before);
    CHECK_FALSE(hit.snippet.cut_after);
  }
}

TEST_CASE("where form feeds part a text into pages, the page of what is lit is told") {
  std::string filler;
  for (int i = 0; i < 100; ++i) filler += "كلام عام ";
  struct Row {
    std::string text;
    std::optional<std::size_t> page;
    const char* why;
  };
  const Row rows[] = {
      {"قوات", {}, "no form feed: no pages"},
      {"قوات\f", 1, "an empty page behind"},
      {"\fقوات", 2, "an empty page before"},
      {"أ\f\f\nقوات", 3, "empty pages count, whatever stands beside the form feeds"},
      {"سلام\fقوات\fهدنة", 2, "in the middle"},
      {"سلام قوات\fقوات", 1, "the first one that is lit counts, not the beginning nor the end of the passage"},
      {"مقدمة. نهاية صفحة\fأول الصفحة قوات", 2, "the passage begins on the page before"},
      {filler + "\f" + filler + "\f" + filler + "قوات\f" + filler, 3, "pages before the passage, and one behind"},
      {filler + std::string(5'000, '\f') + "قوات", 5'001, "a gap of nothing else, longer than a passage"},
      {filler + "\f" + filler, 1, "found by its title: the page where the passage begins"},
  };
  for (const auto& [text, page, why] : rows) {
    INFO(why);
    const Archived archived({article("a", "قوات", text)});
    const auto shown = archived.search("قوات").hits.at(0).snippet;
    CHECK(shown.page == page);
    CHECK(text.substr(shown.offset, shown.text.size()) == shown.text);
  }
}

TEST_CASE("the snippet is the best passage of the text, byte for byte") {
  std::string text = "مقدمة.\n";
  for (int i = 0; i < 100; ++i) text += "كلام عام عن قوات ";
  text += ". ثم جاء أن قوات قتالية أمريكية غادرت . ";
  for (int i = 0; i < 100; ++i) text += "خاتمة عادية ";
  const Archived archived({article("a", "", text)});
  const auto hit = archived.search("قوات قتالية أمريكية").hits.at(0);
  CHECK(hit.snippet.text.find("قوات قتالية أمريكية غادرت") != std::string::npos);
  CHECK(text.substr(hit.snippet.offset, hit.snippet.text.size()) == hit.snippet.text);
  CHECK(hit.snippet.cut_before);
  CHECK(hit.snippet.cut_after);

  SECTION("a match in the title only shows the beginning") {
    const Archived titled({article("a", "هدنة", text)});
    const auto shown = titled.search("هدنة").hits.at(0).snippet;
    CHECK(shown.offset == 0);
    CHECK(shown.text.starts_with("مقدمة"));
    CHECK(shown.highlights.empty());
  }
  SECTION("a text without form feeds has no pages") { CHECK_FALSE(hit.snippet.page); }
  SECTION("words of absurd length are cut between characters") {
    std::string endless = "قوات ";
    for (int i = 0; i < 20'000; ++i) endless += "ق";
    const Archived long_word({article("a", "", endless)});
    const auto shown = long_word.search("قوات").hits.at(0).snippet;
    CHECK(shown.text.size() < 2'000);
    CHECK(endless.starts_with(shown.text));
    CHECK(lit(shown.text, shown.highlights) == std::vector<std::string>{"قوات"});
    CHECK(shown.cut_after);
  }
  SECTION("what is lit is shown behind a word, a gap or marks of absurd length") {
    std::string letters, spaces(200'000, ' '), marks = "م";
    for (int i = 0; i < 20'000; ++i) letters += "ق";
    for (int i = 0; i < 5'000; ++i) marks += "ً";
    for (const auto& before : {letters + " ", "م" + spaces, marks + " "}) {
      const std::string whole = before + "قوات قتالية";
      const Archived archive({article("a", "", whole)});
      const auto shown = archive.search("قوات").hits.at(0).snippet;
      CHECK(lit(shown.text, shown.highlights) == std::vector<std::string>{"قوات"});
      CHECK(whole.substr(shown.offset, shown.text.size()) == shown.text);
      CHECK(shown.cut_before);
    }
  }
}

TEST_CASE("the order among equal scores does not depend on the order of indexing") {
  std::vector<Article> articles;
  for (int i = 0; i < 60; ++i) articles.push_back(article("id" + std::to_string(i), "هدنة", "نص الهدنة"));
  Request page;
  page.limit = 100;
  const auto forwards = Archived(articles).ids("هدنة", page);
  std::reverse(articles.begin(), articles.end());
  const Archived backwards(articles);
  CHECK(backwards.ids("هدنة", page) == forwards);
  SECTION("also where a page cuts through them") {
    Request few;
    few.limit = 7;
    few.offset = 21;
    const auto hits = backwards.search("هدنة", few).hits;
    REQUIRE(hits.size() == 7);
    for (std::size_t i = 0; i < 7; ++i) CHECK(hits[i].identity.id == forwards[21 + i]);
  }
}

TEST_CASE("a title counts for more than the text") {
  const Archived archived(
      {article("text", "خبر اليوم", "هدنة في المدينة"), article("title", "هدنة في المدينة", "خبر اليوم")});
  CHECK(archived.ids("هدنة") == std::vector<std::string>{"title", "text"});
}

}  // namespace diwan
