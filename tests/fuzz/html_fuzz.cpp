// SPDX-License-Identifier: GPL-2.0-or-later
// Any bytes as an HTML page, and as XHTML: one article or one refusal, all of it valid UTF-8.
#include "ingest/html_reader.hpp"

#include <cstddef>
#include <cstdint>

#include "fuzz/reader_check.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto html = diwan::test::check_reader(diwan::ingest::read_html, "page.html", data, size);
  const auto xhtml = diwan::test::check_reader(diwan::ingest::read_xhtml, "page.xhtml", data, size);
  diwan::test::require(html == 1 && xhtml == 1, "one page, one result");
  return 0;
}
