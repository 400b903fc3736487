// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <TextOutputDev.h>

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace diwan::ingest {

/// The signs of one page as poppler's text device lays them out, with what it would get wrong in Arabic kept from it:
/// - a sign that shows several letters (لا, or a whole word under ActualText) goes through as one code point beyond
///   Unicode's assigned ones, which text_of() knows, as poppler would turn its letters around;
/// - marks above and below letters do not go through, as poppler would part the word there; they are for the caller to
///   put behind the letter that they stand over; so are letters without a width of their own that are drawn over the
///   letter before them, or an alef over the lam behind it, as some fonts draw a لا of two pieces.
/// Presentation forms become letters. One page for each object.
class PdfGlyphs final : public TextOutputDev {
 public:
  /// What stands over a letter.
  struct Mark {
    double x;
    double y;
    std::string text;
  };

  PdfGlyphs() : TextOutputDev(nullptr, false, 0, false, false) {}

  /// What a code point of the laid out page stands for.
  std::string text_of(Unicode code_point) const;
  const std::vector<Mark>& marks() const { return marks_; }
  /// Whether the page draws the spaces between its words; where it does, a small gap inside a line parts no word.
  bool draws_spaces() const;
  /// Whether a space was drawn between two places of a line.
  bool has_space(double top, double bottom, double left, double right) const;
  /// Whether words of right-to-left scripts were drawn in the order in which they stand from left to right.
  bool draws_words_rightwards() const { return rightward_words_ > leftward_words_; }
  /// Whether the page was too large to be read to its end.
  bool is_cut() const { return signs_ > most_signs; }

  /// How many signs were drawn, and how many of them the fonts name no letter for.
  std::size_t signs() const { return signs_; }
  std::size_t unnamed() const { return unnamed_; }
  /// How many of these stand right beside an Arabic letter, or over a lam.
  std::size_t unnamed_in_words() const { return unnamed_in_words_; }

  void drawChar(GfxState* state, double x, double y, double dx, double dy, double origin_x, double origin_y,
                CharCode code, int byte_count, const Unicode* u, int length) override;
  void beginActualText(GfxState* state, const GooString* actual) override;
  void endActualText(GfxState* state) override;
  void endPage() override;

 private:
  /// What one page may hold: a hundred times a page of the smallest print.
  static constexpr std::size_t most_signs = 2'000'000;

  struct Box {
    double x = 0;
    double y = 0;
    double dx = 0;
    double dy = 0;
  };

  void draw(GfxState& state, const Box& box, CharCode code, int byte_count, std::string_view sign);
  bool is_over_last(GfxState& state, const Box& box, std::string_view sign) const;
  bool is_in_word(GfxState& state, const Box& box) const;
  void draw_waiting(GfxState& state, const Box& next, std::string_view sign);
  Mark mark_at(GfxState& state, const Box& box, std::string_view sign) const;
  void note_direction(GfxState& state, const Box& box, std::string_view sign);

  std::map<std::string, Unicode, std::less<>> code_points_;
  std::vector<std::string> texts_;
  std::vector<Mark> marks_;
  std::multimap<double, double> spaces_;  ///< middle of each space: y, x
  std::optional<std::string> actual_text_;
  std::optional<Box> actual_box_;
  /// An alef without a width, which the lam that comes next may be drawn around.
  struct Waiting {
    Box box;
    CharCode code;
    int byte_count;
    Mark mark;
  };
  std::optional<Waiting> waiting_;
  bool between_words_ = true;
  double last_x_ = 0;
  double last_right_ = 0;
  double last_y_ = 0;
  int rightward_words_ = 0;
  int leftward_words_ = 0;
  std::size_t signs_ = 0;
  std::size_t unnamed_ = 0;
  std::size_t unnamed_in_words_ = 0;
  bool unnamed_waits_ = false;  ///< the last sign had neither a letter nor a width
};

}  // namespace diwan::ingest
