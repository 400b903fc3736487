// SPDX-License-Identifier: GPL-2.0-or-later
#include "text/calendar_days.hpp"

#include <algorithm>
#include <chrono>
#include <optional>

#include "text/classes.hpp"
#include "text/umm_al_qura.hpp"
#include "text/utf8.hpp"

namespace diwan::text {
namespace {

using Kind = DayPiece::Kind;

constexpr std::size_t none = static_cast<std::size_t>(-1);
constexpr std::size_t most_digits = 4;
constexpr int first_gregorian_year = 1000;  // an earlier one is another number, as a rule
constexpr std::size_t most_fillers = 3;

struct KnownWord {
  std::string_view folded;
  Kind kind;
};

constexpr KnownWord known_words[] = {
    {"من", Kind::filler},   {"شهر", Kind::filler},        {"عام", Kind::filler},       {"سنه", Kind::filler},
    {"لعام", Kind::filler}, {"لسنه", Kind::filler},       {"of", Kind::filler},        {"de", Kind::filler},
    {"st", Kind::ordinal},  {"nd", Kind::ordinal},        {"rd", Kind::ordinal},       {"th", Kind::ordinal},
    {"er", Kind::ordinal},  {"ه", Kind::hijri},           {"هجريه", Kind::hijri},      {"هجري", Kind::hijri},
    {"م", Kind::gregorian}, {"ميلاديه", Kind::gregorian}, {"ميلادي", Kind::gregorian},
};

struct Sign {
  char32_t first;
  char32_t last;
  Kind kind;
};

constexpr Sign signs[] = {
    {U'(', U')', Kind::bracket},    {U',', U',', Kind::comma},      {U'-', U'-', Kind::hyphen},
    {U'.', U'.', Kind::stop},       {U'/', U'/', Kind::slash},      {U'[', U'[', Kind::bracket},
    {U'\\', U'\\', Kind::slash},    {U']', U']', Kind::bracket},    {U'_', U'_', Kind::hyphen},
    {0x060C, 0x060C, Kind::comma},                                   // ،
    {0x060D, 0x060D, Kind::slash},                                   // the Arabic date separator
    {0x2010, 0x2013, Kind::hyphen},                                  // hyphens and the shorter dashes
    {0x2044, 0x2044, Kind::slash},  {0x2212, 0x2212, Kind::hyphen},  // minus
};

/// Reads days at places of a text; the rules have the numbers of find_days().
class DayReader {
 public:
  explicit DayReader(std::span<const DayPiece> pieces) : pieces_(pieces) {}

  std::optional<NamedDay> day_at(std::size_t at) const {
    if (pieces_[at].kind == Kind::month) return month_first(at);
    if (pieces_[at].kind != Kind::number) return std::nullopt;
    if (const auto found = in_digits(at)) return found;
    return day_first(at);
  }

 private:
  /// The word behind a word, and what stands between them: Kind::other where nothing does.
  struct Link {
    Kind gap = Kind::other;
    bool spaced = false;
    std::size_t next = none;
  };
  /// A year and what calendar is said behind it.
  struct Year {
    int value = 0;
    Kind era = Kind::other;  // hijri, gregorian or other
    std::size_t last = 0;    // behind it
  };

  bool is_word(std::size_t at) const { return at < pieces_.size() && pieces_[at].kind < Kind::first_gap; }
  bool is_number(std::size_t at, std::size_t digits) const {
    return at < pieces_.size() && pieces_[at].kind == Kind::number && pieces_[at].digits == digits;
  }
  bool is_short_number(std::size_t at) const { return is_number(at, 1) || is_number(at, 2); }
  int value(std::size_t at) const { return pieces_[at].value; }

  Link link(std::size_t word) const {
    if (is_word(word + 1)) return {Kind::other, false, word + 1};
    if (!is_word(word + 2)) return {};
    return {pieces_[word + 1].kind, pieces_[word + 1].value != 0, word + 2};
  }

  static bool is_one_of(Kind kind, std::initializer_list<Kind> kinds) {
    return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
  }

  /// The era behind the word at `at`, which ends a day.
  Year with_era(int year, std::size_t at) const {
    const auto next = link(at);
    if (next.next != none && is_one_of(next.gap, {Kind::other, Kind::space, Kind::bracket})) {
      const auto kind = pieces_[next.next].kind;
      if (kind == Kind::hijri || kind == Kind::gregorian) return {year, kind, next.next + 1};
    }
    return {year, Kind::other, at + 1};
  }

