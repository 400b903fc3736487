// SPDX-License-Identifier: GPL-2.0-or-later
// Any bytes as a Word document before 2007, and as the streams of one: one article or one refusal, all of it valid
// UTF-8.
#include "ingest/doc_reader.hpp"

#include <cstddef>
#include <cstdint>

#include "fuzz/reader_check.hpp"
#include "ingest/limits.hpp"
#include "ingest/ole_file.hpp"
#include "ingest/summary_information.hpp"
#include "ingest/word_text.hpp"

namespace {

using diwan::test::require;
using diwan::test::require_text;
using diwan::test::take_part;

void check_streams(std::string_view input) {
  constexpr std::size_t longest_character = 4;
  const auto document = take_part(input);
  const auto table = take_part(input);
  const auto word = diwan::ingest::read_word_text(document, table, table);
  require(word || !word.error().message.empty(), "a reason says something");
  if (word) {
    require_text(word->text);
    require(word->text.size() <= diwan::ingest::largest_text_file * longest_character, "a text has a limit");
  }
  const auto about = diwan::ingest::read_summary_information(input);
  for (const auto& text : {about.title, about.author, about.date}) require_text(text);
  require(about.date.empty() || diwan::parse_iso_date(about.date), "a date is a day");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto input = diwan::test::view_of(data, size);
  if (input.starts_with("streams:")) {
    input.remove_prefix(8);
    check_streams(input);
    return 0;
  }
  const auto results = diwan::test::check_reader(diwan::ingest::read_doc, "letter.doc", data, size);
  require(results == 1 || !input.starts_with(diwan::ingest::OleFile::mark), "one document, one result");
  return 0;
}
