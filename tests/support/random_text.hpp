// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <random>
#include <string>

#include "text/utf8.hpp"

namespace diwan::test {

/// Random text of the characters that are hard on an analyzer, the same for the same seed.
class RandomText {
 public:
  explicit RandomText(std::uint32_t seed) : engine_(seed) {}

  /// `complex`: with letters of scripts that need a dictionary to part words.
  std::string text(std::size_t length, bool complex = false) {
    std::string text;
    for (std::size_t i = 0; i < length; ++i) diwan::text::append_utf8(text, character(complex));
    return text;
  }

 private:
  struct Range {
    char32_t first;
    char32_t last;
  };

  char32_t character(bool complex) {
    static constexpr Range ranges[] = {
        {0x0621, 0x064A},   {0x0621, 0x064A}, {0x0600, 0x06FF}, {0x064B, 0x065F}, {0x0654, 0x0655}, {0x0640, 0x0640},
        {0x0660, 0x0669},   {0x06F0, 0x06F9}, {0x20, 0x20},     {0x20, 0x7E},     {0x00, 0xFF},     {0x0100, 0x024F},
        {0x0300, 0x036F},   {0x0370, 0x052F}, {0x0590, 0x05FF}, {0x0870, 0x08FF}, {0x1E00, 0x1FFF}, {0x200B, 0x200F},
        {0x202A, 0x202E},   {0x2060, 0x2069}, {0x2070, 0x218F}, {0x2460, 0x24FF}, {0xAC00, 0xAC20}, {0xFB00, 0xFB4F},
        {0xFB50, 0xFDFF},   {0xFE00, 0xFE0F}, {0xFE70, 0xFEFF}, {0xFF00, 0xFFEF}, {0x1100, 0x11FF}, {0x1F300, 0x1F6FF},
        {0x1EE00, 0x1EEFF}, {0x00AD, 0x00AD}, {0x0E00, 0x0E5B}, {0x1000, 0x109F}, {0x3040, 0x30FF}, {0x4E00, 0x4F00},
    };
    const std::size_t complex_ranges = 4;
    const auto& range = ranges[number(std::size(ranges) - (complex ? 1 : complex_ranges + 1))];
    return range.first + static_cast<char32_t>(number(range.last - range.first));
  }

  std::size_t number(std::size_t last) { return std::uniform_int_distribution<std::size_t>(0, last)(engine_); }

  std::mt19937 engine_;
};

}  // namespace diwan::test
