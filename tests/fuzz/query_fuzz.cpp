// SPDX-License-Identifier: GPL-2.0-or-later
// The query parser on any bytes: it never fails, its places are in range and in order, and print then parse gives the
// same tree.
#include <diwan/query.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

diwan::QueryNode bare(diwan::QueryNode node) {
  node.begin = node.end = 0;
  for (auto& child : node.children) child = bare(child);
  return node;
}

void check(const diwan::Query& query) {
  std::size_t behind = 0;
  for (const auto& node : query.root.children) {
    require(behind <= node.begin && node.begin < node.end && node.end <= query.text.size());
    require(!node.text.empty());
    behind = node.end;
  }
  std::size_t last = 0;
  for (const auto& diagnostic : query.diagnostics) {
    require(last <= diagnostic.begin && diagnostic.begin < diagnostic.end && diagnostic.end <= query.text.size());
    last = diagnostic.begin;
  }
  const diwan::Query again = diwan::parse_query(diwan::to_query_text(query));
  require(bare(again.root).children == bare(query.root).children);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check(diwan::parse_query(text));
  check(diwan::parse_words(text));
  return 0;
}
