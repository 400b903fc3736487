// SPDX-License-Identifier: GPL-2.0-or-later
#include "unit/render/sample.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <sstream>

namespace diwan::sample {
namespace {

template <class Value, class Render>
std::string written(const Value& value, const RenderOptions& options, Render render) {
  std::ostringstream out;
  render(value, options, out);
  REQUIRE(out);
  return out.str();
}

}  // namespace

std::vector<Range> ranges_of(const std::string& text, const std::vector<std::string>& words) {
  std::vector<Range> ranges;
  for (const auto& word : words) {
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + word.size())) {
      ranges.push_back({at, at + word.size()});
    }
  }
  std::ranges::sort(ranges);
  return ranges;
}

Results results() {
  Results results;
  results.query = parse_query("قوات قتالية - \"جلسة");
  results.offset = 9;
  results.total = 1234;
  results.related = 56;
  results.replacements = {{"غوتيرش", "غوتيريش"}, {"\x1b[31mred", "red"}};
  results.total_is_exact = false;

  Hit marked;
  marked.rank = 10;
  marked.score = 14.20312345678;
  marked.identity = {"وثائق", "2021/07/بيان.txt", "2021/07/بيان.txt"};
  marked.title = "بيانٌ مشترك حول القُوَّات القتالية";
  marked.title_highlights = ranges_of(marked.title, {"القُوَّات", "القتالية"});
  marked.date = Date{2021, 7, 26};
  marked.fields = {{"source", "وكالة الأنباء", Field::Kind::text},
                   {"pages", "12345678901234567890.10", Field::Kind::number},
                   {"signed", "true", Field::Kind::boolean}};
  marked.snippet.text =
      "وأكّد الطرفان أنّه لن يكون هناك وجودٌ لِلقُوَّاتِ القِتالِيَّةِ بحلول ٣١ كانون الأول 2021،\n\tوأنّ طائرات F-16 "
      "ستبقى في القاعدة، على أن تواصل القوات العراقية عملها.";
  marked.snippet.highlights = ranges_of(marked.snippet.text, {"لِلقُوَّاتِ", "القِتالِيَّةِ", "القوات"});
  marked.snippet.offset = 310;
  marked.snippet.page = 3;
  marked.snippet.cut_before = true;
  marked.snippet.cut_after = true;

  Hit hostile;
  hostile.rank = 11;
  hostile.score = 0.00001234567;
  hostile.identity = {"news", "dump.jsonl", "a b\t1\\2\nc\u00A0٪%20"};
  hostile.title = "\x1B[31mred\x1B[0m \u202Eevil\u202C title\twith a tab \\ and\r\nlines";
  hostile.snippet.text = "F-16 \u2069\u2069\u009B2J قوات \u2067 and combat \"forces\"";
  hostile.snippet.highlights = ranges_of(hostile.snippet.text, {"قوات", "forces"});

  Hit untitled;
  untitled.rank = 12;
  untitled.score = 0.00001234567;
  untitled.identity = {"news", "dump.jsonl", "dump.jsonl#3"};
  untitled.date = Date{1991, 1, 17};

  results.hits = {marked, hostile, untitled};
  return results;
}

Article article() {
  Article article;
  article.identity = {"وثائق", "2021/07/dump.jsonl.gz", "بيان-7"};
  article.title = "بيان مشترك";
  article.date = Date{2021, 7, 26};
  article.fields = {{"source", "وكالة الأنباء", Field::Kind::text},
                    {"author", "A. Writer", Field::Kind::text},
                    {"البلد", "العراق", Field::Kind::text},
                    {"pages", "1.10", Field::Kind::number},
                    {"final", "false", Field::Kind::boolean}};
  article.text =
      "اتّفق الطرفان على ما يلي:\r\n\r\n١. إنهاء المهمة القتالية بحلول نهاية العام، وانتقال العلاقة إلى التدريب "
      "والتسليح "
      "وتبادل المعلومات.\n\x1B[31mF-16 طائرات\u202E تبقى.\nEnglish closes the text.\n";
  return article;
}

std::vector<Article> candidates() {
  Article first = article();
  Article second;
  second.identity = {"news", "b.jsonl", "بيان-7"};
  return {first, second};
}

std::vector<WordExplanation> words() {
  WordExplanation troops;
  troops.token = {0, 20, 0, "للقوات", {"قوه", "قوات"}};
  troops.source = "لِلقُوَّاتِ";
  troops.normalized = "لِلقُوَّاتِ";
  troops.readings = {{"قوه", "لل", "ات", "dictionary noun"}, {"قوات", "لل", "", "dictionary noun"}};
  WordExplanation plane;
  plane.token = {21, 25, 1, "16", {"16"}};
  plane.source = "١٦";
  plane.normalized = "١٦";
  plane.readings = {{"16", "", "", "number"}};
  return {troops, plane};
}

std::string rendered(const Results& value, const RenderOptions& options) {
  return written(value, options, [](const auto& v, const auto& o, auto& out) { render(v, o, out); });
}
std::string rendered(const Article& value, const RenderOptions& options) {
  return written(value, options, [](const auto& v, const auto& o, auto& out) { render(v, o, out); });
}
std::string rendered(const std::vector<Article>& value, const RenderOptions& options) {
  return written(value, options, [](const auto& v, const auto& o, auto& out) { render_candidates(v, o, out); });
}
std::string rendered(const std::vector<WordExplanation>& value, const RenderOptions& options) {
  return written(value, options, [](const auto& v, const auto& o, auto& out) { render(v, o, out); });
}

}  // namespace diwan::sample
