// SPDX-License-Identifier: GPL-2.0-or-later
#include "store/form_lookup.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <random>

#include "store/text_writer.hpp"
#include "support/temporary_folder.hpp"

namespace diwan::store {
namespace {

namespace fs = std::filesystem;

TextWriter writer_of(const fs::path& folder, const TextExtent& extent = {}) {
  auto writer = TextWriter::open(folder, extent);
  REQUIRE(writer);
  return *std::move(writer);
}

void add(TextWriter& writer, std::string_view text) {
  const auto nothing = writer.encode("", {});
  const auto encoded = writer.encode(text, {});
  REQUIRE(encoded);
  REQUIRE(writer.append(static_cast<std::uint32_t>(writer.extent().documents + 1), *nothing, *encoded));
}

bool holds(std::span<const EntryId> forms, EntryId form) {
  return std::find(forms.begin(), forms.end(), form) != forms.end();
}

std::vector<std::string> lookups_in(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const auto name = entry.path().filename().string();
    if (FormLookup::is_name(name)) names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

constexpr auto many_words =
    "السفير والسفراء وسفيرنا قوات للقوات، G7 و F-16: ﷺ ½ ٢٠٢١م 2021 العــراق كوفيد19 東京都に Algérie . ، \n (";

}  // namespace

TEST_CASE("every form is found by each hash of each of its tokens") {
  const test::TemporaryFolder folder;
  const auto path = folder.path() / "t";
  auto writer = writer_of(path);
  add(writer, many_words);
  REQUIRE(writer.sync());
  const auto texts = TextStore::open(path, writer.extent());
  REQUIRE(texts);
  bool gap = false, several = false;
  for (EntryId form = 0; form < texts->entry_count(); ++form) {
    INFO(texts->form(form));
    for (const auto& token : texts->tokens(form)) {
      for (const auto hash : {token.exact, token.stems[0], token.stems[1], token.root}) {
        CHECK(holds(texts->forms_with_hash(hash), form));
      }
    }
    CHECK(texts->token_count(form) == texts->tokens(form).size());
    gap = gap || texts->token_count(form) == 0;
    several = several || texts->token_count(form) > 1;
  }
  CHECK((gap && several));
  CHECK(texts->token_count(static_cast<EntryId>(texts->entry_count())) == 0);
}

TEST_CASE("a lookup belongs to one size of a lexicon") {
  const test::TemporaryFolder folder;
  const auto path = folder.path() / "t";
  TextExtent first;
  {
    auto writer = writer_of(path);
    add(writer, "قوات");
    REQUIRE(writer.sync());
    first = writer.extent();
  }
  {
    auto killed = writer_of(path, first);  // writes a larger one, but no state ever names it
    add(killed, "سفير");
    REQUIRE(killed.sync());
    CHECK(lookups_in(path).size() == 2);
    CHECK(TextStore::open(path, first));  // a searcher may still open the state before
  }
  auto writer = writer_of(path, first);
  CHECK(lookups_in(path) == std::vector{FormLookup::name(first.entries)});
  add(writer, "وزير ووزراء");
  REQUIRE(writer.sync());
  const auto texts = TextStore::open(path, writer.extent());
  REQUIRE(texts);
  const auto last = static_cast<EntryId>(texts->entry_count() - 1);
  CHECK(texts->form(last) == "ووزراء");
  CHECK(holds(texts->forms_with_hash(term_hash("ووزراء")), last));
}

TEST_CASE("a lookup that is not there or not whole is corrupt") {
  const test::TemporaryFolder folder;
  const auto path = folder.path() / "t";
  auto writer = writer_of(path);
  add(writer, many_words);
  REQUIRE(writer.sync());
  const auto file = path / FormLookup::name(writer.extent().entries);
  const auto size = fs::file_size(file);
  for (const std::uintmax_t bytes : {size - 1, std::uintmax_t{8}, std::uintmax_t{0}}) {
    fs::resize_file(file, bytes);
    const auto texts = TextStore::open(path, writer.extent());
    REQUIRE_FALSE(texts);
    CHECK(texts.error().code == Code::corrupt);
  }
  fs::remove(file);
  CHECK(TextStore::open(path, writer.extent()).error().code == Code::corrupt);
  CHECK(TextStore::open(path, {}));  // an empty lexicon has none
}

TEST_CASE("damaged lookups are never read past the end") {
  const test::TemporaryFolder folder;
  const auto path = folder.path() / "t";
  auto writer = writer_of(path);
  add(writer, many_words);
  REQUIRE(writer.sync());
  const auto file = path / FormLookup::name(writer.extent().entries);
  std::mt19937 random(11);
  std::fstream bytes(file, std::ios::in | std::ios::out | std::ios::binary);
  for (std::uintmax_t i = 4; i < fs::file_size(file); ++i) {  // the number of buckets stays
    bytes.seekp(static_cast<std::streamoff>(i));
    bytes.put(static_cast<char>(random()));
  }
  bytes.close();
  const auto texts = TextStore::open(path, writer.extent());
  REQUIRE(texts);
  std::size_t tokens = 0;  // the sanitizers watch the reading
  for (int i = 0; i < 1000; ++i) {
    for (const auto form : texts->forms_with_hash(static_cast<std::uint32_t>(random()))) {
      tokens += texts->tokens(form).size() + texts->token_count(form);
    }
  }
  CHECK(tokens < 10'000'000);
}

TEST_CASE("names of lookups") {
  CHECK(FormLookup::name(210713) == "lookup-210713");
  CHECK(FormLookup::is_name("lookup-0"));
  for (const auto* name : {"lookup-", "lookup-1x", "lookup--1", "lookup", "xlookup-1", "lookup-1.txt"}) {
    INFO(name);
    CHECK_FALSE(FormLookup::is_name(name));
  }
}

}  // namespace diwan::store
