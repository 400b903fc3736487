// SPDX-License-Identifier: GPL-2.0-or-later
// encodings FILE...: the first words of each line of UTF-8 files, in each encoding, are guessed and decoded. Prints how
// many of a hundred come out as they were, and how many do not though no doubt was told. docs/formats.md has the table.
#include <array>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "support/encode.hpp"
#include "text/encoding.hpp"

namespace {

constexpr std::array words_taken{1, 2, 3, 5, 8, 15, 30};
constexpr std::array encodings{"windows-1256", "ISO-8859-6", "CP720", "MacArabic", "UTF-16LE", "UTF-16BE"};

/// The first words of a line; empty where it has fewer.
std::string first_words(const std::string& line, int count) {
  std::size_t end = 0;
  for (int words = 0; words < count; ++words) {
    end = line.find_first_not_of(' ', end);
    if (end == std::string::npos) return {};
    end = std::min(line.find(' ', end), line.size());
  }
  return line.substr(0, end);
}

struct Count {
  int all = 0;
  int right = 0;
  int silent = 0;
};

Count measure(const std::vector<std::string>& texts, const char* encoding, bool shows) {
  Count count;
  for (const auto& text : texts) {
    const auto bytes = diwan::test::encode(text, encoding);
    if (!bytes || *bytes == text) continue;
    ++count.all;
    const auto guess = diwan::text::guess_encoding(*bytes);
    const auto decoded = diwan::text::decode(*bytes, guess.name);
    const bool is_right = decoded && decoded->text == text;
    count.right += is_right ? 1 : 0;
    count.silent += !is_right && !guess.doubtful && !guess.name.empty() ? 1 : 0;
    if (!is_right && shows) std::cout << "    " << text << " -> " << guess.name << '\n';
  }
  return count;
}

}  // namespace

int main(int argc, char** argv) {
  const bool shows = argc > 1 && std::string_view(argv[1]) == "--show";
  std::vector<std::string> lines;
  for (int i = shows ? 2 : 1; i < argc; ++i) {
    std::ifstream file(argv[i]);
    for (std::string line; std::getline(file, line);) lines.push_back(line);
  }
  for (const char* const encoding : encodings) {
    std::printf("%-14s", encoding);
    for (const int count : words_taken) {
      std::vector<std::string> texts;
      for (const auto& line : lines) {
        if (auto text = first_words(line, count); !text.empty()) texts.push_back(std::move(text));
      }
      const auto result = measure(texts, encoding, shows);
      const double all = result.all == 0 ? 1 : result.all / 100.0;
      std::printf("  %3d: %5.1f %4.1f", count, result.right / all, result.silent / all);
    }
    std::puts("");
  }
  return 0;
}
