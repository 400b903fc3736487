// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/pdf_layout.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdint>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "ingest/pdf_strokes.hpp"
#include "text/utf8.hpp"

namespace diwan::ingest {
namespace {

constexpr double size = 10;

/// Words from right to left, the first of which ends at `right`; each letter is half as wide as high, and so is a
/// space.
SeenLine line(double right, double baseline, const std::string& words) {
  SeenLine seen;
  seen.top = baseline - size;
  seen.bottom = baseline;
  seen.baseline = baseline;
  seen.size = size;
  std::vector<Sign> signs;
  for (std::size_t i = 0; i < words.size();) {
    const auto begin = i;
    text::next_code_point(words, i);
    right -= size / 2;
    signs.push_back({words.substr(begin, i - begin), right, right + size / 2});
  }
  seen.signs.assign(std::make_move_iterator(signs.rbegin()), std::make_move_iterator(signs.rend()));
  return seen;
}

/// As it is read: `|` between what stands on one line, an empty line between blocks.
std::string read(const std::vector<SeenBlock>& blocks) {
  std::string text;
  for (const auto& block : blocks) {
    if (!text.empty()) text += '\n';
    for (const auto& each : block.lines) {
      for (auto sign = each.signs.rbegin(); sign != each.signs.rend(); ++sign) text += sign->text;
      text += each.goes_on ? '|' : '\n';
    }
  }
  return text;
}

/// Each line as a block of its own, as poppler takes lines that are set wide.
std::string arranged(const std::vector<SeenLine>& lines) {
  std::vector<SeenBlock> blocks;
  for (const auto& each : lines) blocks.push_back({{each}});
  return read(right_to_left_order(std::move(blocks)));
}

TEST_CASE("what stands on one line is read together, from right to left") {
  const std::vector<SeenLine> labels{line(500, 100, "اسم المشترك"), line(500, 120, "رقم العقد"),
                                     line(500, 140, "المدينة")};
  const std::vector<SeenLine> values{line(200, 100, "ليلى"), line(200, 120, "2041"), line(200, 140, "طرابلس الغرب")};
  const std::string wanted = "اسم المشترك|ليلى\nرقم العقد|2041\nالمدينة|طرابلس الغرب\n";
  std::vector<SeenLine> by_row;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    by_row.push_back(values[i]);
    by_row.push_back(labels[i]);
  }
  // However poppler takes them: as columns, as rows from left to right, or as lines with wide gaps.
  CHECK(read(right_to_left_order({{values}, {labels}})) == wanted);
  CHECK(read(right_to_left_order({{by_row}})) == wanted);
  CHECK(arranged({values[0], labels[0], values[2], labels[2], labels[1], values[1]}) == wanted);
  auto whole = line(500, 100, "اسم المشترك");
  auto gap = line(200, 100, "ليلى").signs;
  gap.push_back({" ", 0, 0});
  whole.signs.insert(whole.signs.begin(), gap.begin(), gap.end());
  CHECK(read(right_to_left_order({{{whole}}})) == "اسم المشترك|ليلى\n");
}

TEST_CASE("justified lines with wide spaces stay whole") {
  auto wide = line(500, 100, "قال");
  for (const double right : {460.0, 430.0, 395.0}) {
    wide.signs.insert(wide.signs.begin(), {" ", 0, 0});
    const auto word = line(right, 100, "من").signs;
    wide.signs.insert(wide.signs.begin(), word.begin(), word.end());
  }
  CHECK(arranged({wide}) == "قال من من من\n");
}

TEST_CASE("columns of running text are read one after the other, the right one first") {
  std::vector<SeenLine> lines{line(500, 60, "خبر اليوم في الصحف")};
  std::string right = "خبر اليوم في الصحف\n\n";
  std::string left;
  for (int i = 0; i < 6; ++i) {
    const std::string number(1, static_cast<char>('1' + i));
    // Set wide, and on the same lines: nothing but the text tells them from the rows of a table.
    lines.push_back(line(250, 100 + 20 * i, "كل ما كتب في جهة " + number + " عن هذا"));
    lines.push_back(line(500, 100 + 20 * i, "قد وصل من بعد " + number + " ما جاء فيه"));
    left += "كل ما كتب في جهة " + number + " عن هذا\n";
    right += "قد وصل من بعد " + number + " ما جاء فيه\n";
  }
  lines.push_back(line(300, 280, "17"));
  const auto got = arranged(lines);
  CHECK(got == right + "\n" + left + "\n17\n");

  // The page number as poppler may have it: in front.
  std::rotate(lines.rbegin(), lines.rbegin() + 1, lines.rend());
  CHECK(arranged(lines) == got);
}

TEST_CASE("a column beside short lines that stand elsewhere") {
  std::vector<SeenLine> lines;
  std::string column;
  for (int i = 0; i < 6; ++i) {
    lines.push_back(line(500, 100 + 14 * i, "من كل ما كتب في جهة أخرى عن هذا الخبر"));
    column += "من كل ما كتب في جهة أخرى عن هذا الخبر\n";
  }
  lines.push_back(line(200, 106, "أرقام"));
  lines.push_back(line(200, 139, "48 موظفا"));
  lines.push_back(line(200, 163, "ثلاث جوائز"));
  CHECK(arranged(lines).starts_with(column + "\nأرقام\n"));
}

TEST_CASE("cells of several lines are read cell by cell") {
  std::vector<SeenLine> lines{line(500, 60, "المشروع"), line(250, 60, "السبب")};
  std::string wanted = "المشروع|السبب\n";
  for (const int row : {0, 1}) {
    const double y = 90 + 45 * row;
    lines.push_back(line(500, y, "رصف الشارع الرئيس وتوسعته"));
    lines.push_back(line(250, y, "تأخر المقاول في التوريد"));
    lines.push_back(line(500, y + 15, "من الجهة الشرقية"));
    lines.push_back(line(250, y + 15, "بسبب عطل في المصنع"));
    wanted += "\nرصف الشارع الرئيس وتوسعته\nمن الجهة الشرقية\n\nتأخر المقاول في التوريد\nبسبب عطل في المصنع\n";
  }
  CHECK(arranged(lines) == wanted);
}

TEST_CASE("lines that are turned come last, as they are") {
  auto turned = line(10, 300, "على الهامش");
  turned.is_turned = true;
  CHECK(arranged({turned, line(500, 100, "في الصفحة")}) == "في الصفحة\n\nعلى الهامش\n");
}

TEST_CASE("pages of any shape keep all of their lines") {
  std::vector<SeenLine> lines;
  std::size_t signs = 0;
  std::uint32_t chance = 20210726;
  const auto next = [&chance](std::uint32_t below) {
    chance = chance * 1664525 + 1013904223;
    return chance / 65536 % below;
  };
  for (int i = 0; i < 400; ++i) {
    auto each = line(100 + next(480), 20 + next(700), i % 3 == 0 ? "سطر قصير" : "هذا سطر من سطور كثيرة في صفحة");
    each.size = 6 + next(9);
    signs += static_cast<std::size_t>(
        std::count_if(each.signs.begin(), each.signs.end(), [](const Sign& sign) { return sign.text != " "; }));
    lines.push_back(std::move(each));
  }
  std::vector<SeenBlock> blocks;
  for (std::size_t i = 0; i < lines.size(); i += 4) blocks.push_back({{lines.begin() + i, lines.begin() + i + 4}});
  std::size_t kept = 0;
  for (const auto& block : right_to_left_order(std::move(blocks)))
    for (const auto& each : block.lines)
      for (const auto& sign : each.signs) kept += sign.text == " " ? 0 : 1;
  CHECK(kept == signs);
}

std::string without_strokes(const std::string& words) {
  std::vector<SeenBlock> blocks{{{line(500, 100, words)}}};
  drop_misnamed_strokes(blocks);
  return read(blocks);
}

TEST_CASE("strokes that a font names by a letter are told by where they stand") {
  CHECK(without_strokes("الشddرقية حddتى مفddترق السddوق القddديم") == "الشرقية حتى مفترق السوق القديم\n");
  CHECK(without_strokes("الخùبز لùنا سùير بùين عùلى") == "الخبز لنا سير بين على\n");
  const char* const kept[] = {
      "الشddرقية حddتى مفddترق",           // too few to tell
      "قاdل ماdت داdر زاdد واdل",          // behind letters that do not join: no stroke stands there
      "لغة C في نظام وPython وLinux معا",  // words of their own
      "ب1ت ب1ت ب1ت ب1ت ب1ت ب1ت",           // digits
      "بت،بت بت،بت بت،بت بت،بت بت،بت",     // punctuation
  };
  for (const auto* words : kept) CHECK(without_strokes(words) == words + std::string("\n"));
}

}  // namespace
}  // namespace diwan::ingest
