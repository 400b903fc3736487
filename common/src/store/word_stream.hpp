// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace diwan::store {

/// The number of a form in a lexicon, in order of first appearance.
using EntryId = std::uint32_t;

/// A text as the numbers of its words and gaps. A gap of one space between two words is left out; everything else
/// that stands between words, the empty gap included, is an entry of its own. 16-bit units: an id below
/// `first_pair` takes one, any other two, so the frequent forms, which get the small numbers, stay short.
namespace word_stream {

inline constexpr std::uint16_t first_pair = 0xF000;
inline constexpr EntryId entry_limit = 1U << 28;

inline void append(std::vector<std::uint16_t>& units, EntryId id) {
  if (id >= first_pair) units.push_back(static_cast<std::uint16_t>(first_pair | id >> 16));
  units.push_back(static_cast<std::uint16_t>(id));
}

/// Reads ids one after the other; bytes that a damaged file may hold give some id, never a read past the end.
class Reader {
 public:
  explicit Reader(std::span<const std::uint16_t> units) : next_(units.data()), end_(units.data() + units.size()) {}

  bool done() const { return next_ == end_; }
  EntryId next() {
    const EntryId unit = *next_++;
    if (unit < first_pair || next_ == end_) return unit;
    return (unit & 0xFFF) << 16 | *next_++;
  }

 private:
  const std::uint16_t* next_;
  const std::uint16_t* end_;
};

}  // namespace word_stream
}  // namespace diwan::store
