// SPDX-License-Identifier: GPL-2.0-or-later
#include "text/date_field.hpp"

#include <algorithm>
#include <iterator>
#include <optional>

#include "text/fold.hpp"
#include "text/foreign_months.hpp"
#include "text/word_break.hpp"

namespace diwan::text {
namespace {

using Kind = DayPiece::Kind;

constexpr std::string_view tatweel = "\u0640";
constexpr std::string_view article = "ال";
constexpr std::size_t most_fillers = 3;

bool is_tatweel(std::string_view form) {
  for (; form.starts_with(tatweel); form.remove_prefix(tatweel.size())) {
  }
  return form.empty();
}

// ---- days that are spelt out

struct Numeral {
  std::string_view folded;
  int value;
};

constexpr Numeral units[] = {
    {"الاول", 1},  {"الحادي", 1}, {"الواحد", 1}, {"الثاني", 2}, {"الثالث", 3}, {"الرابع", 4},
    {"الخامس", 5}, {"السادس", 6}, {"السابع", 7}, {"الثامن", 8}, {"التاسع", 9},
};
constexpr Numeral tens[] = {{"عشر", 10}, {"والعشرين", 20}, {"والعشرون", 20}, {"والثلاثين", 30}, {"والثلاثون", 30}};
constexpr Numeral whole[] = {{"العاشر", 10},   {"العشرين", 20},  {"العشرون", 20},
                             {"الثلاثين", 30}, {"الثلاثون", 30}, {"الفاتح", 1}};
constexpr std::string_view first_day = "غره";

constexpr std::string_view weekdays[] = {"الاحد", "الاثنين", "الثلاثاء", "الاربعاء", "الخميس", "الجمعه", "السبت"};
constexpr int most_weeks = 5;  // of a month

/// Words behind which a day stands for itself.
constexpr std::string_view before_days[] = {"في", "يوم", "ليوم", "بتاريخ", "تاريخ", "الموافق", "موافق", "الموافقه"};

template <std::size_t size>
bool is_one_of(const std::string& form, const std::string_view (&words)[size]) {
  return std::ranges::find(words, form) != std::end(words);
}

template <std::size_t size>
int value_of(const std::string& form, const Numeral (&numerals)[size]) {
  const auto* const found = std::ranges::find(numerals, form, &Numeral::folded);
  return found == std::end(numerals) ? 0 : found->value;
}

bool is_space(const DateField& field, std::size_t at) {
  return at < field.size() && field.pieces[at].kind == Kind::space;
}

struct Spelt {
  int day = 0;
  std::size_t end = 0;
};

std::optional<Spelt> spelt_day(const DateField& field, std::size_t at) {
  if (field.has(at, first_day)) return Spelt{1, at + 1};
  if (const auto value = value_of(field.forms[at], whole); value != 0) return Spelt{value, at + 1};
  const auto unit = value_of(field.forms[at], units);
  if (unit == 0) return std::nullopt;
  const bool has_next = is_space(field, at + 1) && field.is_word(at + 2);
  const auto ten = has_next ? value_of(field.forms[at + 2], tens) : 0;
  if (ten != 0) return Spelt{unit + ten, at + 3};
  // Nobody says الحادي or الواحد for the first.
  const bool is_first = unit == 1 && !field.has(at, "الاول");
  return is_first ? std::nullopt : std::optional(Spelt{unit, at + 1});
}

/// Whether a spelt day at `at` counts days: الأسبوع الأول من محرم counts weeks.
bool stands_for_itself(const DateField& field, std::size_t at, const Spelt& spelt) {
  if (at == 0 || !is_space(field, at - 1) || field.has(at, first_day)) return true;
  if (at == 1 || is_one_of(field.forms[at - 2], before_days)) return true;
  return spelt.day > most_weeks && is_one_of(field.forms[at - 2], weekdays);
}

// ---- months

struct NamedMonth {
  Month month;
  std::size_t end = 0;
};

std::optional<NamedMonth> month_at(const DateField& field, std::size_t at) {
  const auto& pieces = field.pieces;
  if (at >= field.size() || pieces[at].kind != Kind::month) return std::nullopt;
  if (is_space(field, at + 1) && field.is_word(at + 2) && pieces[at + 2].kind == Kind::month) {
    if (const auto month = month_of(pieces[at].value, pieces[at + 2].value)) return NamedMonth{*month, at + 3};
  }
  const auto month = month_of(pieces[at].value, 0);
  return month ? std::optional(NamedMonth{*month, at + 1}) : std::nullopt;
}

/// The word behind the gap at `gap` and behind fillers.
std::size_t behind_fillers(const DateField& field, std::size_t gap) {
  for (std::size_t count = 0; count <= most_fillers; ++count, gap += 2) {
    if (!is_space(field, gap) || !field.is_word(gap + 1)) break;
    if (field.pieces[gap + 1].kind != Kind::filler) return gap + 1;
  }
  return field.size();
}

bool is_year(const DateField& field, std::size_t at) {
  constexpr int digits = 4;
  return at < field.size() && field.pieces[at].kind == Kind::number && field.pieces[at].digits == digits;
}

/// Leaves out the word with an article that stands between a month and its year.
void drop_praise(DateField& field, std::size_t gap) {
  const auto word = gap + 1;
  if (!is_space(field, gap) || !field.is_word(word) || month_at(field, word)) return;
  const auto kind = field.pieces[word].kind;
  const bool may_praise = (kind == Kind::other || kind == Kind::month) && field.forms[word].starts_with(article);
  if (may_praise && is_year(field, behind_fillers(field, word + 1))) field.erase(gap, word + 1);
}

}  // namespace

DateField::DateField(std::string_view text) {
  for (const auto& segment : break_words(text)) {
    auto form = text.substr(segment.begin, segment.end - segment.begin);
    const bool is_dash = segment.word && is_tatweel(form);
    if (is_dash) form = "-";
    if (segment.word && !is_dash) {
      forms.push_back(fold(form));
      pieces.push_back(day_piece_of_word(forms.back()));
      if (pieces.back().kind != Kind::other) continue;
      if (const auto month = foreign_month_word(forms.back()); month != 0) pieces.back() = {Kind::month, 0, month};
    } else if (size() != 0 && is_gap(size() - 1)) {  // a dash and what is around it
      forms.back() += form;
      pieces.back() = day_piece_of_gap(forms.back());
    } else {
      forms.emplace_back(form);
      pieces.push_back(day_piece_of_gap(form));
    }
  }
}

void DateField::erase(std::size_t first, std::size_t last) {
  const auto offset = [](std::size_t at) { return static_cast<std::ptrdiff_t>(at); };
  pieces.erase(pieces.begin() + offset(first), pieces.begin() + offset(last));
  forms.erase(forms.begin() + offset(first), forms.begin() + offset(last));
}

void settle_words(DateField& field) {
  for (std::size_t at = 0; at < field.size(); ++at) {
    if (!field.is_word(at)) continue;
    if (field.has(at, "اي") && is_space(field, at + 1) && field.has(at + 2, "النار")) field.erase(at, at + 2);
    if (const auto name = month_at(field, at)) {
      auto end = name->end;
      const auto other = is_space(field, end) ? month_at(field, end + 1) : std::nullopt;
      if (other && other->month == name->month) {
        field.pieces[end] = {Kind::slash, 0, 0};
        end = other->end;
      }
      if (name->month.calendar == Month::Calendar::hijri) drop_praise(field, end);
      // الفاتح is a month of its own in Libya, and the first of another one.
      const auto of = field.has(at, "الفاتح") ? behind_fillers(field, end) : field.size();
      if (!month_at(field, of)) {
        at = end - 1;
        continue;
      }
    }
    const auto spelt = spelt_day(field, at);
    if (!spelt || !month_at(field, behind_fillers(field, spelt->end)) || !stands_for_itself(field, at, *spelt))
      continue;
    field.erase(at + 1, spelt->end);
    field.forms[at] = std::to_string(spelt->day);
    field.pieces[at] = day_piece_of_word(field.forms[at]);
  }
}

}  // namespace diwan::text
