// SPDX-License-Identifier: GPL-2.0-or-later
#include "ingest/gzip.hpp"

#include <catch2/catch.hpp>
#include <diwan/ingest.hpp>

#include <string>

#include "unit/ingest/recorder.hpp"

namespace diwan::ingest {
namespace {

using test::gzip;
using test::MemoryBytes;

/// The inflated bytes, or the failure's message.
std::string inflate_all(const std::string& packed, std::size_t piece) {
  const auto bytes = gunzip(std::make_unique<MemoryBytes>(packed, piece));
  const auto all = read_all(*bytes, std::size_t{1} << 24);
  return all ? *all : all.error().message;
}

TEST_CASE("gzip data is read member by member, whole or not at all") {
  const std::string text = "قوات قتالية\n";
  const std::string packed = gzip(text);
  auto bad_sum = packed;
  bad_sum[packed.size() - 8] = static_cast<char>(bad_sum[packed.size() - 8] ^ 1);
  auto bad_block = packed;
  bad_block[10] = '\x07';
  struct Row {
    std::string packed;
    std::string expected;
    const char* reason;
  };
  const Row rows[] = {
      {packed, text, "one member"},
      {packed + gzip("") + gzip("نص"), text + "نص", "members one after the other, one of them empty"},
      {gzip(""), "", "nothing inside"},
      {packed + std::string(1024, '\0'), text, "zeros as padding"},
      {packed + std::string(3, '\0') + packed, "something else follows the gzip data", "data behind the padding"},
      {packed + "junk", "something else follows the gzip data", "junk behind"},
      {packed.substr(0, packed.size() - 1), "gzip data is cut short", "the last byte is missing"},
      {packed.substr(0, 5), "gzip data is cut short", "cut in the header"},
      {"", "gzip data is cut short", "an empty file"},
      {packed + packed.substr(0, 12), "gzip data is cut short", "the second member is cut"},
      {text, "not gzip data", "plain text under a wrong name"},
      {bad_sum, "gzip data is damaged: incorrect data check", "checksum"},
      {bad_block, "gzip data is damaged: invalid block type", "broken inside"},
  };
  for (const auto& row : rows) {
    INFO(row.reason);
    for (const std::size_t piece : {std::size_t{1}, std::size_t{7}, std::string::npos}) {
      CHECK(inflate_all(row.packed, piece) == row.expected);
    }
  }
}

TEST_CASE("a bomb stops at the limit") {
  const auto bytes = gunzip(std::make_unique<MemoryBytes>(gzip(std::string(std::size_t{32} << 20, 'a'))));
  const auto all = read_all(*bytes, std::size_t{1} << 20);
  REQUIRE_FALSE(all);
  CHECK(all.error().message == "larger than the limit of 1 MiB");
}

TEST_CASE("an error below goes through") {
  const auto packed = gzip("text");
  const Error failure{Code::io, "cannot read: Input/output error", {}};
  const auto bytes = gunzip(std::make_unique<MemoryBytes>(packed.substr(0, 12), 4, failure));
  CHECK(read_all(*bytes, 100).error() == failure);
}

TEST_CASE("names of files whose size does not tell how much is in them") {
  for (const auto* name : {"a.jsonl.gz", "A.XML.XZ", "a.tgz", "a.zip", "a.docx", "a.odt", "a.epub", "a.7z", "a.lzma"})
    CHECK(is_packed(name));
  for (const auto* name : {"a.jsonl", "a.rtf", "a.warc", "a.tar", "a.pdf", "gz", ".gz", "a.gz.txt", ""})
    CHECK_FALSE(is_packed(name));
}

}  // namespace
}  // namespace diwan::ingest
