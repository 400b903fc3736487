// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/running_lines.hpp"

#include "text/classes.hpp"
#include "text/fold.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <utility>

namespace diwan::ingest {
namespace {

/// The line without digits, white space and dashes, so that pages differ by their number only.
std::string without_number(const PdfLine& line) {
  auto key = text::fold(line.text);
  std::erase_if(key, [](char c) { return (c >= '0' && c <= '9') || c == ' ' || c == '-' || c == '/' || c == '.'; });
  return key;
}

/// Pages of two lines have no head or foot.
void drop_at(const std::vector<PdfPage*>& pages, bool at_head) {
  const auto edge = [&](PdfPage& page) { return at_head ? page.lines.begin() : page.lines.end() - 1; };
  struct Seen {
    std::size_t count = 0;
    bool has_stayed = false;
  };
  std::map<std::string, Seen> lines;
  for (auto* const page : pages) ++lines[without_number(*edge(*page))].count;
  constexpr std::size_t many = 3;
  for (auto* const page : pages) {
    if (page->lines.size() == 1) continue;
    const auto line = edge(*page);
    const auto key = without_number(*line);
    auto& seen = lines[key];
    if (seen.count < many) continue;
    if (!key.empty() && !std::exchange(seen.has_stayed, true)) continue;
    page->lines.erase(line);
  }
}

}  // namespace

void drop_running_lines(std::vector<PdfPage>& pages) {
  constexpr std::size_t fewest_lines = 3;
  std::vector<PdfPage*> full;
  for (auto& page : pages)
    if (page.lines.size() >= fewest_lines) full.push_back(&page);
  // A number may stand above or below a title.
  for (int i = 0; i < 2; ++i) {
    drop_at(full, true);
    drop_at(full, false);
  }
}

}  // namespace diwan::ingest
