// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/pdf_page.hpp"

#include "ingest/pdf_glyphs.hpp"
#include "ingest/pdf_layout.hpp"
#include "ingest/pdf_strokes.hpp"
#include "ingest/plain_text.hpp"
#include "ingest/word_direction.hpp"
#include "text/utf8.hpp"
#include "text/visual_order.hpp"

#include <PDFDoc.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <limits>
#include <string_view>
#include <utility>

namespace diwan::ingest {
namespace {

/// The gap between two words of one line.
struct Gap {
  double width;
  double size;            ///< of the letters before it
  bool is_drawn = false;  ///< a space was drawn there
};

Gap gap_between(const TextWord& word, const TextWord& next, const PdfGlyphs& glyphs) {
  double left = 0;
  double top = 0;
  double right = 0;
  double bottom = 0;
  double next_left = 0;
  double unused = 0;
  word.getBBox(&left, &top, &right, &bottom);
  next.getBBox(&next_left, &unused, &unused, &unused);
  const double size = word.getFontSize();
  return {next_left - right, size, glyphs.has_space(top, bottom, right - size / 4, next_left + size / 4)};
}

/// How wide the spaces are that were drawn in a line.
double usual_space(const TextLine& line, const PdfGlyphs& glyphs) {
  std::vector<double> widths;
  for (const auto* word = line.getWords(); word != nullptr && word->getNext() != nullptr; word = word->getNext()) {
    const auto gap = gap_between(*word, *word->getNext(), glyphs);
    if (gap.is_drawn) widths.push_back(gap.width);
  }
  if (widths.empty()) return std::numeric_limits<double>::max();
  const auto middle = widths.begin() + static_cast<std::ptrdiff_t>(widths.size() / 2);
  std::ranges::nth_element(widths, middle);
  return *middle;
}

/// Whether a space stands between two words, as poppler takes them. To it a gap of a tenth of the letters' size is one,
/// which Arabic letters that do not join often leave. `usual` is how wide those are that were drawn in the line.
bool is_parted(const TextWord& word, const TextWord& next, const PdfGlyphs& glyphs, double usual) {
  if (!word.getSpaceAfter()) return false;
  if (word.getRotation() != 0) return true;
  const auto is_arabic = [&](Unicode sign) { return text::right_to_left_surplus(glyphs.text_of(sign)) > 0; };
  if (!is_arabic(*word.getChar(word.getLength() - 1)) || !is_arabic(*next.getChar(0))) return true;
  const auto gap = gap_between(word, next, glyphs);
  constexpr double narrow = 0.16;  // the least that TeX makes of a space, which it does not draw
  if (gap.is_drawn) return true;
  if (!glyphs.draws_spaces()) return gap.width > narrow * gap.size;
  // A program that lays out a line run by run, or cell by cell, may leave out the space between two, inside of a word
  // never.
  const bool same_font = word.getFontInfo(word.getLength() - 1)->matches(next.getFontInfo(0));
  const double wide = (same_font ? 0.4 : 0.2) * gap.size;
  constexpr double as_usual = 0.85;
  return gap.width > std::min(wide, std::max(narrow * gap.size, as_usual * usual));
}

SeenLine see(const TextLine& line, const PdfGlyphs& glyphs) {
  SeenLine seen;
  seen.top = std::numeric_limits<double>::max();
  const auto usual = usual_space(line, glyphs);
  for (const auto* word = line.getWords(); word != nullptr; word = word->getNext()) {
    if (seen.signs.empty()) {
      seen.baseline = word->getBaseline();
      seen.is_turned = word->getRotation() != 0;
    }
    for (int i = 0; i < word->getLength(); ++i) {
      Sign sign{glyphs.text_of(*word->getChar(i)), 0, 0};
      double top = 0;
      double bottom = 0;
      word->getCharBBox(i, &sign.left, &top, &sign.right, &bottom);
      seen.top = std::min(seen.top, top);
      seen.bottom = std::max(seen.bottom, bottom);
      seen.signs.push_back(std::move(sign));
    }
    seen.size = std::max(seen.size, word->getFontSize());
    if (word->getNext() != nullptr && is_parted(*word, *word->getNext(), glyphs, usual))
      seen.signs.push_back({" ", 0, 0});
  }
  return seen;
}

/// Puts marks behind the letters that they stand over; one that stands over none is lost.
void place(const std::vector<PdfGlyphs::Mark>& marks, std::vector<SeenBlock>& blocks) {
  for (const auto& mark : marks) {
    Sign* nearest = nullptr;
    double least = 0;
    for (auto& block : blocks) {
      for (auto& line : block.lines) {
        if (mark.y < line.top - line.size / 2 || mark.y > line.bottom + line.size / 2) continue;
        const double off_line = std::abs(mark.y - (line.top + line.bottom) / 2) / 4;
        for (auto& sign : line.signs) {
          if (text::right_to_left_surplus(sign.text) <= 0) continue;
          const double distance = std::max({0.0, sign.left - mark.x, mark.x - sign.right}) + off_line;
          if (distance > line.size || (nearest != nullptr && distance >= least)) continue;
          nearest = &sign;
          least = distance;
        }
      }
    }
    if (nearest == nullptr) continue;
    constexpr std::string_view shadda = "\u0651";
    if (mark.text == shadda) {
      std::size_t letter = 0;
      text::next_code_point(nearest->text, letter);
      nearest->text.insert(letter, mark.text);
    } else {
      nearest->text += mark.text;
    }
  }
}

/// What stands for a sign when lines are turned. One of letters of both directions is the first letter of a Latin word
/// that some programs name by all that stands before it, too.
char32_t stand_in(const std::string& sign) {
  for (std::size_t i = 0; i < sign.size();) {
    const auto c = text::next_code_point(sign, i);
    if (text::right_to_left_surplus(text::utf8({&c, 1})) < 0) return c;
  }
  return text::first_strong(sign);
}

std::string read(const SeenLine& line, bool right_to_left) {
  std::u32string seen;
  for (const auto& sign : line.signs) seen += stand_in(sign.text);
  std::u32string strong;
  const auto order = text::reading_order(seen, right_to_left);
  for (const auto& [index, mirrored] : order) strong += mirrored ? text::mirror_image(seen[index]) : seen[index];
  // Programs disagree on whether a bracket is named by what it means or by what it looks like.
  const bool as_meant = text::faces_outwards(strong);
  std::string text;
  for (const auto& [index, mirrored] : order) {
    const auto& sign = line.signs[index].text;
    const auto image = text::mirror_image(seen[index]);
    constexpr std::string_view alef = "ا";
    constexpr std::string_view allah = "الله";  // U+FDF2, by which many fonts draw what is behind the alef
    if (sign == allah && text.ends_with(alef)) {
      text += allah.substr(alef.size());
    } else if (mirrored && !as_meant && image != seen[index] && sign == text::utf8({&seen[index], 1})) {
      text::append_utf8(text, image);
    } else {
      text += sign;
    }
  }
  return std::string(trim(text));
}

std::string as_seen(const SeenLine& line) {
  std::string text;
  for (const auto& sign : line.signs) text += sign.text;
  return std::string(trim(text));
}

int surplus_of(const SeenBlock& block) {
  int surplus = 0;
  for (const auto& line : block.lines)
    for (const auto& sign : line.signs) surplus += text::right_to_left_surplus(sign.text);
  return surplus;
}

/// Text of both directions is laid out by the one that its page has, unless it clearly quotes the other.
bool runs_right_to_left(const SeenBlock& block, bool page_does) {
  constexpr int clearly = 4;
  int leftward = 0;
  int rightward = 0;
  for (const auto& line : block.lines) {
    for (const auto& sign : line.signs) {
      const auto surplus = text::right_to_left_surplus(sign.text);
      (surplus > 0 ? leftward : rightward) += std::abs(surplus);
    }
  }
  if (page_does) return leftward * clearly >= leftward + rightward;
  return rightward * clearly < leftward + rightward;
}

/// Whether a word goes on in the next line, as Latin words do behind a hyphen.
bool is_broken(std::string_view line, std::string_view next) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; };
  return line.size() > 2 && line.back() == '-' && is_letter(line[line.size() - 2]) && !next.empty() &&
         next.front() >= 'a' && next.front() <= 'z';
}

