// SPDX-License-Identifier: GPL-2.0-or-later
#include "store/text_writer.hpp"

#include <xxhash.h>

#include <limits>

#include "analysis/root_class.hpp"
#include "store/damage.hpp"

namespace diwan::store {
namespace {

constexpr std::uint64_t token_limit = std::uint64_t{1} << token_bits;
constexpr std::uint64_t form_bytes_limit = std::numeric_limits<std::uint32_t>::max();

Error full() { return {Code::io, "the lexicon of this index is full", "Spread the archive over several indexes."}; }

template <class T>
std::string_view bytes_of(const T& value) {
  return {reinterpret_cast<const char*>(&value), sizeof value};
}

TokenHashes hashes_of(const analysis::AnalyzedWord& word) {
  return {term_hash(word.folded),
          {term_hash(word.stems.front()), term_hash(word.stems.back())},
          term_hash(analysis::root_class(word.stems.front()))};
}

}  // namespace

std::size_t TextWriter::TextHash::operator()(std::string_view text) const {
  return XXH3_64bits(text.data(), text.size());
}

Result<TextWriter> TextWriter::open(const std::filesystem::path& folder, const TextExtent& extent) {
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed) return system_error("cannot create", folder, failed);
  TextWriter writer;
  writer.extent_ = extent;
  struct Part {
    std::string_view name;
    AppendFile TextWriter::*file;
    std::uint64_t bytes;
  };
  const Part parts[] = {
      {text_files::articles, &TextWriter::articles_, extent.articles},
      {text_files::offsets, &TextWriter::offsets_, extent.offsets * sizeof(std::uint64_t)},
      {text_files::entries, &TextWriter::entries_, extent.entries * sizeof(LexiconEntry)},
      {text_files::forms, &TextWriter::forms_, extent.forms},
      {text_files::tokens, &TextWriter::tokens_, extent.tokens * sizeof(TokenHashes)},
  };
  for (const auto& part : parts) {
    auto file = AppendFile::open(folder / part.name, part.bytes);
    if (!file) return std::move(file).error();
    writer.*part.file = *std::move(file);
  }
  if (auto loaded = writer.load(folder); !loaded) return std::move(loaded).error();
  return writer;
}

Result<void> TextWriter::load(const std::filesystem::path& folder) {
  auto store = TextStore::open(folder, extent_);
  if (!store) return std::move(store).error();
  ids_.reserve(store->entry_count());
  known_.resize(store->entry_count());
  for (EntryId id = 0; id < store->entry_count(); ++id) {
    if (!store->is_sound(id)) return damaged("entry " + std::to_string(id) + " of the lexicon is damaged");
    std::string key(store->form(id));
    auto& known = known_[id];
    known.form_size = key.size();
    known.language = static_cast<analysis::LanguageClass>(store->language(id));
    known.analyzed = store->is_gap(id);
    if (!known.analyzed && analysis::depends_on_language(key)) key += static_cast<char>(known.language);
    known.key = &ids_.emplace(std::move(key), id).first->first;
  }
  return {};
}

Result<EntryId> TextWriter::intern(std::string_view form, analysis::LanguageClass language, bool word) {
  key_ = form;
  const bool by_language = word && analysis::depends_on_language(form);
  if (!by_language) language = analysis::LanguageClass{};
  // The byte behind the form is a control character, which no word holds: keys never meet by chance.
  if (by_language) key_ += static_cast<char>(language);
  if (const auto found = ids_.find(key_); found != ids_.end()) return found->second;

  KnownWord known;
  known.form_size = form.size();
  known.language = language;
  known.analyzed = true;
  if (word) known.words = analysis::analyze_word(form, language);
  const auto id = static_cast<EntryId>(extent_.entries);
  if (extent_.entries + 1 >= word_stream::entry_limit || extent_.forms + form.size() > form_bytes_limit ||
      extent_.tokens + known.words.size() >= token_limit) {
    return full();
  }
  for (const auto& each : known.words) {
    if (auto done = tokens_.append(bytes_of(hashes_of(each))); !done) return std::move(done).error();
  }
  if (auto done = forms_.append(form); !done) return std::move(done).error();
  extent_.forms += form.size();
  extent_.tokens += known.words.size();
  const LexiconEntry entry{static_cast<std::uint32_t>(extent_.forms),
                           static_cast<std::uint32_t>(extent_.tokens) | static_cast<std::uint32_t>(language)
                                                                            << token_bits};
  if (auto done = entries_.append(bytes_of(entry)); !done) return std::move(done).error();
  ++extent_.entries;
  known.key = &ids_.emplace(key_, id).first->first;
  known_.push_back(std::move(known));
  return id;
}

const std::vector<analysis::AnalyzedWord>& TextWriter::analyzed(EntryId id) {
  auto& known = known_[id];
  if (!known.analyzed) {
    const auto form = std::string_view(*known.key).substr(0, known.form_size);
    known.words = analysis::analyze_word(form, known.language);
    known.analyzed = true;
  }
  return known.words;
}

Result<EncodedText> TextWriter::encode(std::string_view text, analysis::LanguageClass language) {
  EncodedText encoded;
  bool after_word = false;
  // A gap of one space behind a word waits: it is left out when a word comes next.
  bool holds_space = false;
  EntryId space = 0;
  for (const auto& segment : analysis::segments(text)) {
    const auto form = text.substr(segment.begin, segment.end - segment.begin);
    const auto id = intern(form, language, segment.word);
    if (!id) return id.error();
    const bool word = !analyzed(*id).empty();
    if (holds_space && !word) word_stream::append(encoded.units, space);
    if (word && after_word && !holds_space) {
      const auto nothing = intern("", {}, false);
      if (!nothing) return nothing.error();
      word_stream::append(encoded.units, *nothing);
    }
    holds_space = after_word && !word && form == " ";
    after_word = word || holds_space;
    if (holds_space) {
      space = *id;
      continue;
    }
    word_stream::append(encoded.units, *id);
    if (!word) continue;
    encoded.words.push_back(*id);
    for (const auto& each : analyzed(*id)) encoded.readings += static_cast<std::uint32_t>(each.stems.size());
  }
  if (holds_space) word_stream::append(encoded.units, space);
  return encoded;
}

Result<void> TextWriter::append(std::uint32_t document, const EncodedText& title, const EncodedText& text) {
  for (; extent_.offsets + 1 < document; ++extent_.offsets) {
    if (auto done = offsets_.append(bytes_of(no_article)); !done) return done;
  }
  if (auto done = offsets_.append(bytes_of(extent_.articles)); !done) return done;
  ++extent_.offsets;
  const ArticleHeader header{static_cast<std::uint32_t>(title.units.size()), title.readings,
                             static_cast<std::uint32_t>(text.units.size()), text.readings};
  if (auto done = articles_.append(bytes_of(header)); !done) return done;
  for (const auto* units : {&title.units, &text.units}) {
    const std::string_view bytes(reinterpret_cast<const char*>(units->data()), units->size() * sizeof(std::uint16_t));
    if (auto done = articles_.append(bytes); !done) return done;
  }
  extent_.articles = articles_.size();
  return {};
}

Result<void> TextWriter::sync() {
  for (auto* file : {&articles_, &offsets_, &entries_, &forms_, &tokens_}) {
    if (auto synced = file->sync(); !synced) return synced;
  }
  return {};
}

}  // namespace diwan::store
