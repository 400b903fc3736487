// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/pdf_strokes.hpp"

#include "text/classes.hpp"
#include "text/utf8.hpp"
#include "text/visual_order.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <utility>

namespace diwan::ingest {
namespace {

constexpr int enough = 5;    ///< runs that stretch words
constexpr int clearly = 10;  ///< as many of them as of others

/// The same sign once or more in a row, right beside an Arabic letter: [begin, end) of a line.
struct Run {
  std::size_t begin;
  std::size_t end;
  bool stretches;  ///< it stands where only a stroke can
};

bool is_arabic(const Sign& sign) { return text::right_to_left_surplus(sign.text) > 0; }

/// Whether a sign is no letter of an Arabic word, nor a digit or a mark of punctuation.
bool may_be_stroke(const Sign& sign) {
  constexpr char32_t first_beyond_ascii = 0xA1;
  constexpr char32_t end_of_latin = 0x180;
  std::size_t end = 0;
  const auto c = text::next_code_point(sign.text, end);
  if (end != sign.text.size()) return false;
  const bool is_odd = c >= first_beyond_ascii && c < end_of_latin && c != U'«' && c != U'»';
  return is_odd || text::right_to_left_surplus(sign.text) < 0;
}

std::vector<Run> runs_of(const SeenLine& line) {
  constexpr double touching = 0.1;
  const auto& signs = line.signs;
  const auto touch = [&](const Sign& left, const Sign& right) {
    return right.left - left.right < touching * line.size;
  };
  std::vector<Run> runs;
  for (std::size_t begin = 0, end = 0; begin < signs.size(); begin = end) {
    end = begin + 1;
    if (!may_be_stroke(signs[begin])) continue;
    while (end < signs.size() && signs[end].text == signs[begin].text) ++end;
    const bool at_left = begin > 0 && is_arabic(signs[begin - 1]) && touch(signs[begin - 1], signs[begin]);
    const bool at_right = end < signs.size() && is_arabic(signs[end]) && touch(signs[end - 1], signs[end]);
    std::size_t first = 0;
    const bool joins = at_right && text::joins_next(text::next_code_point(signs[end].text, first));
    if (at_left || at_right) runs.push_back({begin, end, at_left && joins});
  }
  return runs;
}

}  // namespace

void drop_misnamed_strokes(std::vector<SeenBlock>& blocks) {
  struct Places {
    int stretching = 0;
    int others = 0;
  };
  std::map<std::string, Places> places;
  for (const auto& block : blocks) {
    for (const auto& line : block.lines) {
      for (const auto& run : runs_of(line)) {
        auto& found = places[line.signs[run.begin].text];
        ++(run.stretches ? found.stretching : found.others);
      }
    }
  }
  std::erase_if(places, [](const auto& entry) {
    return entry.second.stretching < enough || entry.second.others * clearly > entry.second.stretching;
  });
  if (places.empty()) return;
  for (auto& block : blocks) {
    for (auto& line : block.lines) {
      const auto runs = runs_of(line);
      for (auto run = runs.rbegin(); run != runs.rend(); ++run) {
        if (!run->stretches || !places.contains(line.signs[run->begin].text)) continue;
        line.signs.erase(line.signs.begin() + static_cast<std::ptrdiff_t>(run->begin),
                         line.signs.begin() + static_cast<std::ptrdiff_t>(run->end));
      }
    }
  }
}

}  // namespace diwan::ingest