template <class Read>
std::vector<PdfLine> read_lines(const std::vector<SeenBlock>& blocks, Read read) {
  std::vector<PdfLine> lines;
  for (const auto& block : blocks) {
    bool goes_on = false;
    for (const auto& line : block.lines) {
      auto text = read(line, block);
      const bool is_behind = std::exchange(goes_on, line.goes_on);
      if (text.empty()) continue;
      const bool is_first = lines.empty() || lines.back().ends_block;
      if (is_behind && !is_first) {
        lines.back().text += ' ' + text;
        lines.back().size = std::max(lines.back().size, line.size);
      } else if (!is_first && is_broken(lines.back().text, text)) {
        lines.back().text.pop_back();
        lines.back().text += text;
      } else {
        lines.push_back({std::move(text), line.size, false});
      }
    }
    if (!lines.empty()) lines.back().ends_block = true;
  }
  return lines;
}

/// Whether what should draw the page is a picture, which only a bomb has there: it would be unpacked as a whole.
bool is_drawn_by_picture(PDFDoc& document, int number) {
  auto* const page = document.getPage(number);
  if (page == nullptr) return false;
  auto contents = page->getContents();
  const auto is_picture = [](Object& part) {
    if (!part.isStream()) return false;
    const auto kind = part.getStream()->getKind();
    return kind == strJBIG2 || kind == strDCT || kind == strJPX || kind == strCCITTFax;
  };
  if (!contents.isArray()) return is_picture(contents);
  for (int i = 0; i < contents.arrayGetLength(); ++i) {
    auto part = contents.arrayGet(i);
    if (is_picture(part)) return true;
  }
  return false;
}