  std::optional<NamedDay> in_digits(std::size_t first) const {
    const auto to_second = link(first);
    if (!is_one_of(to_second.gap, {Kind::slash, Kind::hyphen, Kind::stop}) || !is_short_number(to_second.next)) {
      return std::nullopt;
    }
    const auto to_third = link(to_second.next);
    const auto third = to_third.next;
    if (to_third.gap != to_second.gap || third == none) return std::nullopt;
    const bool spaced = to_second.spaced || to_third.spaced;
    if (spaced && to_second.gap == Kind::stop) return std::nullopt;
    const bool year_last = is_short_number(first) && is_number(third, most_digits);
    const bool year_first = is_number(first, most_digits) && is_short_number(third);
    if ((!year_last && !year_first) || goes_on(first, third, to_second.gap, spaced)) return std::nullopt;

    const auto year = with_era(value(year_last ? third : first), third);
    int month = value(to_second.next);
    int day = value(year_last ? first : third);
    const bool hijri_year = year.value >= first_hijri_year && year.value <= last_hijri_year;
    if (year.era == Kind::hijri || (hijri_year && year.era != Kind::gregorian)) {
      return hijri(first, year.last, {year.value, month, day});
    }
    constexpr int months_in_year = 12;
    if (year_last && month > months_in_year && day <= months_in_year) std::swap(month, day);
    return gregorian(first, year.last, {year.value, month, day});
  }

  /// Whether the three numbers are part of a longer row of numbers: an address, a version.
  bool goes_on(std::size_t first, std::size_t last, Kind gap, bool spaced) const {
    const auto joins = [&](std::size_t at) { return pieces_[at].kind == gap && (spaced || pieces_[at].value == 0); };
    if (first >= 2 && joins(first - 1) && pieces_[first - 2].kind == Kind::number) return true;
    const auto behind = link(last);
    return behind.next == last + 2 && joins(last + 1) && pieces_[behind.next].kind == Kind::number;
  }

  std::optional<NamedDay> day_first(std::size_t first) const {
    if (!is_short_number(first)) return std::nullopt;
    const auto to_month = fillers(link(behind_ordinal(first)), {Kind::other, Kind::space, Kind::slash, Kind::hyphen});
    std::size_t at = to_month;
    const auto month = month_at(at);
    if (!month) return std::nullopt;
    const auto to_year = fillers(
        link(at), {Kind::other, Kind::space, Kind::comma, Kind::slash, Kind::hyphen, Kind::stop, Kind::bracket});
    return with_year(first, *month, value(first), to_year);
  }

  std::optional<NamedDay> month_first(std::size_t first) const {
    std::size_t at = first;
    const auto month = month_at(at);
    if (!month) return std::nullopt;
    const auto to_day = link(at);
    if (!is_one_of(to_day.gap, {Kind::space, Kind::stop}) || !is_short_number(to_day.next)) return std::nullopt;
    const auto to_year = link(behind_ordinal(to_day.next));
    if (!is_one_of(to_year.gap, {Kind::space, Kind::comma})) return std::nullopt;
    return with_year(first, *month, value(to_day.next), to_year.next);
  }

  std::size_t behind_ordinal(std::size_t number) const {
    return is_word(number + 1) && pieces_[number + 1].kind == Kind::ordinal ? number + 1 : number;
  }

  /// The word behind a gap of one of these kinds, and behind fillers if there are some.
  std::size_t fillers(Link to, std::initializer_list<Kind> gaps) const {
    if (!is_one_of(to.gap, gaps)) return none;
    for (std::size_t count = 0; to.next != none && pieces_[to.next].kind == Kind::filler; ++count) {
      to = link(to.next);
      if (to.gap != Kind::space || count == most_fillers) return none;
    }
    return to.next;
  }

