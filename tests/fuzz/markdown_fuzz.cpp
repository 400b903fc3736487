// SPDX-License-Identifier: GPL-2.0-or-later
// Any bytes as Markdown with front matter: one article or one refusal, all of it valid UTF-8.
#include <cstddef>
#include <cstdint>

#include "fuzz/reader_check.hpp"
#include "ingest/markdown_reader.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto results = diwan::test::check_reader(diwan::ingest::read_markdown, "page.md", data, size);
  diwan::test::require(results == 1, "one page, one result");
  return 0;
}
