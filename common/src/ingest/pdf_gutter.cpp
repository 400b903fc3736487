// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/pdf_gutter.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

namespace diwan::ingest {
namespace {

// Measures in parts of the letters' size.
constexpr double section_gap = 3.5;  ///< lines so far apart are no neighbours in a column
constexpr double narrowest_column = 6;
constexpr double nearly_full = 0.65;

/// How wide the lines of a column are: most, for one may be a title that reaches further.
double usual_width(std::vector<double> widths) {
  const auto at = widths.begin() + static_cast<std::ptrdiff_t>((widths.size() - 1) * 4 / 5);
  std::ranges::nth_element(widths, at);
  return *at;
}

/// One side of a gutter, as far as it tells whether it is a column of running text.
class Side {
 public:
  void add(const Piece& piece) {
    left_ = std::min(left_, piece.left);
    right_ = std::max(right_, piece.right);
    for (const auto& line : piece.lines) {
      const Extent extent{line.baseline, left_of(line), right_of(line), line.size, words_of(line)};
      const auto same = std::ranges::find_if(lines_, [&](const Extent& other) {
        return std::abs(other.baseline - extent.baseline) <= same_line * extent.size;
      });
      if (same == lines_.end()) {
        lines_.push_back(extent);
      } else {
        same->left = std::min(same->left, extent.left);
        same->right = std::max(same->right, extent.right);
        same->words += extent.words;
      }
    }
  }

  std::size_t lines() const { return lines_.size(); }
  double left() const { return left_; }
  double right() const { return right_; }

  bool is_running_text() const {
    constexpr std::size_t fewest = 3;
    constexpr std::size_t fewest_narrow = 8;  // of few words each
    if (lines_.size() < fewest) return false;
    std::size_t words = 0;
    std::vector<double> widths;
    for (const auto& line : lines_) {
      words += line.words;
      widths.push_back(line.right - line.left);
    }
    const auto width = usual_width(widths);
    const auto full = static_cast<std::size_t>(
        std::ranges::count_if(widths, [&](double each) { return each >= nearly_full * width; }));
    const auto per_line = static_cast<double>(words) / static_cast<double>(lines_.size());
    constexpr double many_words = 4.5;
    constexpr double fewest_words = 2.5;
    return width >= narrowest_column * lines_.front().size && full * 5 >= lines_.size() * 3 &&
           (per_line >= many_words || (per_line >= fewest_words && lines_.size() >= fewest_narrow));
  }

  /// Whether most of its lines stand beside one of the other side.
  bool stands_beside(const Side& other) const {
    const auto beside = std::ranges::count_if(lines_, [&](const Extent& line) {
      return std::ranges::any_of(other.lines_, [&](const Extent& there) {
        return std::abs(there.baseline - line.baseline) <= same_line * line.size;
      });
    });
    return static_cast<std::size_t>(beside) * 2 > lines_.size();
  }

 private:
  struct Extent {
    double baseline;
    double left;
    double right;
    double size;
    std::size_t words;
  };

  std::vector<Extent> lines_;
  double left_ = std::numeric_limits<double>::max();
  double right_ = std::numeric_limits<double>::lowest();
};

/// Places where lines of a column begin or end one below the other.
std::vector<double> edges_of(const Pieces& pieces) {
  std::vector<double> edges;
  constexpr std::size_t enough = 3;
  for (const bool at_right : {true, false}) {
    std::vector<std::pair<double, std::size_t>> all;
    for (const auto& piece : pieces) all.emplace_back(at_right ? piece.right : -piece.left, piece.lines.size());
    std::ranges::sort(all);
    constexpr double play = 2;
    for (std::size_t begin = 0; begin < all.size();) {
      auto end = begin;
      std::size_t lines = 0;
      while (end < all.size() && all[end].first <= all[begin].first + play) lines += all[end++].second;
      const double edge = all[end - 1].first + 0.5;
      if (lines >= enough) edges.push_back(at_right ? edge : -edge);
      begin = end;
    }
  }
  return edges;
}

bool crosses(const Piece& piece, double x) {
  const double play = edge_play * piece.size();
  return piece.left < x - play && piece.right > x + play;
}

bool is_gutter(const Pieces& pieces, const Gutter& gutter) {
  Side left;
  Side right;
  for (auto i = gutter.begin; i < gutter.end; ++i) (pieces[i].middle() < gutter.x ? left : right).add(pieces[i]);
  if (left.lines() == 0 || right.lines() == 0) return false;
  if (right.left() - left.right() < narrowest_gutter * pieces[gutter.begin].size()) return false;
  if (left.is_running_text()) return right.is_running_text() || !right.stands_beside(left);
  return right.is_running_text() && !left.stands_beside(right);
}

/// Leaves out what stands above or below columns and only looks like a part of one: lines on one side alone, as far as
/// some have not the width of the column (titles, rows of a form above) or stand off (page numbers below).
void trim(const Pieces& pieces, Gutter& gutter) {
  if (gutter.begin == gutter.end) return;
  const auto is_left = [&](std::size_t i) { return pieces[i].middle() < gutter.x; };
  // Where the side that does not begin begins, and where the one that does not end ends.
  double top = std::numeric_limits<double>::max();
  double bottom = std::numeric_limits<double>::lowest();
  for (auto i = gutter.begin; i < gutter.end; ++i) {
    if (is_left(i) != is_left(gutter.begin)) top = std::min(top, pieces[i].first());
    if (is_left(i) != is_left(gutter.end - 1)) bottom = std::max(bottom, pieces[i].last());
  }
  std::vector<double> widths;
  for (auto i = gutter.begin; i < gutter.end; ++i)
    if (is_left(i) == is_left(gutter.begin)) widths.push_back(pieces[i].right - pieces[i].left);
  const auto width = usual_width(widths);
  constexpr double wider = 1.15;
  auto begin = gutter.begin;
  for (auto i = gutter.begin; i < gutter.end && pieces[i].last() < top - same_line * pieces[i].size(); ++i) {
    const auto share = (pieces[i].right - pieces[i].left) / width;
    if (share < nearly_full || share > wider) begin = i + 1;
  }
  constexpr double off = 2.2;
  auto end = gutter.end;
  for (auto i = gutter.end; i > begin + 1 && pieces[i - 1].first() > bottom + same_line * pieces[i - 1].size(); --i) {
    if (pieces[i - 1].first() - pieces[i - 2].last() > off * pieces[i - 1].size()) end = i - 1;
  }
  gutter.begin = begin;
  gutter.end = std::max(begin, end);
}

}  // namespace

std::optional<Gutter> find_gutter(const Pieces& pieces) {
  std::optional<Gutter> best;
  for (const auto x : edges_of(pieces)) {
    Gutter gutter{x, 0, 0, 0};
    double bottom = 0;
    const auto close = [&](std::size_t end) {
      gutter.end = end;
      trim(pieces, gutter);
      if (gutter.lines > (best ? best->lines : 0) && is_gutter(pieces, gutter)) best = gutter;
      gutter = {x, end, end, 0};
    };
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      const bool spans = crosses(pieces[i], x);
      if (spans || (gutter.lines > 0 && pieces[i].first() > bottom + section_gap * pieces[i].size())) close(i);
      if (spans) {
        gutter.begin = i + 1;
        continue;
      }
      bottom = gutter.lines == 0 ? pieces[i].last() : std::max(bottom, pieces[i].last());
      gutter.lines += pieces[i].lines.size();
    }
    close(pieces.size());
  }
  return best;
}

}  // namespace diwan::ingest
