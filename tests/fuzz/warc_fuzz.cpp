// SPDX-License-Identifier: GPL-2.0-or-later
// Any bytes as a web archive of both kinds: articles, refusals or files passed over, all of it valid UTF-8. Records of
// other kinds give nothing, so that nothing may come of a file.
#include "ingest/warc_reader.hpp"

#include <cstddef>
#include <cstdint>

#include "fuzz/reader_check.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  diwan::test::results_of(diwan::ingest::read_warc, "crawl.warc", data, size);
  diwan::test::results_of(diwan::ingest::read_arc, "crawl.arc", data, size);
  return 0;
}
