// SPDX-License-Identifier: GPL-2.0-or-later
// Any bytes as a line of a dump, which is read as it is written again, and as a whole dump, of which each line is taken
// or refused.
#include <diwan/dump.hpp>

#include <cstddef>
#include <cstdint>
#include <sstream>
#include <string>

#include "core/article_fault.hpp"
#include "fuzz/reader_check.hpp"
#include "index/dump_line.hpp"
#include "index/run_ledger.hpp"
#include "store/document_data.hpp"

namespace {

using diwan::test::require;
namespace dump = diwan::index::dump;

void check_line(std::string_view line) {
  if (const auto article = diwan::store::from_dump_line(line)) {
    diwan::test::require_text(article->title);
    diwan::test::require_text(article->text);
    const auto again = diwan::store::to_dump_line(*article);
    require(again.find('\n') == std::string::npos, "an article is one line");
    require(diwan::store::from_dump_line(again) == article, "an article is read as it is written");
    (void)diwan::fault_of(*article);
  }
  const auto parsed = dump::parse_line(line);
  if (!parsed) return;
  const auto written = dump::to_json(*parsed);
  const auto again = dump::parse_line(written);
  require(again && dump::to_json(*again) == written, "a line is read as it is written");
  if (const auto* const file = std::get_if<dump::File>(&*parsed)) {
    diwan::index::RunLedger run({}, {});
    run.take_over(file->source, file->path, file->record);
    const auto& ledger = run.settled();
    require(diwan::index::parse_ledger(diwan::index::to_bytes(ledger)) == ledger, "a file can be remembered");
  }
}

/// As a run that writes nothing, which takes every line all the same.
void check_dump(const std::string& bytes) {
  std::istringstream in(bytes);
  std::uint64_t refused = 0;
  std::uint64_t last = 0;
  const auto note = [&](std::uint64_t line, const std::string& reason) {
    ++refused;
    require(!reason.empty(), "a reason says something");
    require(line >= last, "lines are refused in order");
    last = line;
  };
  const auto read = diwan::read_dump(in, "/nowhere/index", {.dry_run = true}, note);
  if (!read) return;
  require(read->refused == refused, "refused lines are counted");
  require(read->articles + read->refused <= bytes.size(), "no more comes of a dump than lines");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bytes = diwan::test::view_of(data, size);
  if (bytes.starts_with("{\"diwan_dump\":1}\n")) {
    check_dump(std::string(bytes));
  } else {
    check_line(bytes);
  }
  return 0;
}
