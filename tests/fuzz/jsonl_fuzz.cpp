// SPDX-License-Identifier: GPL-2.0-or-later
// Any bytes as a JSON Lines file: each line gives an article, a refusal or nothing, all of it valid UTF-8.
#include "ingest/jsonl_reader.hpp"

#include <cstddef>
#include <cstdint>

#include "fuzz/reader_check.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  diwan::test::check_reader(diwan::ingest::read_json_lines, "dump.jsonl", data, size);
  return 0;
}