  /// The month that is named at `at`, which becomes the last word of its name; also where two names of one month stand
  /// side by side (كانون الأول/ديسمبر). Nothing where they are of two months.
  std::optional<Month> month_at(std::size_t& at) const {
    const auto month = month_name_at(at);
    if (!month) return std::nullopt;
    const auto to_other = link(at);
    if (to_other.next == none || !is_one_of(to_other.gap, {Kind::slash, Kind::hyphen, Kind::bracket})) return month;
    std::size_t other_at = to_other.next;
    const auto other = month_name_at(other_at);
    if (!other) return month;
    at = other_at;
    return *other == *month ? month : std::nullopt;
  }

  std::optional<Month> month_name_at(std::size_t& at) const {
    if (at == none || pieces_[at].kind != Kind::month) return std::nullopt;
    const auto next = link(at);
    if (next.gap == Kind::space && next.next != none && pieces_[next.next].kind == Kind::month) {
      if (const auto month = month_of(pieces_[at].value, pieces_[next.next].value)) {
        at = next.next;
        return month;
      }
    }
    return month_of(pieces_[at].value, 0);
  }

  std::optional<NamedDay> with_year(std::size_t first, Month month, int day, std::size_t at) const {
    if (at == none || !is_number(at, most_digits)) return std::nullopt;
    const auto year = with_era(value(at), at);
    if (month.calendar == Month::Calendar::hijri) {
      if (year.era == Kind::gregorian) return std::nullopt;
      return hijri(first, year.last, {year.value, month.number, day});
    }
    if (year.era == Kind::hijri) return std::nullopt;
    return gregorian(first, year.last, {year.value, month.number, day});
  }

  static std::optional<NamedDay> hijri(std::size_t first, std::size_t last, const Date& day) {
    const auto date = gregorian_of_hijri(day.year, day.month, day.day);
    return date ? std::optional(NamedDay{first, last, *date, Month::Calendar::hijri}) : std::nullopt;
  }

  static std::optional<NamedDay> gregorian(std::size_t first, std::size_t last, const Date& day) {
    const std::chrono::year_month_day date{std::chrono::year(day.year),
                                           std::chrono::month(static_cast<unsigned>(day.month)),
                                           std::chrono::day(static_cast<unsigned>(day.day))};
    if (!date.ok() || day.year < first_gregorian_year) return std::nullopt;
    return NamedDay{first, last, day, Month::Calendar::gregorian};
  }

  std::span<const DayPiece> pieces_;
};

}  // namespace

DayPiece day_piece_of_word(std::string_view folded) {
  if (folded.find_first_not_of("0123456789") == std::string_view::npos) {
    if (folded.size() > most_digits) return {};
    unsigned value = 0;
    for (const char digit : folded) value = value * 10 + static_cast<unsigned>(digit - '0');
    return {Kind::number, static_cast<std::uint8_t>(folded.size()), static_cast<std::uint16_t>(value)};
  }
  if (const auto number = month_word(folded); number != 0) return {Kind::month, 0, number};
  for (const auto& word : known_words) {
    if (word.folded == folded) return {word.kind, 0, 0};
  }
  return {};
}

// One sign at most, and one line break: a day does not run over the end of a paragraph.
DayPiece day_piece_of_gap(std::string_view gap) {
  DayPiece piece{Kind::space, 0, 0};
  std::size_t line_breaks = 0;
  for (std::size_t at = 0; at < gap.size();) {
    const char32_t c = next_code_point(gap, at);
    if (c == U'\n') ++line_breaks;
    if (is_white_space(c)) {
      piece.value = 1;
      continue;
    }
    if (is_ignorable(c)) continue;
    const auto sign = std::find_if(std::begin(signs), std::end(signs),
                                   [&](const Sign& each) { return c >= each.first && c <= each.last; });
    if (sign == std::end(signs) || piece.kind != Kind::space) return {Kind::other_gap, 0, 0};
    piece.kind = sign->kind;
  }
  return line_breaks > 1 ? DayPiece{Kind::other_gap, 0, 0} : piece;
}

std::vector<NamedDay> find_days(std::span<const DayPiece> pieces) {
  std::vector<NamedDay> days;
  const DayReader reader(pieces);
  for (std::size_t at = 0; at < pieces.size(); ++at) {
    if (pieces[at].kind != Kind::number && pieces[at].kind != Kind::month) continue;
    const auto found = reader.day_at(at);
    if (!found) continue;
    days.push_back(*found);
    at = found->last - 1;
  }
  return days;
}

}  // namespace diwan::text
