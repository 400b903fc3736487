// SPDX-License-Identifier: GPL-2.0-or-later
// Any bytes as the files of a text store: nothing outside of them is read, and damage is told or gives some text. And
// any text comes back from a store byte for byte, in a second run as in the first.
#include "store/text_writer.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <string>

#include "fuzz/reader_check.hpp"
#include "support/temporary_folder.hpp"
#include "text/encoding.hpp"

namespace {

using diwan::store::LexiconEntry;
using diwan::store::TextExtent;
using diwan::store::TextStore;
using diwan::store::TextWriter;
using diwan::store::TokenHashes;
using diwan::test::require;
using diwan::test::take_part;
namespace text_files = diwan::store::text_files;
namespace fs = std::filesystem;

void write(const fs::path& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

void read_all(const TextStore& store, const TextExtent& extent) {
  for (std::uint32_t document = 0; document <= extent.documents + 1; ++document) {
    (void)store.length(document);
    const auto units = store.article(document);
    if (!units) continue;
    for (const auto stream : {units->title, units->text}) {
      require(store.text_of(stream).has_value() == store.check(stream).has_value(), "damage is told by both");
    }
  }
  for (diwan::store::EntryId id = 0; id <= extent.entries; ++id) {
    std::uint32_t sum = store.language(id);
    for (const char byte : store.form(id)) sum += static_cast<unsigned char>(byte);
    for (const auto& token : store.tokens(id)) sum += token.exact;
    for (const auto other : store.forms_with_hash(sum)) (void)store.is_gap(other);
  }
}

void check_damaged(std::string_view input) {
  const diwan::test::TemporaryFolder folder;
  TextExtent extent;
  const auto rounded = [](std::string_view part, std::size_t record) {
    return part.substr(0, part.size() / record * record);
  };
  const auto put = [&](std::string_view name, std::size_t record) {
    const auto part = rounded(take_part(input), record);
    write(folder.path() / name, part);
    return part.size() / record;
  };
  extent.articles = put(text_files::articles, 1);
  extent.documents = put(text_files::offsets, sizeof(std::uint64_t));
  write(folder.path() / text_files::lengths, std::string(extent.documents * sizeof(std::uint32_t), '\1'));
  extent.entries = put(text_files::entries, sizeof(LexiconEntry));
  extent.forms = put(text_files::forms, 1);
  extent.tokens = put(text_files::tokens, sizeof(TokenHashes));
  write(folder.path() / diwan::store::FormLookup::name(extent.entries), rounded(input, sizeof(std::uint32_t)));
  if (const auto store = TextStore::open(folder.path(), extent)) read_all(*store, extent);
  // A writer goes on where nothing in the lexicon contradicts itself.
  auto writer = TextWriter::open(folder.path(), extent);
  if (!writer) return;
  const auto encoded = writer->encode("قال: the 2nd كلمة", diwan::analysis::LanguageClass{});
  if (encoded && writer->append(static_cast<std::uint32_t>(extent.documents + 1), *encoded, *encoded))
    require(writer->sync().has_value(), "a store that was opened is written");
}

void check_round_trip(std::string_view input) {
  const diwan::test::TemporaryFolder folder;
  const auto half = input.size() / 2;
  const std::array texts{diwan::text::decode(input.substr(0, half), "UTF-8")->text,
                         diwan::text::decode(input.substr(half), "UTF-8")->text};
  TextExtent extent;
  std::uint32_t document = 0;
  for (std::size_t run = 0; run < 2; ++run) {
    auto writer = TextWriter::open(folder.path(), extent);
    require(writer.has_value(), "a sound store opens");
    const auto title = writer->encode(texts.at(run), diwan::analysis::LanguageClass{});
    const auto text = writer->encode(texts.at(1 - run), diwan::analysis::LanguageClass{});
    require(title && text && writer->append(++document, *title, *text), "texts are stored");
    require(writer->sync().has_value(), "a store that was opened is written");
    extent = writer->extent();
  }
  const auto store = TextStore::open(folder.path(), extent);
  require(store.has_value(), "a sound store opens");
  for (std::size_t run = 0; run < 2; ++run) {
    const auto units = store->article(static_cast<std::uint32_t>(run) + 1);
    require(units.has_value(), "an article is there");
    const auto title = store->text_of(units->title);
    const auto text = store->text_of(units->text);
    require(title && *title == texts.at(run) && text && *text == texts.at(1 - run), "texts come back as they were");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto input = diwan::test::view_of(data, size);
  if (input.empty()) return 0;
  const bool is_text = input.front() == 't';
  input.remove_prefix(1);
  is_text ? check_round_trip(input) : check_damaged(input);
  return 0;
}
