// SPDX-License-Identifier: GPL-2.0-or-later
// Any bytes as JSON: each record gives an article or a refusal, all of it valid UTF-8; records are parts of the text,
// one behind the other.
#include <cstddef>
#include <cstdint>

#include "fuzz/reader_check.hpp"
#include "ingest/json_finder.hpp"
#include "ingest/json_records.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  diwan::test::check_reader(diwan::ingest::read_json, "dump.json", data, size);
  diwan::test::check_reader(diwan::ingest::read_json, "dump.json", data, size,
                            {.encoding = {}, .fields = {{"text", "a"}, {"title", "خبر"}}});
  const auto text = diwan::test::view_of(data, size);
  const char* behind = text.data();
  for (const auto record : diwan::ingest::find_json_records(text)) {
    diwan::test::require(!record.empty(), "a record has bytes");
    diwan::test::require(behind <= record.data() && record.data() + record.size() <= text.data() + text.size(),
                         "records follow each other");
    behind = record.data() + record.size();
  }
  return 0;
}
