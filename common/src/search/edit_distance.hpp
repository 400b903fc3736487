// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace diwan::search {

/// How many letters must be changed, added, left out or swapped with their neighbour to make one word of another, each
/// letter once (optimal string alignment): one word against many, with a column of the table in one machine word
/// (Hyyrö's bit-parallel method). Immutable after construction: threads may share it.
class EditDistance {
 public:
  static constexpr std::size_t longest = 64;
  static constexpr char32_t alphabet = 0x700;  ///< letters of words are below

  static bool takes(std::u32string_view word);

  /// `word` is not empty and of a kind that `takes` accepts.
  explicit EditDistance(std::u32string_view word);

  /// The distance to a word in UTF-8, or `limit` + 1 where it is more than `limit` or has letters outside the alphabet.
  std::size_t to(std::string_view other, std::size_t limit) const;

 private:
  std::array<std::uint64_t, alphabet> places_{};  // of each letter in the word
  std::size_t length_;
};

/// The same with a price for each step: 1, and half of it for a letter that is easily taken for the other and for a
/// long vowel more or less.
double edit_cost(std::u32string_view word, std::u32string_view other);

}  // namespace diwan::search
