// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <catch2/catch.hpp>
#include <limits>
#include <sstream>

#include "unit/render/sample.hpp"

namespace diwan {
namespace {

Results with_id(const std::string& id) {
  Results results;
  results.hits.resize(1);
  results.hits[0].rank = 1;
  results.hits[0].score = 2;
  results.hits[0].identity.id = id;
  results.hits[0].title = id;
  return results;
}

RenderOptions in(Format format) {
  RenderOptions options;
  options.format = format;
  options.query_id = "7";
  return options;
}

}  // namespace

TEST_CASE("ids in a TREC run and on lines of their own") {
  struct Row {
    std::string id;
    std::string trec;
    std::string ids;
    std::string cell;
    const char* reason;
  };
  const Row rows[] = {
      {"2021/بيان.txt", "2021/بيان.txt", "2021/بيان.txt", "2021/بيان.txt", "Arabic stays"},
      {"a b", "a%20b", "a b", "a b", "a space"},
      {"a\tb", "a%09b", "a\tb", "a\\tb", "a tab"},
      {"a\r\nb", "a%0D%0Ab", "a\\r\\nb", "a\\r\\nb", "line breaks"},
      {"a\u00A0b\u3000c", "a%C2%A0b%E3%80%80c", "a\u00A0b\u3000c", "a\u00A0b\u3000c", "white space of Unicode"},
      {"a\u2028b\u0085", "a%E2%80%A8b%C2%85", "a\\u2028b\\u0085", "a\\u2028b\\u0085", "its line breaks"},
      {"100%20", "100%20", "100%20", "100%20", "a percent sign stays"},
      {"a\\b", "a\\b", "a\\b", "a\\\\b", "a backslash"},
      {std::string("a\0\x1B", 3), "a%00%1B", "a\\u0000\\u001b", "a\\u0000\\u001b", "control characters"},
      {"\u200Fa", "\u200Fa", "\u200Fa", "\\u200fa", "a mark of direction"},
  };
  for (const auto& row : rows) {
    INFO(row.reason);
    const Results results = with_id(row.id);
    CHECK(sample::rendered(results, in(Format::trec)) == "7 Q0 " + row.trec + " 1 2.000000 diwan\n");
    CHECK(sample::rendered(results, in(Format::ids)) == row.ids + "\n");
    const std::string table = sample::rendered(results, in(Format::tsv));
    CHECK(table.substr(table.find('\n') + 1) == "1\t2.000000\t\t\t\t" + row.cell + "\t" + row.cell + "\t\n");
  }
}

TEST_CASE("each row of a table has its eight cells, whatever the documents hold") {
  std::istringstream table(sample::rendered(sample::results(), in(Format::tsv)));
  std::size_t rows = 0;
  for (std::string row; std::getline(table, row); ++rows) CHECK(std::ranges::count(row, '\t') == 7);
  CHECK(rows == 4);
  CHECK(sample::rendered(Results{}, in(Format::tsv)) == "rank\tscore\tdate\tsource\tpath\tid\ttitle\tsnippet\n");
}

TEST_CASE("scores of a TREC run never rise, and its columns are six") {
  Results results;
  results.hits.resize(5);
  const double scores[] = {3, 5, std::numeric_limits<double>::quiet_NaN(), 2.5, 2.50000004};
  for (std::size_t i = 0; i < 5; ++i) {
    results.hits[i].rank = i + 1;
    results.hits[i].score = scores[i];
    results.hits[i].identity.id = "a b";
  }
  auto options = in(Format::trec);
  options.query_id = "q 1";
  options.tag = "my run\n";
  std::istringstream run(sample::rendered(results, options));
  double last = std::numeric_limits<double>::infinity();
  for (std::string row; std::getline(run, row);) {
    INFO(row);
    CHECK(std::ranges::count(row, ' ') == 5);
    std::istringstream columns(row);
    std::string topic, zero, id, rank, score, tag;
    columns >> topic >> zero >> id >> rank >> score >> tag;
    CHECK(topic == "q%201");
    CHECK(tag == "my%20run%0A");
    CHECK(std::stod(score) <= last);
    last = std::stod(score);
  }
  CHECK(last == 2.5);
}

}  // namespace diwan
