// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <catch2/catch.hpp>

#include <algorithm>
#include <fstream>
#include <string>
#include <vector>

#include "text/utf8.hpp"

namespace diwan::test {

/// `\u{...}` stands for a code point that an editor would not show.
inline std::string unescaped(const std::string& text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size();) {
    const auto close = text.compare(i, 3, "\\u{") == 0 ? text.find('}', i) : std::string::npos;
    if (close == std::string::npos) {
      plain += text[i++];
      continue;
    }
    diwan::text::append_utf8(plain, static_cast<char32_t>(std::stoul(text.substr(i + 3, close - i - 3), nullptr, 16)));
    i = close + 1;
  }
  return plain;
}

/// The rows of a table of tests/data: columns parted by tabs; a line that begins with `#` is a remark.
inline std::vector<std::vector<std::string>> read_table(const std::string& name, std::size_t columns) {
  std::ifstream file(std::string(DIWAN_TEST_DATA) + "/" + name);
  INFO(name);
  REQUIRE(file);
  std::vector<std::vector<std::string>> rows;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#') continue;
    std::vector<std::string> row;
    for (std::size_t at = 0; at <= line.size();) {
      const auto end = std::min(line.find('\t', at), line.size());
      row.push_back(unescaped(line.substr(at, end - at)));
      at = end + 1;
    }
    INFO(line);
    REQUIRE(row.size() == columns);
    rows.push_back(std::move(row));
  }
  REQUIRE_FALSE(rows.empty());
  return rows;
}

}  // namespace diwan::test
