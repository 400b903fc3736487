// SPDX-License-Identifier: GPL-2.0-or-later
// What must hold for each line that goes to a terminal, whatever the documents hold.
#include <unicode/ubidi.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <initializer_list>
#include <random>
#include <sstream>

#include "text/terminal.hpp"
#include "text/utf8.hpp"
#include "unit/render/sample.hpp"

namespace diwan {
namespace {

std::vector<std::string> lines_of(const std::string& output) {
  REQUIRE((output.empty() || output.back() == '\n'));
  std::vector<std::string> lines;
  std::istringstream in(output);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

/// Takes our own colours out; whatever else begins with ESC stays.
std::string without_colors(std::string line) {
  for (const std::string code : {"\x1B[1m", "\x1B[1;31m", "\x1B[0m"}) {
    for (std::size_t at = line.find(code); at != std::string::npos; at = line.find(code)) line.erase(at, code.size());
  }
  return line;
}

/// The level of each UTF-16 unit; the paragraph's direction found as a terminal finds it.
std::vector<int> bidi_levels(const icu::UnicodeString& line) {
  UErrorCode status = U_ZERO_ERROR;
  UBiDi* bidi = ubidi_open();
  ubidi_setPara(bidi, line.getBuffer(), line.length(), UBIDI_DEFAULT_LTR, nullptr, &status);
  REQUIRE(U_SUCCESS(status));
  std::vector<int> levels{ubidi_getParaLevel(bidi)};
  for (std::int32_t i = 0; i < line.length(); ++i) levels.push_back(ubidi_getLevelAt(bidi, i));
  ubidi_close(bidi);
  return levels;
}

void check_line(const std::string& colored) {
  INFO("line <" << colored << ">");
  REQUIRE_FALSE(text::find_invalid_utf8(colored));
  if (colored.find('\x1B') != std::string::npos) {
    // The last colour code of the line is a reset, and nothing but the end of an isolate may follow it uncoloured.
    CHECK(colored.substr(colored.rfind('\x1B')).starts_with("\x1B[0m"));
  }
  const std::string line = without_colors(colored);
  if (line.empty()) return;
  CHECK(static_cast<unsigned char>(line.front()) < 0x80);
  int open = 0;
  for (std::size_t i = 0; i < line.size();) {
    const char32_t c = text::next_code_point(line, i);
    if (c == 0x2068) ++open;
    if (c == 0x2069) --open;
    CHECK((open == 0 || open == 1));
    CHECK(c >= 0x20);
    CHECK_FALSE((c >= 0x7F && c < 0xA0));
    const bool ours = c == 0x2068 || c == 0x2069 || c == 0x200E || c == 0x200F;
    CHECK((ours || !text::is_bidi_control(c)));
    // Outside of isolates nothing runs right to left.
    std::string alone;
    text::append_utf8(alone, c);
    CHECK((open == 1 || c == 0x2069 || !text::has_right_to_left(alone)));
  }
  CHECK(open == 0);
  // As a bidi terminal sees it: left to right, and all that stands outside of isolates keeps its place.
  const auto wide = icu::UnicodeString::fromUTF8(line);
  const auto levels = bidi_levels(wide);
  CHECK(levels[0] == 0);
  bool inside = false;
  for (std::int32_t i = 0; i < wide.length(); ++i) {
    if (wide[i] == 0x2069) inside = false;
    if (!inside) CHECK(levels[static_cast<std::size_t>(i) + 1] == 0);
    if (wide[i] == 0x2068) inside = true;
  }
}

/// The least width that everything fits into: below it a passage keeps columns enough to be read.
constexpr std::size_t least_width = 42;

void check_output(const std::string& output, std::size_t width) {
  for (const auto& line : lines_of(output)) {
    check_line(line);
    CHECK(text::display_width(without_colors(line)) <= std::max(width, least_width));
  }
}

std::string random_text(std::mt19937& random) {
  const std::string pieces[] = {"ق",      "وات", "ُ",       " ",      "\n",     "\r\n",   "\t",       "F-16",
                                "٢٠٢١",   "12",  "\u202E", "\u2067", "\u2069", "\u200F", "\x1B[31m", "\x07",
                                "\u009B", "中",  "،",      "«",      "ש",      "\u2028", "(",        "😀",
                                "\uFEFF", "ﻻ",   "-",      "\x7F",   "a"};
  std::string text;
  for (auto left = random() % 60; left > 0; --left) text += pieces[random() % std::size(pieces)];
  return text;
}

}  // namespace

TEST_CASE("the sample's lines are safe and run left to right") {
  for (const bool color : {false, true}) {
    for (const auto width : std::initializer_list<std::size_t>{0, 20, 34, 80, 500}) {
      RenderOptions options;
      options.color = color;
      options.width = width;
      check_output(sample::rendered(sample::results(), options), width);
      check_output(sample::rendered(sample::article(), options), width);
      check_output(sample::rendered(sample::candidates(), options), width);
      check_output(sample::rendered(sample::words(), options), width);
    }
  }
}

TEST_CASE("and so are those of random documents") {
  std::mt19937 random(1446);
  for (int round = 0; round < 300; ++round) {
    RenderOptions options;
    options.color = round % 2 == 0;
    options.width = 20 + random() % 60;
    Results results = sample::results();
    for (auto& hit : results.hits) {
      hit.title = random_text(random);
      hit.title_highlights = sample::ranges_of(hit.title, {"وات", "12"});
      hit.identity = {random_text(random), random_text(random), random_text(random)};
      hit.snippet.text = random_text(random);
      hit.snippet.highlights = sample::ranges_of(hit.snippet.text, {"وات", "F-16", "ﻻ"});
    }
    check_output(sample::rendered(results, options), options.width);
    Article article = sample::article();
    article.title = random_text(random);
    article.text = random_text(random);
    article.fields.push_back({random_text(random), random_text(random), Field::Kind::text});
    check_output(sample::rendered(article, options), options.width);
    check_output(sample::rendered(std::vector<Article>{article}, options), options.width);
    std::vector<WordExplanation> words = sample::words();
    for (auto& word : words) {
      word.source = word.normalized = random_text(random);
      word.token.stems.push_back(random_text(random));
      word.readings.push_back({random_text(random), random_text(random), random_text(random), random_text(random)});
    }
    check_output(sample::rendered(words, options), options.width);
  }
}

TEST_CASE("highlighted words are coloured exactly as they stand in the source") {
  RenderOptions options;
  options.color = true;
  options.width = 300;
  const std::string output = sample::rendered(sample::results(), options);
  for (const std::string word : {"لِلقُوَّاتِ", "القِتالِيَّةِ", "القوات", "forces"}) {
    INFO(word);
    CHECK(output.find("\x1B[1;31m" + word + "\x1B[0m") != std::string::npos);
  }
  CHECK(output.find("\x1B[1;31mالقُوَّات\x1B[0m\x1B[1m ") != std::string::npos);  // bold again behind it, in a title
  options.color = false;
  CHECK(sample::rendered(sample::results(), options).find('\x1B') == std::string::npos);
}

TEST_CASE("every line of an Arabic passage runs right to left, also one that begins with a Latin word") {
  Results results;
  results.total = 1;
  results.hits.resize(1);
  results.hits[0].snippet.text = "وصلت الطائرات إلى القاعدة F-16 ثم غادرت";
  RenderOptions options;
  options.width = 31;
  const std::string output = sample::rendered(results, options);
  CHECK(output.find("| \u200E\u2068\u200FF-16") != std::string::npos);
  results.hits[0].snippet.text = "The word قوات stands in an English text";
  CHECK(sample::rendered(results, {}).find("| \u200E\u2068The word") != std::string::npos);
}

TEST_CASE("a title that shows nothing is a missing title") {
  for (const std::string title : {"", " \t\n", "\u00A0\u3000", "\u200F\uFEFF\u2069"}) {
    Results results;
    results.hits.resize(1);
    results.hits[0].rank = 1;
    results.hits[0].title = title;
    CHECK(sample::rendered(results, {}).starts_with("1. (no title)\n"));
    Article article;
    article.title = title;
    CHECK(sample::rendered(article, {}).starts_with("title: (no title)\n"));
  }
}

TEST_CASE("highlights out of order or out of range do no harm") {
  Results results;
  results.hits.resize(1);
  results.hits[0].snippet.text = "abc def";
  results.hits[0].snippet.highlights = {{4, 7}, {0, 3}, {5, 99}, {7, 7}};
  RenderOptions options;
  options.color = true;
  CHECK(sample::rendered(results, options).find("| abc \x1B[1;31mdef\x1B[0m\n") != std::string::npos);
}

TEST_CASE("what does not fit beside the others goes to the next line, and what is wider than a line is parted") {
  Results results;
  results.total = 1;
  results.hits.resize(1);
  results.hits[0].rank = 1;
  results.hits[0].score = 2;
  results.hits[0].title = "t";
  results.hits[0].identity = {"/archive/of/wire/reports", "a.txt", "وثائق/البعثة-الدائمة/رسالة.txt"};
  RenderOptions options;
  options.width = 40;
  CHECK(sample::rendered(results, options)
            .starts_with("1. t\n"
                         "   date unknown\n"
                         "   source /archive/of/wire/reports\n"
                         "   id \u2068وثائق/البعثة-الدائمة/رسالة.txt\u2069\n"
                         "   score 2.0000\n"));
  options.width = 30;
  CHECK(sample::rendered(results, options)
            .starts_with("1. t\n"
                         "   date unknown\n"
                         "   source /archive/of/wire/\n"
                         "   reports\n"
                         "   id \u200E\u2068وثائق/البعثة-الدائمة/\u2069\n"
                         "   \u200E\u2068رسالة.txt\u2069\n"
                         "   score 2.0000\n"));
  Article article;
  article.title = "t";
  article.fields = {{"author", "one two three four five six seven", Field::Kind::text},
                    {"the names of those who signed it", "a", Field::Kind::text},
                    {"empty", "", Field::Kind::text}};
  const std::string shown = sample::rendered(article, options);
  CHECK(shown.find("\n- author: one two three four\n    five six seven\n"
                   "- the names of those who\n  signed it\n  : a\n- empty: \n") != std::string::npos);
}

TEST_CASE("the last line counts the hits") {
  struct Row {
    std::uint64_t total;
    bool exact;
    std::size_t offset;
    std::size_t shown;
    const char* line;
  };
  const Row rows[] = {
      {0, true, 0, 0, "0 hits"},
      {1, true, 0, 1, "1 hit"},
      {12, true, 0, 12, "12 hits"},
      {12, true, 10, 2, "12 hits, showing 11-12"},
      {29956, true, 0, 10, "29,956 hits, showing 1-10"},
      {1234, false, 10, 10, "about 1,234 hits, showing 11-20"},
      {12, true, 11, 1, "12 hits, showing 12"},
      {12, true, 20, 0, "12 hits, none behind the first 20"},
      {12, true, 12, 0, "12 hits, none behind the first 12"},
      {1, true, 0, 0, "1 hit"},     // none was asked for
      {12, true, 5, 0, "12 hits"},  // nor here
  };
  for (const auto& row : rows) {
    Results results;
    results.total = row.total;
    results.total_is_exact = row.exact;
    results.offset = row.offset;
    results.hits.resize(row.shown);
    CHECK(lines_of(sample::rendered(results, {})).back() == row.line);
  }
}

TEST_CASE("hits by related forms are counted apart") {
  Results results;
  results.total = 29956;
  results.related = 1200;
  results.hits.resize(1);
  const auto lines = lines_of(sample::rendered(results, {}));
  REQUIRE(lines.size() > 2);
  CHECK(lines[lines.size() - 2] == "29,956 hits, showing 1");
  CHECK(lines.back() == "1,200 of them by related forms only");
}

}  // namespace diwan
