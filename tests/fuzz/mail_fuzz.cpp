// SPDX-License-Identifier: GPL-2.0-or-later
// Any bytes as a message and as a mailbox: articles or refusals, all of it valid UTF-8; headers become one line of it.
#include <cstddef>
#include <cstdint>
#include <string>

#include "fuzz/reader_check.hpp"
#include "ingest/mail_header.hpp"
#include "ingest/mail_reader.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  diwan::test::check_reader(diwan::ingest::read_mail, "message.eml", data, size);
  diwan::test::check_reader(diwan::ingest::read_mbox, "folder.mbox", data, size);
  const auto text = diwan::test::view_of(data, size);
  for (const char* const hint : {"", "windows-1256", "no-such-encoding"}) {
    for (const auto& line : {diwan::ingest::decode_header(text, hint), diwan::ingest::decode_addresses(text, hint)}) {
      diwan::test::require_text(line);
      diwan::test::require(line.find_first_of("\r\n") == std::string::npos, "a header is one line");
    }
  }
  return 0;
}