bool is_enough(void* glyphs) { return static_cast<PdfGlyphs*>(glyphs)->is_cut(); }

}  // namespace

PdfPage read_pdf_page(PDFDoc& document, int number) {
  constexpr double points_per_inch = 72;
  if (is_drawn_by_picture(document, number)) return {};
  PdfGlyphs glyphs;
  document.displayPage(&glyphs, number, points_per_inch, points_per_inch, 0, false, true, false, is_enough, &glyphs);

  std::vector<SeenBlock> blocks;
  for (const auto* flow = glyphs.getFlows(); flow != nullptr; flow = flow->getNext()) {
    for (const auto* block = flow->getBlocks(); block != nullptr; block = block->getNext()) {
      auto& seen = blocks.emplace_back();
      for (const auto* line = block->getLines(); line != nullptr; line = line->getNext())
        seen.lines.push_back(see(*line, glyphs));
    }
  }
  drop_misnamed_strokes(blocks);
  place(glyphs.marks(), blocks);
  int surplus = 0;
  for (const auto& block : blocks) surplus += surplus_of(block);
  if (surplus > 0) blocks = right_to_left_order(std::move(blocks));

  const auto by_direction = [&](const SeenLine& line, const SeenBlock& block) {
    return read(line, runs_right_to_left(block, surplus > 0));
  };
  PdfPage page{read_lines(blocks, by_direction), false, glyphs.is_cut(), glyphs.signs(), glyphs.unnamed(),
               glyphs.unnamed_in_words()};
  std::string all;
  for (const auto& line : page.lines) all += line.text + "\n";
  if (!is_spelled_backwards(all)) return page;
  // Words whose letters were drawn from left to right: a layer of recognised text, or a program without Arabic.
  page.was_backwards = true;
  if (glyphs.draws_words_rightwards()) {
    page.lines = read_lines(blocks, [](const SeenLine& line, const SeenBlock&) { return as_seen(line); });
  } else {
    for (auto& line : page.lines) line.text = turn_words(line.text);
  }
  return page;
}

}  // namespace diwan::ingest
