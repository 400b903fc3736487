// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/pdf_glyphs.hpp"

#include "ingest/pdf_string.hpp"
#include "ingest/plain_text.hpp"
#include "text/arabic_letters.hpp"
#include "text/classes.hpp"
#include "text/utf8.hpp"
#include "text/visual_order.hpp"

#include <GfxState.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace diwan::ingest {
namespace {

constexpr Unicode first_of_several = 0x100000;  // a plane of private use
constexpr Unicode last_of_several = 0x10FFFD;
constexpr std::string_view lam_sign = "ل";
/// Narrower than this is nothing.
constexpr double no_width = 1e-6;

bool is_of_arabic_block(Unicode c) { return c >= 0x600 && c < 0x700; }

/// The letters that these code points show, without the controls that some programs put beside them.
std::string shown(const Unicode* u, int length) {
  std::string text;
  Unicode before = 0;
  for (int i = 0; i < length; ++i) {
    auto c = u[i];
    // Ghostscript 10.0 writes <0644 4427> for <0644 0627>: the lower byte of the letter before for the upper one.
    if (is_of_arabic_block(before) && !is_of_arabic_block(c) && c >> 8 == (before & 0xFF)) c = 0x600 | (c & 0xFF);
    before = c;
    const bool is_surrogate = c >= 0xD800 && c < 0xE000;
    if (c < 0x20 || c > 0x10FFFF || is_surrogate || text::is_bidi_control(c)) continue;
    text::append_utf8(text, c);
  }
  return text::plain_letters(text);
}

bool is_alef(std::string_view text) {
  using namespace text::letters;
  std::size_t end = 0;
  const auto c = text::next_code_point(text, end);
  return end == text.size() && (c == alef || c == alef_madda || c == alef_hamza || c == alef_hamza_below);
}

bool is_mark(std::string_view text) {
  for (std::size_t i = 0; i < text.size();)
    if (!text::is_arabic_mark(text::next_code_point(text, i))) return false;
  return !text.empty();
}

}  // namespace

std::string PdfGlyphs::text_of(Unicode code_point) const {
  if (code_point >= first_of_several && code_point - first_of_several < texts_.size())
    return texts_[code_point - first_of_several];
  std::string one;
  text::append_utf8(one, code_point);
  return one;
}

bool PdfGlyphs::draws_spaces() const {
  constexpr std::size_t longest_word = 15;
  return spaces_.size() * longest_word > signs_;
}

bool PdfGlyphs::has_space(double top, double bottom, double left, double right) const {
  return std::any_of(spaces_.lower_bound(top), spaces_.upper_bound(bottom),
                     [&](const auto& space) { return space.second >= left && space.second <= right; });
}

void PdfGlyphs::drawChar(GfxState* state, double x, double y, double dx, double dy, double /*origin_x*/,
                         double /*origin_y*/, CharCode code, int byte_count, const Unicode* u, int length) {
  if (++signs_ > most_signs) return;
  if (!actual_text_ && (length == 0 || *u == 0)) {
    ++unnamed_;
    if (is_in_word(*state, {x, y, dx, dy})) ++unnamed_in_words_;
    unnamed_waits_ = std::abs(dx) < no_width;
  }
  if (!actual_text_) return draw(*state, {x, y, dx, dy}, code, byte_count, shown(u, length));
  if (!actual_box_) {
    actual_box_ = Box{x, y, dx, dy};
    return;
  }
  // Signs of a word may come from either end of it.
  const double left = std::min(actual_box_->x, x);
  const double right = std::max(actual_box_->x + actual_box_->dx, x + dx);
  actual_box_->x = left;
  actual_box_->dx = right - left;
}

void PdfGlyphs::beginActualText(GfxState* /*state*/, const GooString* actual) { actual_text_ = pdf_string(*actual); }

void PdfGlyphs::endActualText(GfxState* state) {
  if (actual_text_ && actual_box_) {
    const auto units = text::code_points(*actual_text_);
    const std::vector<Unicode> unicode(units.begin(), units.end());
    draw(*state, *actual_box_, 0, 1, shown(unicode.data(), static_cast<int>(unicode.size())));
  }
  actual_text_.reset();
  actual_box_.reset();
}

void PdfGlyphs::endPage() {
  if (waiting_) marks_.push_back(std::move(waiting_->mark));
  waiting_.reset();
  TextOutputDev::endPage();
}

bool PdfGlyphs::is_in_word(GfxState& state, const Box& box) const {
  if (std::abs(box.dx) < no_width || between_words_) return false;
  double x = 0;
  double y = 0;
  double right = 0;
  double unused = 0;
  state.transform(box.x, box.y, &x, &y);
  state.transform(box.x + box.dx, box.y + box.dy, &right, &unused);
  const double size = std::max(1.0, state.getTransformedFontSize());
  constexpr double beside = 0.1;
  return std::abs(y - last_y_) < size / 2 && x - last_right_ < beside * size && last_x_ - right < beside * size;
}

