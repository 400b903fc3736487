// SPDX-License-Identifier: GPL-2.0-or-later
#include "search/text_days.hpp"

#include <algorithm>
#include <utility>

#include "store/word_stream.hpp"
#include "text/fold.hpp"

namespace diwan::search {
namespace {

constexpr text::DayPiece one_space{text::DayPiece::Kind::space, 0, 1};

}  // namespace

TextDays::TextDays(const store::TextStore& texts, std::vector<Date> wanted)
    : texts_(texts), wanted_(std::move(wanted)) {}

text::DayPiece TextDays::piece(store::EntryId entry, std::size_t tokens) {
  const auto [known, is_new] = known_.try_emplace(entry);
  if (is_new) {
    const auto form = texts_.form(entry);
    if (tokens == 0) known->second = text::day_piece_of_gap(form);
    if (tokens == 1) known->second = text::day_piece_of_word(text::fold(form));
  }
  return known->second;
}

std::span<const TextDay> TextDays::find(std::span<const std::uint16_t> units) {
  found_.clear();
  if (wanted_.empty()) return found_;
  pieces_.clear();
  words_before_.clear();
  std::size_t words = 0;
  const auto add = [&](const text::DayPiece& piece) {
    pieces_.push_back(piece);
    words_before_.push_back(words);
  };
  bool after_word = false;
  for (store::word_stream::Reader reader(units); !reader.done();) {
    const auto entry = reader.next();
    const auto tokens = texts_.tokens(entry).size();
    if (tokens > 0 && after_word) add(one_space);  // the space that the stream leaves out
    after_word = tokens > 0;
    if (tokens == 0 && texts_.form(entry).empty()) continue;  // two words side by side
    add(piece(entry, tokens));
    words += tokens;
  }
  words_before_.push_back(words);
  for (const auto& day : text::find_days(pieces_)) {
    if (std::find(wanted_.begin(), wanted_.end(), day.date) == wanted_.end()) continue;
    const auto first = words_before_[day.first];
    found_.push_back({first, words_before_[day.last] - first, day.date});
  }
  return found_;
}

}  // namespace diwan::search
