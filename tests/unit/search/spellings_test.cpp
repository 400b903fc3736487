// SPDX-License-Identifier: GPL-2.0-or-later
// What orthography does to a search, through a real index: text in one spelling, query in the other, and the reverse.
#include <catch2/catch.hpp>

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "support/table.hpp"
#include "text/fold.hpp"
#include "text/utf8.hpp"
#include "unit/search/archived.hpp"

namespace diwan {
namespace {

using test::Archived;
using test::article;

/// Articles of one text each, which are their own ids.
class Texts {
 public:
  explicit Texts(const std::set<std::string>& texts) : archived_(articles(texts)) {}

  bool finds(const std::string& query, const std::string& text) const {
    Request request;
    request.limit = 10'000;
    request.snippets = false;
    const auto [found, added] = answers_.try_emplace(query);
    if (added) found->second = archived_.set(query, request);
    return found->second.contains(text);
  }

 private:
  static std::vector<Article> articles(const std::set<std::string>& texts) {
    std::vector<Article> articles;
    for (const auto& text : texts) articles.push_back(article(text, "", text));
    return articles;
  }

  Archived archived_;
  mutable std::map<std::string, std::set<std::string>> answers_;
};

}  // namespace

TEST_CASE("two spellings find each other, in text and in query") {
  const auto rows = test::read_table("spellings.tsv", 4);
  std::set<std::string> texts;
  for (const auto& row : rows) texts.insert({row[0], row[1]});
  const Texts archive(texts);
  for (const auto& row : rows) {
    INFO(row[3] << ": " << row[0] << ' ' << row[1]);
    const bool meet = row[2] != "no";
    CHECK(archive.finds(row[0], row[1]) == meet);
    CHECK(archive.finds(row[1], row[0]) == meet);
    // Words in quotes have no related forms.
    const bool same = meet && row[2] != "related";
    CHECK(archive.finds('"' + row[0] + '"', row[1]) == same);
    CHECK(archive.finds('"' + row[1] + '"', row[0]) == same);
    CHECK(archive.finds("=" + row[0], row[1]) == (row[2] == "exact"));
    CHECK(archive.finds("=" + row[1], row[0]) == (row[2] == "exact"));
    CHECK(archive.finds("=" + row[0], row[0]));
    CHECK(archive.finds("=" + row[1], row[1]));
  }
}

TEST_CASE("every character of the folding table finds what it becomes, and is found by it") {
  const auto word = [](char32_t letter) {
    std::string text = "طق";
    if (letter != 0) text::append_utf8(text, letter);
    return text + "زط";
  };
  std::set<std::string> texts;
  for (const auto& rule : text::fold_rules()) {
    texts.insert(word(rule.to));
    for (auto c = rule.first; c <= rule.last; ++c) texts.insert(word(c));
  }
  const Texts archive(texts);
  for (const auto& rule : text::fold_rules()) {
    const auto plain = word(rule.to);
    for (auto c = rule.first; c <= rule.last; ++c) {
      if (rule.first == 0x0451) continue;  // Cyrillic: no letter of an Arabic word
      INFO(rule.what << ": U+" << std::hex << std::uint32_t(c));
      CHECK(archive.finds("=" + word(c), plain));
      CHECK(archive.finds("=" + plain, word(c)));
    }
  }
}

TEST_CASE("compounds are found as written and in parts") {
  const auto rows = test::read_table("compounds.tsv", 4);
  std::set<std::string> texts;
  for (const auto& row : rows) texts.insert(row[0]);
  const Texts archive(texts);
  for (const auto& row : rows) {
    INFO(row[3] << ": " << row[0] << " by " << row[1]);
    CHECK(archive.finds(row[1], row[0]) == (row[2] == "yes"));
  }
}

TEST_CASE("words of other scripts are stemmed by their article's language, and a query asks for all") {
  const auto rows = test::read_table("languages.tsv", 5);
  std::vector<Article> articles;
  for (const auto& row : rows) {
    auto each = article(row[0] + " " + row[1], "", row[1]);
    if (!row[0].empty()) each.fields.push_back({"language", row[0]});
    articles.push_back(std::move(each));
  }
  const Archived archive(articles);
  Request request;
  request.limit = 1'000;
  for (const auto& row : rows) {
    INFO(row[4] << ": " << row[0] << ' ' << row[1] << " by " << row[2]);
    CHECK(archive.set(row[2], request).contains(row[0] + " " + row[1]) == (row[3] == "yes"));
  }
}

TEST_CASE("a compound as written comes before its parts strewn about") {
  struct Row {
    const char* query;
    const char* joined;
    const char* strewn;
  };
  const Row rows[] = {
      {"F-16", "طائرات F-16 جديدة في القاعدة", "طراز F قديم، وعددها 16 طائرة، ومنها F أيضا و16 غيرها"},
      {"كوفيد-19", "جائحة كوفيد-19 والاقتصاد", "كوفيد في العالم: 19 وفاة، ثم كوفيد مرة أخرى و19 إصابة"},
      {"COP28", "مؤتمر COP28 في دبي", "جلسة COP الأولى، حضرها 28 وزيرا، ثم COP الثانية بحضور 28 سفيرا"},
      {"UN/2231", "القرار UN/2231 بشأن إيران", "تقرير UN الجديد ذو الرقم المتأخر 2231 من UN في سجل 2231"},
      {"٣٫١٤", "نسبة 3.14 في المئة", "المواد 3 و5 و7 و14، والمادة 3 من الفصل 14"},
      {"AT&T", "شركة AT&T الأمريكية", "خيمة T على شاطئ، AT يعني عند، ثم T مرة أخرى"},
      {"#الأمم_المتحدة", "وسم #الأمم_المتحدة ينتشر", "الأمم كلها، والولايات المتحدة، ثم الأمم والمملكة المتحدة"},
  };
  for (const auto& row : rows) {
    INFO(row.query);
    const Archived archived({article("strewn", "", row.strewn), article("joined", "", row.joined)});
    CHECK(archived.ids(row.query).at(0) == "joined");
  }
}

}  // namespace diwan