PdfGlyphs::Mark PdfGlyphs::mark_at(GfxState& state, const Box& box, std::string_view sign) const {
  Mark mark{0, 0, std::string(sign)};
  state.transform(box.x + box.dx / 2, box.y + box.dy / 2, &mark.x, &mark.y);
  // What has no width of its own begins here and is drawn to the right.
  constexpr double half_width = 0.15;
  if (std::abs(box.dx) < no_width) mark.x += half_width * state.getTransformedFontSize();
  return mark;
}

void PdfGlyphs::draw_waiting(GfxState& state, const Box& next, std::string_view sign) {
  auto waiting = *std::exchange(waiting_, std::nullopt);
  const double end = next.x + next.dx;
  const double play = std::abs(next.dx) / 10;
  const bool is_inside = waiting.box.x > std::min(next.x, end) - play && waiting.box.x < std::max(next.x, end);
  const bool is_on_line = std::abs(next.y - waiting.box.y) < std::abs(next.dx);  // of a mark under ActualText
  if (sign.starts_with(lam_sign) && std::abs(next.dx) > no_width && is_inside && is_on_line) {
    marks_.push_back(std::move(waiting.mark));
    return;
  }
  const auto alef = text::code_points(waiting.mark.text);
  const Unicode unicode = alef.front();
  note_direction(state, waiting.box, waiting.mark.text);
  TextOutputDev::drawChar(&state, waiting.box.x, waiting.box.y, waiting.box.dx, waiting.box.dy, 0, 0, waiting.code,
                          waiting.byte_count, &unicode, 1);
}

bool PdfGlyphs::is_over_last(GfxState& state, const Box& box, std::string_view sign) const {
  if (std::abs(box.dx) > no_width || between_words_ || text::right_to_left_surplus(sign) <= 0) return false;
  double x = 0;
  double y = 0;
  state.transform(box.x, box.y, &x, &y);
  const double size = std::max(1.0, state.getTransformedFontSize());
  return std::abs(y - last_y_) < size / 2 && x > last_x_ - size / 10 && x < last_right_;
}

void PdfGlyphs::note_direction(GfxState& state, const Box& box, std::string_view sign) {
  double x = 0;
  double y = 0;
  if (is_blank(sign)) {
    state.transform(box.x + box.dx / 2, box.y + box.dy / 2, &x, &y);
    spaces_.emplace(y, x);
    between_words_ = true;
    return;
  }
  if (text::right_to_left_surplus(sign) <= 0) return;
  state.transform(box.x, box.y, &x, &y);
  const double size = std::max(1.0, state.getTransformedFontSize());
  const double step = x - last_x_;
  if (std::abs(y - last_y_) < size / 2 && (between_words_ || std::abs(step) > size * 3 / 2))
    ++(step > 0 ? rightward_words_ : leftward_words_);
  between_words_ = false;
  last_x_ = x;
  last_y_ = y;
  state.transform(box.x + box.dx, box.y + box.dy, &last_right_, &y);
}

void PdfGlyphs::draw(GfxState& state, const Box& box, CharCode code, int byte_count, std::string_view sign) {
  if (sign.empty()) return;
  // The other piece of a لا, or a mark on the lam.
  if (std::exchange(unnamed_waits_, false) && sign.starts_with(lam_sign)) ++unnamed_in_words_;
  const bool is_over = is_mark(sign) || is_over_last(state, box, sign);
  if (waiting_ && !is_over) draw_waiting(state, box, sign);
  if (is_over) return marks_.push_back(mark_at(state, box, sign));
  if (is_alef(sign) && std::abs(box.dx) < no_width) {
    waiting_ = Waiting{box, code, byte_count, mark_at(state, box, sign)};
    return;
  }
  std::size_t end = 0;
  Unicode unicode = text::next_code_point(sign, end);
  // What programs that copy a PDF write for a sign without a letter: its code, taken for a Latin letter.
  constexpr Unicode first_beyond_ascii = 0xA1;
  constexpr Unicode end_of_latin = 0x180;
  const bool is_odd = unicode >= first_beyond_ascii && unicode < end_of_latin && unicode != 0xAB && unicode != 0xBB;
  if (is_odd && !actual_text_ && is_in_word(state, box)) ++unnamed_in_words_;
  note_direction(state, box, sign);
  if (end < sign.size()) {
    const auto known = code_points_.find(sign);
    if (known != code_points_.end()) {
      unicode = known->second;
    } else {
      unicode = first_of_several + static_cast<Unicode>(texts_.size());
      if (unicode > last_of_several) return;
      texts_.emplace_back(sign);
      code_points_.emplace(sign, unicode);
    }
  }
  TextOutputDev::drawChar(&state, box.x, box.y, box.dx, box.dy, 0, 0, code, byte_count, &unicode, 1);
}

}  // namespace diwan::ingest
