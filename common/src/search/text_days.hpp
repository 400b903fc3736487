// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <diwan/date.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "store/text_store.hpp"
#include "text/calendar_days.hpp"

namespace diwan::search {

/// A day that a text names: its words [first, first + count). A plain value.
struct TextDay {
  std::size_t first = 0;
  std::size_t count = 0;
  Date date;
};

/// Finds in texts the days that a query asks for, however they are spelt. For one text store, one query and one thread.
class TextDays {
 public:
  /// `wanted`: the days asked for; without any, nothing is ever looked at.
  TextDays(const store::TextStore& texts, std::vector<Date> wanted);

  /// The wanted days of a text, in order. Until the next call.
  std::span<const TextDay> find(std::span<const std::uint16_t> units);

 private:
  text::DayPiece piece(store::EntryId entry, std::size_t tokens);

  const store::TextStore& texts_;
  std::vector<Date> wanted_;
  std::unordered_map<store::EntryId, text::DayPiece> known_;
  std::vector<text::DayPiece> pieces_;     // of the text at hand
  std::vector<std::size_t> words_before_;  // each piece, and the end
  std::vector<TextDay> found_;
};

}  // namespace diwan::search
