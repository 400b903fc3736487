// SPDX-License-Identifier: GPL-2.0-or-later
// Any bytes as a PDF: one article or one refusal, all of it valid UTF-8.
#include "ingest/pdf_reader.hpp"

#include <cstddef>
#include <cstdint>

#include "fuzz/reader_check.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto results = diwan::test::check_reader(diwan::ingest::read_pdf, "report.pdf", data, size);
  diwan::test::require(results == 1, "one file, one result");
  return 0;
}
