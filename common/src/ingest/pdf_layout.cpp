// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/pdf_layout.hpp"

#include "ingest/pdf_gutter.hpp"
#include "ingest/pdf_piece.hpp"
#include "ingest/pdf_rows.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <limits>
#include <map>
#include <optional>
#include <utility>

namespace diwan::ingest {
namespace {

// Measures in parts of the letters' size.
constexpr double cell_gap = 1.2;  ///< what parts cells is at least so wide
constexpr double clear_gap = 3;   ///< what is so wide always does

/// Parts a line where a gap is wide, for its size and beside the other gaps of the line: justified lines have wide
/// ones.
void split(SeenLine line, std::vector<SeenLine>& parts) {
  std::vector<double> gaps;
  for (std::size_t i = 1; i + 1 < line.signs.size(); ++i)
    if (is_space(line.signs[i])) gaps.push_back(line.signs[i + 1].left - line.signs[i - 1].right);
  auto sorted = gaps;
  std::ranges::sort(sorted);
  const double usual = sorted.size() < 2 ? 0 : sorted[(sorted.size() - 1) / 2];
  constexpr double clearly = 2.5;
  auto part = line;
  part.signs.clear();
  std::size_t gap = 0;
  for (std::size_t i = 0; i < line.signs.size(); ++i) {
    const bool is_gap = is_space(line.signs[i]) && i > 0 && i + 1 < line.signs.size();
    const double width = is_gap ? gaps[gap++] / line.size : 0;
    if (is_gap && width > cell_gap && (width > clear_gap || width * line.size > clearly * usual)) {
      parts.push_back(part);
      part.signs.clear();
    } else {
      part.signs.push_back(std::move(line.signs[i]));
    }
  }
  if (!part.signs.empty()) parts.push_back(std::move(part));
}

/// Whether lines are those of one paragraph: each but the last is nearly full, none stands beside another.
bool is_paragraph(const std::vector<SeenLine>& lines) {
  double left = std::numeric_limits<double>::max();
  double right = std::numeric_limits<double>::lowest();
  for (const auto& line : lines) {
    left = std::min(left, left_of(line));
    right = std::max(right, right_of(line));
  }
  constexpr double nearly_full = 0.75;
  std::size_t words = 0;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    words += words_of(lines[i]);
    if (lines[i + 1].baseline < lines[i].baseline || on_one_line(lines[i], lines[i + 1])) return false;
    if (right_of(lines[i]) - left_of(lines[i]) < nearly_full * (right - left)) return false;
  }
  return words >= 2 * (lines.size() - 1);
}

/// The baselines of all lines of a page, with the block that each is in.
using Baselines = std::multimap<double, std::size_t>;

/// Whether most lines of a block stand beside lines of others, as those of a form's column do.
bool stands_beside_others(const SeenBlock& block, std::size_t number, const Baselines& baselines) {
  std::size_t beside = 0;
  for (const auto& line : block.lines) {
    const double play = same_line * line.size;
    const auto begin = baselines.lower_bound(line.baseline - play);
    const auto end = baselines.upper_bound(line.baseline + play);
    if (std::any_of(begin, end, [&](const auto& other) { return other.second != number; })) ++beside;
  }
  return beside * 2 > block.lines.size();
}

Pieces pieces_of(std::vector<SeenBlock>& blocks, std::vector<SeenBlock>& turned) {
  Baselines baselines;
  for (std::size_t i = 0; i < blocks.size(); ++i)
    for (const auto& line : blocks[i].lines) baselines.emplace(line.baseline, i);
  Pieces pieces;
  for (auto& block : blocks) {
    if (block.lines.empty()) continue;
    if (block.lines.front().is_turned) {
      turned.push_back(std::move(block));
      continue;
    }
    std::vector<SeenLine> parts;
    const auto whole = block.lines.size();
    const auto number = static_cast<std::size_t>(&block - blocks.data());
    const bool is_apart = !stands_beside_others(block, number, baselines);
    for (auto& line : block.lines) split(std::move(line), parts);
    const bool is_one = is_apart && parts.size() == whole && is_paragraph(parts);
    for (auto& part : parts) {
      if (!is_one || &part == &parts.front()) pieces.emplace_back();
      add(pieces.back(), std::move(part));
    }
  }
  return pieces;
}

/// A new paragraph begins where lines stand further apart than those beside, or letters have another size.
void add_paragraphs(std::vector<SeenLine> lines, std::vector<SeenBlock>& blocks) {
  std::vector<double> steps(lines.size() + 1, std::numeric_limits<double>::max());  // from the line before
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (!lines[i - 1].goes_on) steps[i] = lines[i].baseline - lines[i - 1].baseline;
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    constexpr double clearly = 1.3;
    constexpr double far = 2.5;
    bool begins = i == 0;
    if (!begins && !lines[i - 1].goes_on) {
      const auto usual = std::min(steps[i - 1], steps[i + 1]);
      const auto size = std::max(lines[i].size, lines[i - 1].size);
      begins = steps[i] < 0 || steps[i] > far * size || (usual > 0 && steps[i] > clearly * usual) ||
               size > clearly * std::min(lines[i].size, lines[i - 1].size);
    }
    if (begins) blocks.emplace_back();
    blocks.back().lines.push_back(std::move(lines[i]));
  }
}

void arrange(Pieces pieces, int depth, std::vector<SeenBlock>& blocks) {
  if (pieces.empty()) return;
  constexpr int deepest = 16;
  constexpr std::size_t most_pieces = 2000;  // more are no print
  const bool may_have_columns = depth < deepest && pieces.size() <= most_pieces;
  const auto gutter = may_have_columns ? find_gutter(pieces) : std::nullopt;
  if (!gutter) return add_paragraphs(read_rows(std::move(pieces)), blocks);
  Pieces above;
  Pieces right;
  Pieces left;
  Pieces below;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    auto& side = pieces[i].middle() < gutter->x ? left : right;
    (i < gutter->begin ? above : i >= gutter->end ? below : side).push_back(std::move(pieces[i]));
  }
  for (auto* const part : {&above, &right, &left, &below}) arrange(std::move(*part), depth + 1, blocks);
}

}  // namespace

std::vector<SeenBlock> right_to_left_order(std::vector<SeenBlock> blocks) {
  std::vector<SeenBlock> ordered;
  std::vector<SeenBlock> turned;
  auto pieces = pieces_of(blocks, turned);
  sort_downwards(pieces);
  arrange(std::move(pieces), 0, ordered);
  std::ranges::move(turned, std::back_inserter(ordered));
  return ordered;
}

}  // namespace diwan::ingest
