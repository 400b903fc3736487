// SPDX-License-Identifier: GPL-2.0-or-later
// Any bytes as XML: records, a document or a refusal, all of it valid UTF-8.
#include "ingest/xml_reader.hpp"

#include <cstddef>
#include <cstdint>

#include "fuzz/reader_check.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  diwan::test::check_reader(diwan::ingest::read_xml, "dump.xml", data, size);
  diwan::test::check_reader(diwan::ingest::read_xml, "dump.xml", data, size,
                            {.encoding = {}, .fields = {{"title", "p"}, {"id", "خ"}}});
  return 0;
}
