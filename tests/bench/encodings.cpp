// SPDX-License-Identifier: GPL-2.0-or-later
// encodings FILE...: the first words of each line of UTF-8 files, in each encoding, are guessed and decoded. Prints how
// many of a hundred come out as they were, and how many do not though no doubt was told. docs/formats.md has the table.
// --among LATIN sets these words into the middle of the lines of another file; --show names what went wrong.
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
    auto guess = diwan::text::guess_encoding(*bytes);
    if (guess.name == "UTF-8") guess.doubtful = diwan::text::may_be_other_than_utf8(*bytes);
    const auto decoded = diwan::text::decode(*bytes, guess.name);
    const bool is_right = decoded && decoded->text == text;
    count.right += is_right ? 1 : 0;
    count.silent += !is_right && !guess.doubtful && !guess.name.empty() ? 1 : 0;
    if (!is_right && shows) std::cout << "    " << text << " -> " << guess.name << '\n';
  }
  return count;
}

std::vector<std::string> lines_of(const char* path) {
  std::vector<std::string> lines;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

/// Words in the middle of a line of another language.
std::string set_into(const std::string& line, const std::string& words) {
  const auto middle = line.find(' ', line.size() / 2);
  return middle == std::string::npos ? line + ' ' + words : line.substr(0, middle + 1) + words + line.substr(middle);
}

}  // namespace

int main(int argc, char** argv) {
  bool shows = false;
  std::vector<std::string> lines;
  std::vector<std::string> others;
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--show") {
      shows = true;
    } else if (argument == "--among" && i + 1 < argc) {
      others = lines_of(argv[++i]);
    } else {
      for (auto& line : lines_of(argv[i])) lines.push_back(std::move(line));
    }
  }
  for (const char* const encoding : encodings) {
    std::printf("%-14s", encoding);
    for (const int count : words_taken) {
      std::vector<std::string> texts;
      for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto words = first_words(lines[i], count);
        if (!words.empty()) texts.push_back(others.empty() ? words : set_into(others[i % others.size()], words));
      }
      const auto result = measure(texts, encoding, shows);
      const double all = result.all == 0 ? 1 : result.all / 100.0;
      std::printf("  %3d: %5.1f %4.1f", count, result.right / all, result.silent / all);
    }
    std::puts("");
  }
  return 0;
}
